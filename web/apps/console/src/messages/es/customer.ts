import type { Translation } from "../catalog";
import type { customer as en } from "../en/customer";

export const customer = {
  "customer.name": "Nombre",
  "customer.language": "Idioma",
  "customer.timeZone": "Zona horaria",
  "customer.localTime": "Hora local",
  "customer.place": "Lugar",
  "customer.attributes": "Más sobre el cliente",
  "customer.noAttributes": "No se sabe más. Añade lo que ayude a tu equipo.",
  "customer.addAttribute": "Añadir un dato",
  "customer.attribute": "Qué",
  "customer.value": "Valor",
  "customer.removeAttribute": "Quitar {name}",
  "customer.edit": "Editar {field}",
  "customer.add": "Añadir",
  "customer.previous": "Otras conversaciones",
  "customer.noPrevious": "Es su primera conversación.",
  "customer.pages": "Páginas visitadas",
  "customer.rating": "Valoración",
  "customer.ratingOf": "{score} de 5",
  "customer.merge": "Fusionar con otro cliente",
  "customer.mergeTitle": "Fusionar a {name} con…",
  "customer.mergeLead":
    "Elige quién se queda. Las conversaciones y los datos de {name} pasan a esa persona. No se puede deshacer.",
  "customer.mergeSearch": "Buscar un cliente",
  "customer.mergeNobody": "Ningún otro cliente encaja",
  "customer.mergeInto": "Fusionar con {name}",
  "customer.merged": "Clientes fusionados",
} as const satisfies Translation<typeof en>;
