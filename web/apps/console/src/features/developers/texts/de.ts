import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "developers.title": "Entwickler",
  "developers.lead": "Schlüssel für eigene Programme, und Arbeit, die fehlschlug.",
  "developers.openapi": "OpenAPI-Beschreibung",
  "developers.keys": "API-Schlüssel",
  "developers.keysLead": "Werden als Bearer-Token gesendet. Jeder darf, was seine Rolle darf.",
  "developers.newKey": "Neuer Schlüssel",
  "developers.noKeys": "Noch keine Schlüssel",
  "developers.noKeysDetail":
    "Lege für jedes Programm einen an; dann ist jeder einzeln widerrufbar.",
  "developers.created": "Angelegt am {date}",
  "developers.key": "API-Schlüssel",
  "developers.keyTitle": "Schlüssel „{name}“",
  "developers.keyOnce": "Kopiere ihn jetzt: er wird nicht aufbewahrt und nie wieder gezeigt.",
  "developers.keyNameHelp": "Wofür er ist, damit du es später noch weißt.",
  "developers.revoke": "Widerrufen",
  "developers.revoked": "Schlüssel widerrufen",
  "developers.revokeTitle": "„{name}“ widerrufen?",
  "developers.revokeDetail":
    "Programme, die ihn benutzen, werden ab jetzt abgewiesen. Das lässt sich nicht zurücknehmen.",
  "developers.jobs": "Angehaltene Arbeit",
  "developers.jobsLead":
    "Was immer wieder fehlschlug. Wiederhole es, wenn die Ursache behoben ist.",
  "developers.noJobs": "Nichts ist angehalten",
  "developers.noJobsDetail": "Alles wurde erledigt oder wird noch versucht.",
  "developers.attempts.one": "{count} Versuch",
  "developers.attempts.other": "{count} Versuche",
  "developers.payload": "Worum es ging",
  "developers.replay": "Wiederholen",
  "developers.replayed": "Es wird noch einmal ausgeführt",
  "developers.jobDeleted": "Gelöscht",
  "developers.deleteJobTitle": "Diese Arbeit löschen?",
  "developers.deleteJobDetail": "Was zu tun war, wird dann nie getan.",
} satisfies Translation<typeof en>;
