import type { Translation } from "../catalog";
import type { marks as en } from "../en/marks";

export const marks = {
  "marks.priority": "Priorität",
  "marks.priority.urgent": "Dringend",
  "marks.priority.high": "Hoch",
  "marks.priority.normal": "Normal",
  "marks.priority.low": "Niedrig",
  "marks.priority.none": "Keine Priorität",
  "marks.labels": "Labels",
  "marks.noLabels": "Es gibt noch keine Labels",
  "marks.on": "gesetzt",
  "marks.color.gray": "Grau",
  "marks.color.red": "Rot",
  "marks.color.orange": "Orange",
  "marks.color.yellow": "Gelb",
  "marks.color.green": "Grün",
  "marks.color.teal": "Petrol",
  "marks.color.blue": "Blau",
  "marks.color.purple": "Violett",
  "marks.color.pink": "Rosa",
} as const satisfies Translation<typeof en>;
