import type { Translation } from "../catalog";
import type { palette as en } from "../en/palette";

export const palette = {
  "palette.title": "Suchen und Befehle",
  "palette.placeholder": "Finde ein Gespräch, eine Person, einen Artikel oder etwas zu tun",
  "palette.actions": "Aktionen",
  "palette.messages": "Nachrichten und Notizen",
  "palette.contacts": "Kunden",
  "palette.members": "Kollegen",
  "palette.articles": "Artikel",
  "palette.nothing": "Nichts gefunden für „{query}“",
  "palette.searching": "Sucht",
  "palette.hint": "↑↓ wählt, Enter öffnet, Escape schließt",
} as const satisfies Translation<typeof en>;
