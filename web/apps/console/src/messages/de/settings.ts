import type { Translation } from "../catalog";
import type { settings as en } from "../en/settings";

export const settings = {
  "settings.title": "Einstellungen",
  "settings.lead": "Für den ganzen Arbeitsbereich.",
  "settings.workspace": "Arbeitsbereich",
  "settings.languages": "Sprachen",
  "settings.defaultLanguage": "Standardsprache",
  "settings.defaultLanguageHelp": "Gilt, wenn die Sprache des Kunden nicht zu deinen gehört.",
  "settings.assistant": "Assistent",
  "settings.assistantLead": "Wie er sich vorstellt und spricht.",
  "settings.assistantNameHelp": "Kunden sehen ihn, als Assistent gekennzeichnet.",
  "settings.instructions": "Anweisungen",
  "settings.instructionsHelp":
    "Ton und Umgangsformen, für das Sprachmodell. Was es weiß, kommt aus der Wissensbasis.",
} as const satisfies Translation<typeof en>;
