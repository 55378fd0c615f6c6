import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "labels.lead": "Eigene Wörter, um Gespräche zu markieren und wiederzufinden.",
  "labels.new": "Neues Label",
  "labels.edit": "Label bearbeiten",
  "labels.editNamed": "Label {name} bearbeiten",
  "labels.deleteNamed": "Label {name} löschen",
  "labels.deleteDetail": "Es wird von allen Gesprächen genommen, die es haben.",
  "labels.deleted": "Label gelöscht",
  "labels.color": "Farbe",
  "labels.empty": "Noch keine Labels",
  "labels.emptyDetail":
    "Lege eines an für das, was du oft suchst: Rückgaben, Rechnungen, eine Aktion.",
} satisfies Translation<typeof en>;
