export const en = {
  "labels.lead": "Organize conversations and find them again. Labels are shared with your team.",
  "labels.new": "New label",
  "labels.edit": "Edit label",
  "labels.editNamed": "Edit label {name}",
  "labels.deleteNamed": "Delete label {name}",
  "labels.deleteDetail": "The label is removed from all conversations.",
  "labels.deleted": "Label deleted",
  "labels.color": "Color",
  "labels.empty": "No labels yet",
  "labels.emptyDetail": "Create labels for topics you often look for, such as returns or invoices.",
} as const;
