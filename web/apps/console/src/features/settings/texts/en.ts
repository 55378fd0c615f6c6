export const en = {
  "settings.title": "Settings",
  "settings.lead": "These settings apply to the whole workspace.",
  "settings.workspace": "Workspace",
  "settings.defaultLanguage": "Default language",
  "settings.defaultLanguageHelp": "Used when the customer's language is not one of yours.",
  "settings.assistant": "Assistant",
  "settings.assistantLead": "Name and tone of your assistant.",
  "settings.instructions": "Instructions",
  "settings.instructionsHelp":
    "Tone and style for the language model. Facts come from your knowledge base.",
} as const;
