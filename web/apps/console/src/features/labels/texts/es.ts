import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "labels.lead": "Palabras propias para marcar conversaciones y encontrarlas.",
  "labels.new": "Etiqueta nueva",
  "labels.edit": "Editar la etiqueta",
  "labels.editNamed": "Editar la etiqueta {name}",
  "labels.deleteNamed": "Eliminar la etiqueta {name}",
  "labels.deleteDetail": "Se quita de todas las conversaciones que la tienen.",
  "labels.deleted": "Etiqueta eliminada",
  "labels.color": "Color",
  "labels.empty": "Aún no hay etiquetas",
  "labels.emptyDetail":
    "Crea una para lo que buscas a menudo: devoluciones, facturas, una campaña.",
} satisfies Translation<typeof en>;
