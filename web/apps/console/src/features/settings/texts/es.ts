import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "settings.title": "Ajustes",
  "settings.lead": "Estos ajustes se aplican a todo el espacio de trabajo.",
  "settings.workspace": "Espacio de trabajo",
  "settings.defaultLanguage": "Idioma predeterminado",
  "settings.defaultLanguageHelp": "Se usa cuando el idioma del cliente no es uno de los tuyos.",
  "settings.assistant": "Asistente",
  "settings.assistantLead": "Nombre y tono de tu asistente.",
  "settings.instructions": "Instrucciones",
  "settings.instructionsHelp":
    "Tono y estilo para el modelo de lenguaje. Los datos salen de tu base de conocimiento.",
} satisfies Translation<typeof en>;
