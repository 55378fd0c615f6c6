import type { Translation } from "../catalog";
import type { common as en } from "../en/common";

export const common = {
  "common.appName": "Switchboard",
  "common.back": "Zurück",
  "common.cancel": "Abbrechen",
  "common.close": "Schließen",
  "common.copied": "Kopiert",
  "common.copy": "Kopieren",
  "common.create": "Anlegen",
  "common.delete": "Löschen",
  "common.edit": "Bearbeiten",
  "common.failed": "Das hat nicht geklappt",
  "common.loadFailed": "Das ließ sich nicht laden",
  "common.loading": "Wird geladen",
  "common.loadMore": "Mehr zeigen",
  "common.name": "Name",
  "common.notAllowed": "Diese Seite ist für deine Rolle nicht freigegeben",
  "common.notAllowedDetail":
    "Wenn du sie brauchst, frag jemanden mit der Rolle Eigentümer oder Admin.",
  "common.notSaved": "Nicht gespeichert",
  "common.optional": "optional",
  "common.remove": "Entfernen",
  "common.retry": "Erneut versuchen",
  "common.save": "Speichern",
  "common.saved": "Gespeichert",
  "common.unexpected":
    "Etwas Unerwartetes ist passiert. Lade die Seite neu und versuche es noch einmal.",
  "common.you": "du",
} as const satisfies Translation<typeof en>;
