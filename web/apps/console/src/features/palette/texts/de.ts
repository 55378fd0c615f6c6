import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "palette.placeholder": "Gespräche, Kontakte, Artikel und Befehle suchen",
  "palette.actions": "Aktionen",
  "palette.messages": "Nachrichten und Notizen",
  "palette.contacts": "Kontakte",
  "palette.members": "Teammitglieder",
  "palette.articles": "Artikel",
  "palette.nothing": "Keine Treffer für „{query}“",
  "palette.searching": "Suche läuft…",
  "palette.hint": "↑↓ zum Wählen, Enter zum Öffnen, Esc zum Schließen",
  "palette.pages": "Gehe zu",
  "palette.create": "Erstellen",
  "palette.preferences": "Einstellungen",
  "palette.goTo": "Gehe zu {page}",
  "palette.new.article": "Neuer Artikel",
  "palette.new.invite": "Teammitglied einladen",
  "palette.new.team": "Neues Team",
  "palette.new.inbox": "Neuer Kanal",
  "palette.new.label": "Neues Label",
  "palette.new.canned": "Neuer Textbaustein",
  "palette.online": "Status auf „Verfügbar“ setzen",
  "palette.away": "Status auf „Abwesend“ setzen",
  "palette.busy": "Status auf „Beschäftigt“ setzen",
  "palette.light": "Helles Farbschema",
  "palette.dark": "Dunkles Farbschema",
  "palette.system": "Farbschema des Systems",
  "palette.signOut": "Abmelden",
} satisfies Translation<typeof en>;
