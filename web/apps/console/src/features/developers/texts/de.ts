import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "developers.title": "Entwickler",
  "developers.lead": "API-Schlüssel und fehlgeschlagene Jobs.",
  "developers.openapi": "OpenAPI-Spezifikation",
  "developers.keys": "API-Schlüssel",
  "developers.keysLead":
    "Sende den Schlüssel als Bearer-Token. Jeder Schlüssel hat die Rechte seiner Rolle.",
  "developers.newKey": "Neuer API-Schlüssel",
  "developers.noKeys": "Noch keine API-Schlüssel",
  "developers.noKeysDetail":
    "Erstelle für jede Anwendung einen eigenen Schlüssel, damit du ihn einzeln widerrufen kannst.",
  "developers.ownerGone": "Funktioniert nicht: Der Inhaber kann sich nicht mehr anmelden.",
  "developers.limited": "Als {role} erstellt, durch die Rolle des Inhabers begrenzt.",
  "developers.transfer": "Übertragen",
  "developers.transferTitle": "„{name}“ übertragen",
  "developers.transferSubmit": "Schlüssel übertragen",
  "developers.newOwner": "Neuer Inhaber",
  "developers.newOwnerHelp":
    "Der Schlüssel bleibt gleich. Er darf nie mehr, als die Rolle des Inhabers erlaubt.",
  "developers.transferred": "Schlüssel übertragen",
  "developers.key": "API-Schlüssel",
  "developers.keyTitle": "Schlüssel „{name}“",
  "developers.keyOnce": "Kopiere den Schlüssel jetzt. Er wird nicht noch einmal angezeigt.",
  "developers.keyNameHelp": "Wofür du den Schlüssel verwendest.",
  "developers.revoke": "Widerrufen",
  "developers.revoked": "Schlüssel widerrufen",
  "developers.revokeTitle": "„{name}“ widerrufen?",
  "developers.revokeDetail":
    "Anwendungen mit diesem Schlüssel verlieren sofort den Zugriff. Das lässt sich nicht rückgängig machen.",
  "developers.jobs": "Fehlgeschlagene Jobs",
  "developers.jobsLead":
    "Hintergrundjobs, die wiederholt fehlgeschlagen sind. Starte sie neu, sobald die Ursache behoben ist.",
  "developers.noJobs": "Keine fehlgeschlagenen Jobs",
  "developers.noJobsDetail": "Jobs, die wiederholt fehlschlagen, erscheinen hier.",
  "developers.attempts.one": "{count} Versuch",
  "developers.attempts.other": "{count} Versuche",
  "developers.payload": "Inhalt",
  "developers.replay": "Neu starten",
  "developers.replayed": "Job wird neu gestartet",
  "developers.jobDeleted": "Job gelöscht",
  "developers.deleteJobs.one": "Diesen Job löschen?",
  "developers.deleteJobs.other": "{count} Jobs löschen?",
  "developers.deleteJobDetail":
    "Dieser Job wird nie ausgeführt. Das lässt sich nicht rückgängig machen.",
  "developers.ownerColumn": "Inhaber",
  "developers.createdColumn": "Erstellt",
  "developers.attemptsColumn": "Versuche",
} satisfies Translation<typeof en>;
