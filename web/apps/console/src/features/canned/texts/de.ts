import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "canned.lead": "Speichere häufige Antworten und füge sie mit / und einem Kürzel ein.",
  "canned.new": "Neuer Textbaustein",
  "canned.edit": "Textbaustein bearbeiten",
  "canned.editNamed": "/{name} bearbeiten",
  "canned.deleteNamed": "/{name} löschen",
  "canned.deleteDetail": "Bereits gesendete Nachrichten ändern sich nicht.",
  "canned.deleted": "Textbaustein gelöscht",
  "canned.name": "Titel",
  "canned.shortcut": "Kürzel",
  "canned.shortcutHint": "Ein Wort, ohne Schrägstrich",
  "canned.body": "Text",
  "canned.language": "Sprache",
  "canned.anyLanguage": "Jede Sprache",
  "canned.share": "Mit dem Team teilen",
  "canned.private": "Nur für dich",
  "canned.search": "Textbausteine suchen",
  "canned.empty": "Noch keine Textbausteine",
  "canned.emptyDetail": "Speichere häufige Antworten und füge sie mit / ein.",
  "canned.variables": "Platzhalter: {list}. Mit Ersatztext: {example}",
} satisfies Translation<typeof en>;
