import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "palette.placeholder": "Busca una conversación, una persona, un artículo o algo que hacer",
  "palette.actions": "Acciones",
  "palette.messages": "Mensajes y notas",
  "palette.contacts": "Clientes",
  "palette.members": "Compañeros",
  "palette.articles": "Artículos",
  "palette.nothing": "No hay nada para «{query}»",
  "palette.searching": "Buscando",
  "palette.hint": "↑↓ elige, Intro abre, Escape cierra",
} satisfies Translation<typeof en>;
