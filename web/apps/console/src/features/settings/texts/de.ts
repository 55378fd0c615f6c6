import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "settings.title": "Einstellungen",
  "settings.lead": "Für den ganzen Arbeitsbereich.",
  "settings.workspace": "Arbeitsbereich",
  "settings.defaultLanguage": "Standardsprache",
  "settings.defaultLanguageHelp": "Gilt, wenn die Sprache des Kunden nicht zu deinen gehört.",
  "settings.assistant": "Assistent",
  "settings.assistantLead": "Wie er sich vorstellt und spricht.",
  "settings.instructions": "Anweisungen",
  "settings.instructionsHelp":
    "Ton und Umgangsformen, für das Sprachmodell. Was es weiß, kommt aus der Wissensbasis.",
} satisfies Translation<typeof en>;
