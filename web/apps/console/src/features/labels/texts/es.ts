import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "labels.lead":
    "Organiza las conversaciones y encuéntralas después. Las etiquetas se comparten con tu equipo.",
  "labels.new": "Etiqueta nueva",
  "labels.edit": "Editar etiqueta",
  "labels.editNamed": "Editar etiqueta {name}",
  "labels.deleteNamed": "Eliminar etiqueta {name}",
  "labels.deleteDetail": "La etiqueta se quitará de todas las conversaciones.",
  "labels.deleted": "Etiqueta eliminada",
  "labels.color": "Color",
  "labels.empty": "Aún no hay etiquetas",
  "labels.emptyDetail":
    "Crea etiquetas para los temas que buscas a menudo, como devoluciones o facturas.",
} satisfies Translation<typeof en>;
