import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "palette.placeholder": "Busca conversaciones, contactos, artículos y comandos",
  "palette.actions": "Acciones",
  "palette.messages": "Mensajes y notas",
  "palette.contacts": "Contactos",
  "palette.members": "Miembros del equipo",
  "palette.articles": "Artículos",
  "palette.nothing": "Sin resultados para «{query}»",
  "palette.searching": "Buscando…",
  "palette.hint": "↑↓ para elegir, Intro para abrir, Esc para cerrar",
  "palette.pages": "Ir a",
  "palette.create": "Crear",
  "palette.preferences": "Preferencias",
  "palette.goTo": "Ir a {page}",
  "palette.new.article": "Artículo nuevo",
  "palette.new.invite": "Invitar a alguien",
  "palette.new.team": "Equipo nuevo",
  "palette.new.inbox": "Canal nuevo",
  "palette.new.label": "Etiqueta nueva",
  "palette.new.canned": "Respuesta guardada nueva",
  "palette.online": "Cambiar estado a disponible",
  "palette.away": "Cambiar estado a ausente",
  "palette.busy": "Cambiar estado a ocupado",
  "palette.light": "Usar tema claro",
  "palette.dark": "Usar tema oscuro",
  "palette.system": "Usar tema del sistema",
  "palette.signOut": "Cerrar sesión",
} satisfies Translation<typeof en>;
