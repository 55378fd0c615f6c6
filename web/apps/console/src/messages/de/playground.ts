import type { Translation } from "../catalog";
import type { playground as en } from "../en/playground";

export const playground = {
  "playground.title": "Probe",
  "playground.lead": "Frag, wie ein Kunde fragen würde. Nichts wird gesendet oder aufbewahrt.",
  "playground.restart": "Von vorn",
  "playground.question": "Frage",
  "playground.placeholder": "Stell eine Frage",
  "playground.ask": "Fragen",
  "playground.thinking": "Sucht eine Antwort",
  "playground.failed": "Keine Antwort",
  "playground.empty": "Probier den Assistenten aus",
  "playground.emptyDetail": "Sieh, was er antwortet, aus welchen Passagen und wie sicher er ist.",
  "playground.example1": "Wie lange kann ich etwas zurückgeben?",
  "playground.example2": "Liefert ihr ins Ausland?",
  "playground.example3": "Ich möchte mit einem Menschen sprechen",
  "playground.traceEmpty": "Hier erscheint die Spur",
  "playground.traceEmptyDetail":
    "Ergebnis, Sicherheit, die gefundenen Passagen und die Zeit, die es dauerte.",
} as const satisfies Translation<typeof en>;
