import type { Translation } from "../catalog";
import type { palette as en } from "../en/palette";

export const palette = {
  "palette.title": "Buscar y mandar",
  "palette.placeholder": "Busca una conversación, una persona, un artículo o algo que hacer",
  "palette.actions": "Acciones",
  "palette.messages": "Mensajes y notas",
  "palette.contacts": "Clientes",
  "palette.members": "Compañeros",
  "palette.articles": "Artículos",
  "palette.nothing": "No hay nada para «{query}»",
  "palette.searching": "Buscando",
  "palette.hint": "↑↓ elige, Intro abre, Escape cierra",
} as const satisfies Translation<typeof en>;
