import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "settings.title": "Einstellungen",
  "settings.lead": "Diese Einstellungen gelten für den gesamten Arbeitsbereich.",
  "settings.workspace": "Arbeitsbereich",
  "settings.defaultLanguage": "Standardsprache",
  "settings.defaultLanguageHelp":
    "Wird verwendet, wenn die Sprache des Kunden nicht zu deinen gehört.",
  "settings.assistant": "Assistent",
  "settings.assistantLead": "Name und Tonfall deines Assistenten.",
  "settings.instructions": "Anweisungen",
  "settings.instructionsHelp":
    "Tonfall und Stil für das Sprachmodell. Fakten kommen aus deiner Wissensbasis.",
} satisfies Translation<typeof en>;
