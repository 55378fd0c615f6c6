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
} satisfies Translation<typeof en>;
