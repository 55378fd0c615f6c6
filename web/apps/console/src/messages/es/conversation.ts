import type { Translation } from "../catalog";
import type { conversation as en } from "../en/conversation";

export const conversation = {
  "conversation.labelsFor": "Cambiar etiquetas",
  "conversation.newLabel": "Etiqueta nueva",
  "conversation.newLabelLead":
    "Una palabra con la que se marcan conversaciones, para todo el equipo.",
  "conversation.labelColor": "Color",
  "conversation.more": "Más",
  "conversation.markUnread": "Marcar como no leída",
  "conversation.copyLink": "Copiar un enlace",
  "conversation.linkCopied": "Enlace copiado",
  "conversation.resolveNext": "Resolver y abrir la siguiente",
  "conversation.resolved": "Resuelta",
  "conversation.noNext": "Era la última de esta vista",
  "conversation.snoozeTitle": "Posponer hasta",
  "conversation.snoozeWhen": "Fecha y hora",
  "conversation.snoozePast": "Elige un momento futuro.",
  "conversation.away": "ausente",
  "conversation.busy": "con trabajo",
  "conversation.rated": "{who} valoró la ayuda con {score} de 5",
  "conversation.ratedWith": "{who} valoró la ayuda con {score} de 5: «{comment}»",
} as const satisfies Translation<typeof en>;
