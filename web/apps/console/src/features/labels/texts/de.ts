import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "labels.lead": "Ordne Gespräche und finde sie wieder. Labels gelten für das ganze Team.",
  "labels.new": "Neues Label",
  "labels.edit": "Label bearbeiten",
  "labels.editNamed": "Label {name} bearbeiten",
  "labels.deleteNamed": "Label {name} löschen",
  "labels.deleteDetail": "Das Label wird von allen Gesprächen entfernt.",
  "labels.deleted": "Label gelöscht",
  "labels.color": "Farbe",
  "labels.empty": "Noch keine Labels",
  "labels.emptyDetail": "Erstelle Labels für häufige Themen, etwa Rückgaben oder Rechnungen.",
} satisfies Translation<typeof en>;
