import type { Translation } from "../catalog";
import type { customer as en } from "../en/customer";

export const customer = {
  "customer.name": "Name",
  "customer.language": "Sprache",
  "customer.timeZone": "Zeitzone",
  "customer.localTime": "Ortszeit",
  "customer.place": "Ort",
  "customer.attributes": "Mehr über den Kunden",
  "customer.noAttributes": "Mehr ist nicht bekannt. Ergänze, was deinem Team hilft.",
  "customer.addAttribute": "Angabe hinzufügen",
  "customer.attribute": "Was",
  "customer.value": "Wert",
  "customer.removeAttribute": "{name} entfernen",
  "customer.edit": "{field} bearbeiten",
  "customer.add": "Hinzufügen",
  "customer.previous": "Andere Gespräche",
  "customer.noPrevious": "Das ist das erste Gespräch.",
  "customer.pages": "Besuchte Seiten",
  "customer.rating": "Bewertung",
  "customer.ratingOf": "{score} von 5",
  "customer.merge": "Mit einem anderen Kunden zusammenführen",
  "customer.mergeTitle": "{name} zusammenführen mit…",
  "customer.mergeLead":
    "Wähle, wer bleibt. Gespräche und Angaben von {name} gehen dorthin. Das lässt sich nicht zurücknehmen.",
  "customer.mergeSearch": "Kunden suchen",
  "customer.mergeNobody": "Kein anderer Kunde passt",
  "customer.mergeInto": "Mit {name} zusammenführen",
  "customer.merged": "Kunden zusammengeführt",
} as const satisfies Translation<typeof en>;
