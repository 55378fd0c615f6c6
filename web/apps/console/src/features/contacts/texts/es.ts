import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "contacts.lead": "Todas las personas que han escrito, por cualquier canal.",
  "contacts.search": "Buscar nombres, direcciones y números",
  "contacts.listed.one": "{count} contacto",
  "contacts.listed.other": "{count} contactos",
  "contacts.empty": "Aún no ha escrito nadie",
  "contacts.emptyDetail":
    "Quien te escribe se convierte en contacto. Pon el chat en tu sitio para empezar.",
  "contacts.noneFound": "No se encontró a nadie",
  "contacts.noneFoundDetail":
    "Los nombres y direcciones se encuentran por el comienzo de sus palabras.",
  "contacts.lastActive": "Última actividad {when}",
  "contacts.since": "Desde {date}",
  "contacts.back": "Todos los contactos",
  "contacts.profile": "Perfil",
  "contacts.name": "Nombre",
  "contacts.email": "Correo electrónico",
  "contacts.phone": "Teléfono",
  "contacts.language": "Idioma",
  "contacts.timeZone": "Zona horaria",
  "contacts.timeZoneHint": "Por ejemplo Europe/Madrid",
  "contacts.attributes": "Atributos",
  "contacts.attributesDetail":
    "Lo que sabes además: un plan, un número de cliente. Las vistas pueden filtrar por ello.",
  "contacts.attributeName": "Nombre",
  "contacts.attributeValue": "Valor",
  "contacts.addAttribute": "Añadir atributo",
  "contacts.removeAttribute": "Quitar {name}",
  "contacts.identities": "Escribe desde",
  "contacts.conversations": "Conversaciones",
  "contacts.noConversations": "Sin conversaciones",
  "contacts.merge": "Fusionar",
  "contacts.mergeTitle": "Fusionar {name} con otro contacto",
  "contacts.mergeDetail":
    "Sus conversaciones y direcciones pasan al contacto que elijas, que conserva sus datos. No se puede deshacer.",
  "contacts.mergeChoose": "Busca el contacto que se queda",
  "contacts.merged": "Contactos fusionados",
  "contacts.gone": "Este contacto no existe",
  "contacts.goneDetail": "Puede que se haya fusionado con otro.",
} satisfies Translation<typeof en>;
