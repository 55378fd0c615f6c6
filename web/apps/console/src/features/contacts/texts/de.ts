import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "contacts.lead": "Alle, die geschrieben haben, auf welchem Kanal auch immer.",
  "contacts.search": "Namen, Adressen und Nummern suchen",
  "contacts.listed.one": "{count} Kontakt",
  "contacts.listed.other": "{count} Kontakte",
  "contacts.empty": "Noch hat niemand geschrieben",
  "contacts.emptyDetail":
    "Wer dir schreibt, wird zum Kontakt. Setze den Chat auf deine Seite, um zu beginnen.",
  "contacts.noneFound": "Niemand gefunden",
  "contacts.noneFoundDetail": "Namen und Adressen werden an ihren Wortanfängen gefunden.",
  "contacts.lastActive": "Zuletzt aktiv {when}",
  "contacts.since": "Seit {date}",
  "contacts.back": "Alle Kontakte",
  "contacts.profile": "Profil",
  "contacts.name": "Name",
  "contacts.email": "E-Mail",
  "contacts.phone": "Telefon",
  "contacts.language": "Sprache",
  "contacts.timeZone": "Zeitzone",
  "contacts.timeZoneHint": "Etwa Europe/Madrid",
  "contacts.attributes": "Attribute",
  "contacts.attributesDetail":
    "Was du sonst weißt: ein Tarif, eine Kundennummer. Ansichten können danach filtern.",
  "contacts.attributeName": "Name",
  "contacts.attributeValue": "Wert",
  "contacts.addAttribute": "Attribut hinzufügen",
  "contacts.removeAttribute": "{name} entfernen",
  "contacts.identities": "Schreibt von",
  "contacts.conversations": "Gespräche",
  "contacts.noConversations": "Keine Gespräche",
  "contacts.merge": "Zusammenführen",
  "contacts.mergeTitle": "{name} mit einem anderen Kontakt zusammenführen",
  "contacts.mergeDetail":
    "Gespräche und Adressen gehen an den gewählten Kontakt, der seine eigenen Angaben behält. Das lässt sich nicht zurücknehmen.",
  "contacts.mergeChoose": "Den Kontakt suchen, der bleibt",
  "contacts.merged": "Kontakte zusammengeführt",
  "contacts.gone": "Diesen Kontakt gibt es nicht",
  "contacts.goneDetail": "Vielleicht wurde er mit einem anderen zusammengeführt.",
} satisfies Translation<typeof en>;
