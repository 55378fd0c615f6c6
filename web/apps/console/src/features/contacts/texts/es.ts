import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "contacts.lead": "Todas las personas que te han escrito, por cualquier canal.",
  "contacts.search": "Buscar por nombre, correo o teléfono",
  "contacts.empty": "Aún no hay contactos",
  "contacts.emptyDetail":
    "Cada persona que te escribe se convierte en contacto. Añade el chat a tu sitio para empezar.",
  "contacts.noneFound": "No se han encontrado contactos",
  "contacts.since": "Desde {date}",
  "contacts.back": "Todos los contactos",
  "contacts.profile": "Perfil",
  "contacts.name": "Nombre",
  "contacts.email": "Correo electrónico",
  "contacts.phone": "Teléfono",
  "contacts.language": "Idioma",
  "contacts.timeZone": "Zona horaria",
  "contacts.timeZoneHint": "Por ejemplo Europe/Madrid",
  "contacts.attributes": "Atributos personalizados",
  "contacts.attributesDetail":
    "Tus propios datos, como un plan o un número de cliente. Puedes filtrar las vistas por atributo.",
  "contacts.attributeName": "Nombre",
  "contacts.attributeValue": "Valor",
  "contacts.addAttribute": "Añadir atributo",
  "contacts.removeAttribute": "Quitar {name}",
  "contacts.identities": "Canales",
  "contacts.conversations": "Conversaciones",
  "contacts.noConversations": "Aún no hay conversaciones",
  "contacts.merge": "Fusionar",
  "contacts.mergeTitle": "Fusionar {name} con otro contacto",
  "contacts.mergeDetail":
    "Todas las conversaciones y los canales pasan al contacto que elijas, que conserva sus datos. No se puede deshacer.",
  "contacts.mergeChoose": "Busca el contacto de destino",
  "contacts.merged": "Contactos fusionados",
  "contacts.gone": "Contacto no encontrado",
  "contacts.goneDetail": "Puede que este contacto se haya fusionado con otro.",
  "contacts.firstSeen": "Primer contacto",
  "contacts.lastActivity": "Última actividad",
} satisfies Translation<typeof en>;
