import type { Translation } from "../catalog";
import type { marks as en } from "../en/marks";

export const marks = {
  "marks.priority": "Prioridad",
  "marks.priority.urgent": "Urgente",
  "marks.priority.high": "Alta",
  "marks.priority.normal": "Normal",
  "marks.priority.low": "Baja",
  "marks.priority.none": "Sin prioridad",
  "marks.labels": "Etiquetas",
  "marks.noLabels": "Aún no hay etiquetas",
  "marks.on": "puesta",
  "marks.color.gray": "Gris",
  "marks.color.red": "Rojo",
  "marks.color.orange": "Naranja",
  "marks.color.yellow": "Amarillo",
  "marks.color.green": "Verde",
  "marks.color.teal": "Verde azulado",
  "marks.color.blue": "Azul",
  "marks.color.purple": "Morado",
  "marks.color.pink": "Rosa",
} as const satisfies Translation<typeof en>;
