import type { Translation } from "../catalog";
import type { inboxes as en } from "../en/inboxes";

export const inboxes = {
  "inboxes.title": "Canales",
  "inboxes.one": "Canal",
  "inboxes.lead": "Dónde te escriben los clientes.",
  "inboxes.new": "Chat web nuevo",
  "inboxes.newLead":
    "Ponle el nombre del sitio en el que estará. Recibirás un fragmento para pegarlo allí.",
  "inboxes.namePlaceholder": "Web de la tienda",
  "inboxes.nameHelp": "Solo lo ve tu equipo.",
  "inboxes.empty": "Aún no hay canales",
  "inboxes.emptyDetail": "Crea un chat web y pega su fragmento en tu sitio.",
  "inboxes.since": "Desde el {date}",
  "inboxes.gone": "Este canal no existe",
  "inboxes.goneDetail": "Puede que se haya eliminado.",
  "inboxes.channel.webchat": "Chat web",
  "inboxes.channel.whatsapp": "WhatsApp",
  "inboxes.channel.twilio": "Twilio",
  "inboxes.channel.email": "Correo electrónico",
  "inboxes.snippet": "Fragmento para tu sitio",
  "inboxes.snippetLead": "Pégalo antes del final del body en cada página que deba tener el chat.",
  "inboxes.look": "Aspecto",
  "inboxes.chatTitle": "Título",
  "inboxes.chatTitleHelp": "Aparece arriba en el chat.",
  "inboxes.color": "Color",
  "inboxes.colorHelp": "El chat lo oscurece o aclara donde el texto se leería mal.",
  "inboxes.greeting": "Saludo",
  "inboxes.greetingLead": "Se muestra antes de que el cliente escriba, en su idioma si lo tienes.",
  "inboxes.access": "Quién puede usarlo",
  "inboxes.origins": "Sitios permitidos",
  "inboxes.originsHelp":
    "Solo las páginas de estos orígenes pueden abrir el chat. Vacío significa cualquier sitio.",
  "inboxes.origin": "Sitio",
  "inboxes.addOrigin": "Añadir un sitio",
  "inboxes.secret": "Secreto de identidad",
  "inboxes.secretHelp": "Tu servidor firma con él un token que prueba quién es el cliente.",
  "inboxes.secretSet": "Hay un secreto guardado. Escribe otro para sustituirlo.",
  "inboxes.requireIdentity": "Exigir una identidad probada",
  "inboxes.requireIdentityHelp":
    "Se rechaza a los visitantes sin token firmado, también a los anónimos.",
  "inboxes.deleted": "Canal eliminado",
  "inboxes.deleteTitle": "¿Eliminar «{name}»?",
  "inboxes.deleteDetail":
    "El chat desaparece de todos los sitios que llevan su fragmento. No se puede deshacer.",
} as const satisfies Translation<typeof en>;
