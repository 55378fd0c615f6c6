import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "contacts.lead": "Alle, die dir geschrieben haben, über alle Kanäle hinweg.",
  "contacts.search": "Nach Name, E-Mail oder Telefonnummer suchen",
  "contacts.empty": "Noch keine Kontakte",
  "contacts.emptyDetail":
    "Wer dir schreibt, wird automatisch zum Kontakt. Binde den Chat in deine Website ein, um loszulegen.",
  "contacts.noneFound": "Keine Kontakte gefunden",
  "contacts.since": "Seit {date}",
  "contacts.back": "Alle Kontakte",
  "contacts.profile": "Profil",
  "contacts.name": "Name",
  "contacts.email": "E-Mail",
  "contacts.phone": "Telefon",
  "contacts.language": "Sprache",
  "contacts.timeZone": "Zeitzone",
  "contacts.timeZoneHint": "Zum Beispiel Europe/Madrid",
  "contacts.attributes": "Eigene Attribute",
  "contacts.attributesDetail":
    "Eigene Daten, etwa Tarif oder Kundennummer. Du kannst Ansichten nach Attributen filtern.",
  "contacts.attributeName": "Name",
  "contacts.attributeValue": "Wert",
  "contacts.addAttribute": "Attribut hinzufügen",
  "contacts.removeAttribute": "{name} entfernen",
  "contacts.identities": "Kanäle",
  "contacts.conversations": "Gespräche",
  "contacts.noConversations": "Noch keine Gespräche",
  "contacts.merge": "Zusammenführen",
  "contacts.mergeTitle": "{name} mit einem anderen Kontakt zusammenführen",
  "contacts.mergeDetail":
    "Alle Gespräche und Kanäle gehen auf den gewählten Kontakt über, der seine eigenen Angaben behält. Das lässt sich nicht rückgängig machen.",
  "contacts.mergeChoose": "Zielkontakt suchen",
  "contacts.merged": "Kontakte zusammengeführt",
  "contacts.gone": "Kontakt nicht gefunden",
  "contacts.goneDetail": "Der Kontakt wurde vielleicht mit einem anderen zusammengeführt.",
  "contacts.firstSeen": "Zuerst gesehen",
  "contacts.lastActivity": "Letzte Aktivität",
} satisfies Translation<typeof en>;
