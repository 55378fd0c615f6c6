export const en = {
  "settings.title": "Settings",
  "settings.lead": "For the whole workspace.",
  "settings.workspace": "Workspace",
  "settings.defaultLanguage": "Default language",
  "settings.defaultLanguageHelp": "Used where the customer's language is not among yours.",
  "settings.assistant": "Assistant",
  "settings.assistantLead": "How it introduces itself and speaks.",
  "settings.instructions": "Instructions",
  "settings.instructionsHelp":
    "Tone and manners, for the language model. What it knows comes from Knowledge.",
} as const;
