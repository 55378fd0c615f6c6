import type { Translation } from "../catalog";
import type { settings as en } from "../en/settings";

export const settings = {
  "settings.title": "Ajustes",
  "settings.lead": "Para todo el espacio de trabajo.",
  "settings.workspace": "Espacio de trabajo",
  "settings.languages": "Idiomas",
  "settings.defaultLanguage": "Idioma predeterminado",
  "settings.defaultLanguageHelp": "Se usa cuando el idioma del cliente no está entre los tuyos.",
  "settings.assistant": "Asistente",
  "settings.assistantLead": "Cómo se presenta y cómo habla.",
  "settings.assistantNameHelp": "Los clientes lo ven, marcado como asistente.",
  "settings.instructions": "Instrucciones",
  "settings.instructionsHelp":
    "Tono y modales, para el modelo de lenguaje. Lo que sabe viene de la base de conocimiento.",
} as const satisfies Translation<typeof en>;
