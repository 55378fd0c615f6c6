import type { Translation } from "../catalog";
import type { playground as en } from "../en/playground";

export const playground = {
  "playground.title": "Pruebas",
  "playground.lead": "Pregunta como lo haría un cliente. No se envía ni se guarda nada.",
  "playground.restart": "Empezar de nuevo",
  "playground.question": "Pregunta",
  "playground.placeholder": "Haz una pregunta",
  "playground.ask": "Preguntar",
  "playground.thinking": "Buscando una respuesta",
  "playground.failed": "Sin respuesta",
  "playground.empty": "Prueba el asistente",
  "playground.emptyDetail": "Mira qué responde, de qué pasajes y con cuánta seguridad.",
  "playground.example1": "¿Cuánto tiempo tengo para devolver algo?",
  "playground.example2": "¿Hacéis envíos al extranjero?",
  "playground.example3": "Quiero hablar con una persona",
  "playground.traceEmpty": "Aquí aparece la traza",
  "playground.traceEmptyDetail":
    "Resultado, confianza, los pasajes encontrados y el tiempo que llevó.",
} as const satisfies Translation<typeof en>;
