import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "canned.lead":
    "Texte, mit denen du immer wieder antwortest. Tippe beim Schreiben / und das Kürzel.",
  "canned.new": "Neuer Baustein",
  "canned.edit": "Baustein bearbeiten",
  "canned.editNamed": "/{name} bearbeiten",
  "canned.deleteNamed": "/{name} löschen",
  "canned.deleteDetail": "Nachrichten, die damit gesendet wurden, bleiben.",
  "canned.deleted": "Baustein gelöscht",
  "canned.name": "Titel",
  "canned.shortcut": "Kürzel",
  "canned.shortcutHint": "Ein Wort, nach /",
  "canned.body": "Text",
  "canned.variables": "Werden beim Einsetzen ausgefüllt: {list}",
  "canned.language": "Sprache",
  "canned.anyLanguage": "Jede Sprache",
  "canned.share": "Für alle",
  "canned.private": "Nur du",
  "canned.search": "Bausteine suchen",
  "canned.empty": "Noch keine Textbausteine",
  "canned.emptyDetail": "Bewahre auf, was du am häufigsten schreibst; ein Schrägstrich holt es.",
} satisfies Translation<typeof en>;
