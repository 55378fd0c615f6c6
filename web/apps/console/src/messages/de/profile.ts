import type { Translation } from "../catalog";
import type { profile as en } from "../en/profile";

export const profile = {
  "profile.title": "Profil",
  "profile.you": "Du",
  "profile.nameHelp": "Kunden sehen ihn, wenn du antwortest.",
  "profile.theme": "Farbschema",
  "profile.themeLead": "Wird in diesem Browser gemerkt.",
  "profile.theme.system": "System",
  "profile.theme.light": "Hell",
  "profile.theme.dark": "Dunkel",
  "profile.password": "Passwort",
  "profile.currentPassword": "Jetziges Passwort",
  "profile.newPassword": "Neues Passwort",
  "profile.changePassword": "Passwort ändern",
  "profile.passwordChanged": "Passwort geändert",
} as const satisfies Translation<typeof en>;
