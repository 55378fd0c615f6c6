import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "palette.placeholder": "Finde ein Gespräch, eine Person, einen Artikel oder etwas zu tun",
  "palette.actions": "Aktionen",
  "palette.messages": "Nachrichten und Notizen",
  "palette.contacts": "Kunden",
  "palette.members": "Kollegen",
  "palette.articles": "Artikel",
  "palette.nothing": "Nichts gefunden für „{query}“",
  "palette.searching": "Sucht",
  "palette.hint": "↑↓ wählt, Enter öffnet, Escape schließt",
  "palette.pages": "Gehe zu",
  "palette.create": "Erstellen",
  "palette.preferences": "Einstellungen",
  "palette.goTo": "Gehe zu {page}",
  "palette.new.article": "Neuer Artikel",
  "palette.new.invite": "Teammitglied einladen",
  "palette.new.team": "Neues Team",
  "palette.new.inbox": "Neuer Posteingang",
  "palette.new.label": "Neues Label",
  "palette.new.canned": "Neuer Textbaustein",
  "palette.online": "Als online anzeigen",
  "palette.away": "Als abwesend anzeigen",
  "palette.busy": "Als beschäftigt anzeigen",
  "palette.light": "Helles Design",
  "palette.dark": "Dunkles Design",
  "palette.system": "Design des Systems",
  "palette.signOut": "Abmelden",
} satisfies Translation<typeof en>;
