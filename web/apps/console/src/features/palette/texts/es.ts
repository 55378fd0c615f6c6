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
  "palette.pages": "Ir a",
  "palette.create": "Crear",
  "palette.preferences": "Preferencias",
  "palette.goTo": "Ir a {page}",
  "palette.new.article": "Nuevo artículo",
  "palette.new.invite": "Invitar a alguien",
  "palette.new.team": "Nuevo equipo",
  "palette.new.inbox": "Nueva bandeja",
  "palette.new.label": "Nueva etiqueta",
  "palette.new.canned": "Nueva respuesta guardada",
  "palette.online": "Ponerse en línea",
  "palette.away": "Ponerse ausente",
  "palette.busy": "Ponerse ocupado",
  "palette.light": "Usar tema claro",
  "palette.dark": "Usar tema oscuro",
  "palette.system": "Usar tema del sistema",
  "palette.signOut": "Cerrar sesión",
} satisfies Translation<typeof en>;
