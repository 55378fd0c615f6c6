import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "canned.lead": "Textos con los que respondes a menudo. Escribe / y el atajo al responder.",
  "canned.new": "Respuesta nueva",
  "canned.edit": "Editar la respuesta",
  "canned.editNamed": "Editar /{name}",
  "canned.deleteNamed": "Eliminar /{name}",
  "canned.deleteDetail": "Los mensajes enviados con ella se quedan como están.",
  "canned.deleted": "Respuesta eliminada",
  "canned.name": "Título",
  "canned.shortcut": "Atajo",
  "canned.shortcutHint": "Una palabra, después de /",
  "canned.body": "Texto",
  "canned.variables": "Se rellenan al usarla: {list}",
  "canned.language": "Idioma",
  "canned.anyLanguage": "Cualquier idioma",
  "canned.share": "Para todos",
  "canned.private": "Solo tú",
  "canned.search": "Buscar respuestas",
  "canned.empty": "Aún no hay respuestas guardadas",
  "canned.emptyDetail": "Guarda las respuestas que más escribes; salen con una barra.",
} satisfies Translation<typeof en>;
