import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "canned.lead": "Guarda las respuestas que más usas e insértalas con / y un atajo.",
  "canned.new": "Nueva respuesta guardada",
  "canned.edit": "Editar respuesta guardada",
  "canned.editNamed": "Editar /{name}",
  "canned.deleteNamed": "Eliminar /{name}",
  "canned.deleteDetail": "Los mensajes ya enviados con esta respuesta no cambian.",
  "canned.deleted": "Respuesta guardada eliminada",
  "canned.name": "Título",
  "canned.shortcut": "Atajo",
  "canned.shortcutHint": "Una palabra, sin la barra",
  "canned.body": "Texto",
  "canned.language": "Idioma",
  "canned.anyLanguage": "Cualquier idioma",
  "canned.share": "Compartir con tu equipo",
  "canned.private": "Solo tú",
  "canned.search": "Buscar respuestas guardadas",
  "canned.empty": "Aún no hay respuestas guardadas",
  "canned.emptyDetail": "Guarda las respuestas que más usas e insértalas con /.",
  "canned.variables": "Variables: {list}. Con alternativa: {example}",
} satisfies Translation<typeof en>;
