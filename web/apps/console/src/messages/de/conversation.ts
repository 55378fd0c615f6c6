import type { Translation } from "../catalog";
import type { conversation as en } from "../en/conversation";

export const conversation = {
  "conversation.labelsFor": "Etiketten ändern",
  "conversation.newLabel": "Neues Etikett",
  "conversation.newLabelLead": "Ein Wort, mit dem Gespräche markiert werden, für alle hier.",
  "conversation.labelColor": "Farbe",
  "conversation.more": "Mehr",
  "conversation.markUnread": "Als ungelesen markieren",
  "conversation.copyLink": "Link kopieren",
  "conversation.linkCopied": "Link kopiert",
  "conversation.resolveNext": "Lösen und das nächste öffnen",
  "conversation.resolved": "Gelöst",
  "conversation.noNext": "Das war das letzte in dieser Ansicht",
  "conversation.snoozeTitle": "Zurückstellen bis",
  "conversation.snoozeWhen": "Datum und Uhrzeit",
  "conversation.snoozePast": "Wähle einen Zeitpunkt in der Zukunft.",
  "conversation.away": "abwesend",
  "conversation.busy": "beschäftigt",
  "conversation.rated": "{who} hat die Hilfe mit {score} von 5 bewertet",
  "conversation.ratedWith": "{who} hat die Hilfe mit {score} von 5 bewertet: „{comment}“",
} as const satisfies Translation<typeof en>;
