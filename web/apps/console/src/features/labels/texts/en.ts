export const en = {
  "labels.lead": "Words of your own to mark conversations with, and to find them by.",
  "labels.new": "New label",
  "labels.edit": "Edit label",
  "labels.editNamed": "Edit the label {name}",
  "labels.deleteNamed": "Delete the label {name}",
  "labels.deleteDetail": "It comes off every conversation that has it.",
  "labels.deleted": "Label deleted",
  "labels.color": "Colour",
  "labels.empty": "No labels yet",
  "labels.emptyDetail": "Make one for what you often look for: returns, invoices, a campaign.",
} as const;
