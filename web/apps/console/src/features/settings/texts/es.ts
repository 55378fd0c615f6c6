import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "settings.title": "Ajustes",
  "settings.lead": "Para todo el espacio de trabajo.",
  "settings.workspace": "Espacio de trabajo",
  "settings.defaultLanguage": "Idioma predeterminado",
  "settings.defaultLanguageHelp": "Se usa cuando el idioma del cliente no está entre los tuyos.",
  "settings.assistant": "Asistente",
  "settings.assistantLead": "Cómo se presenta y cómo habla.",
  "settings.instructions": "Instrucciones",
  "settings.instructionsHelp":
    "Tono y modales, para el modelo de lenguaje. Lo que sabe viene de la base de conocimiento.",
} satisfies Translation<typeof en>;
