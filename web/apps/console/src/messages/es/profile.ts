import type { Translation } from "../catalog";
import type { profile as en } from "../en/profile";

export const profile = {
  "profile.title": "Perfil",
  "profile.you": "Tú",
  "profile.nameHelp": "Los clientes lo ven cuando respondes.",
  "profile.theme": "Tema",
  "profile.themeLead": "Se guarda en este navegador.",
  "profile.theme.system": "Sistema",
  "profile.theme.light": "Claro",
  "profile.theme.dark": "Oscuro",
  "profile.password": "Contraseña",
  "profile.currentPassword": "Contraseña actual",
  "profile.newPassword": "Contraseña nueva",
  "profile.changePassword": "Cambiar contraseña",
  "profile.passwordChanged": "Contraseña cambiada",
} as const satisfies Translation<typeof en>;
