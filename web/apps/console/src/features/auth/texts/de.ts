import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "auth.title": "Anmelden",
  "auth.lead": "Antworte deinen Kunden und sieh, was der Assistent antwortet.",
  "auth.password": "Passwort",
  "auth.submit": "Anmelden",
  "auth.failed": "Die Anmeldung hat nicht geklappt",
  "auth.wait": "Zu viele Versuche. Versuche es in {seconds} s noch einmal.",
  "auth.forgot": "Passwort vergessen? Wer Switchboard betreibt, kann dir ein neues setzen.",
  "auth.ended": "Deine Sitzung ist zu Ende. Melde dich wieder an, um weiterzumachen.",
  "auth.invite.title": "Dem Arbeitsbereich beitreten",
  "auth.invite.lead": "Wähle den Namen, den Kunden sehen, und ein Passwort.",
  "auth.invite.name": "Dein Name",
  "auth.invite.password": "Neues Passwort",
  "auth.invite.submit": "Beitreten",
  "auth.invite.failed": "Die Einladung wurde nicht angenommen",
  "auth.invite.missing": "Dieser Link ist nicht vollständig",
  "auth.invite.missingDetail": "Öffne ihn noch einmal aus der Einladung, oder bitte um eine neue.",
  "auth.invite.toSignIn": "Zur Anmeldung",
} satisfies Translation<typeof en>;
