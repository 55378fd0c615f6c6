import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "auth.title": "Anmelden",
  "auth.lead": "Willkommen zurück. Melde dich im Posteingang deines Teams an.",
  "auth.password": "Passwort",
  "auth.submit": "Anmelden",
  "auth.failed": "Anmeldung fehlgeschlagen",
  "auth.wait": "Zu viele Versuche. Versuche es in {seconds} s erneut.",
  "auth.forgot": "Passwort vergessen? Bitte deinen Administrator, es zurückzusetzen.",
  "auth.ended": "Deine Sitzung ist abgelaufen. Bitte melde dich erneut an.",
  "auth.invite.title": "Dem Arbeitsbereich beitreten",
  "auth.invite.lead": "Wähle ein Passwort und den Namen, den Kunden sehen.",
  "auth.invite.name": "Dein Name",
  "auth.invite.password": "Neues Passwort",
  "auth.invite.submit": "Beitreten",
  "auth.invite.failed": "Die Einladung konnte nicht angenommen werden",
  "auth.invite.missing": "Dieser Link ist unvollständig",
  "auth.invite.missingDetail":
    "Öffne den Link aus deiner Einladung noch einmal oder bitte um einen neuen.",
  "auth.invite.toSignIn": "Zur Anmeldung",
} satisfies Translation<typeof en>;
