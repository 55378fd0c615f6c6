import type { Translation } from "../catalog";
import type { notices as en } from "../en/notices";

export const notices = {
  "notices.title": "Hinweise",
  "notices.lead": "Wie du erfährst, was dich angeht. Nur für dich, in jedem Browser.",
  "notices.what": "Was",
  "notices.screen": "Am Bildschirm",
  "notices.push": "Per Push",
  "notices.sound": "Ton",
  "notices.kind.assigned": "Dir wird etwas zugewiesen",
  "notices.kind.waiting": "Jemand wartet auf einen Menschen",
  "notices.kind.mention": "Du wirst erwähnt",
  "notices.kind.reply": "Einer deiner Kunden schreibt",
  "notices.way": "{kind}: {way}",
  "notices.browser": "Dieser Browser",
  "notices.browserOn": "Er meldet sich auch, wenn die Konsole geschlossen ist.",
  "notices.browserOff": "Er meldet sich nur, solange die Konsole offen ist.",
  "notices.browserRefused":
    "Benachrichtigungen sind für diese Seite blockiert. Erlaube sie in den Einstellungen des Browsers.",
  "notices.browserUnsupported":
    "Dieser Browser kann kein Push. Auf einem Telefon lege die Konsole zuerst auf den Startbildschirm.",
  "notices.enable": "Hier Bescheid geben",
  "notices.disable": "Hier nicht mehr Bescheid geben",
  "notices.quiet": "Ruhezeiten",
  "notices.quietLead": "Dann wird dir nichts gemeldet. Was kam, wartet im Posteingang.",
  "notices.quietOn": "Ruhezeiten haben",
  "notices.from": "Von",
  "notices.until": "Bis",
  "notices.zone": "Zeitzone",
  "notices.open": "Öffnen",
} as const satisfies Translation<typeof en>;
