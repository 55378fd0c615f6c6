import type { Translation } from "../catalog";
import type { inboxes as en } from "../en/inboxes";

export const inboxes = {
  "inboxes.title": "Kanäle",
  "inboxes.one": "Kanal",
  "inboxes.lead": "Wo Kunden dir schreiben.",
  "inboxes.new": "Neuer Web-Chat",
  "inboxes.newLead":
    "Benenne ihn nach der Website, auf der er steht. Du bekommst ein Snippet zum Einfügen.",
  "inboxes.namePlaceholder": "Website des Ladens",
  "inboxes.nameHelp": "Nur dein Team sieht ihn.",
  "inboxes.empty": "Noch kein Kanal",
  "inboxes.emptyDetail": "Lege einen Web-Chat an und füge sein Snippet in deine Website ein.",
  "inboxes.since": "Seit {date}",
  "inboxes.gone": "Diesen Kanal gibt es nicht",
  "inboxes.goneDetail": "Vielleicht wurde er gelöscht.",
  "inboxes.channel.webchat": "Web-Chat",
  "inboxes.channel.whatsapp": "WhatsApp",
  "inboxes.channel.twilio": "Twilio",
  "inboxes.channel.email": "E-Mail",
  "inboxes.snippet": "Snippet für deine Website",
  "inboxes.snippetLead":
    "Füge es vor dem Ende von body ein, auf jeder Seite, die den Chat haben soll.",
  "inboxes.look": "Aussehen",
  "inboxes.chatTitle": "Titel",
  "inboxes.chatTitleHelp": "Steht oben im Chat.",
  "inboxes.color": "Farbe",
  "inboxes.colorHelp": "Der Chat dunkelt sie ab oder hellt sie auf, wo Text schwer lesbar wäre.",
  "inboxes.greeting": "Begrüßung",
  "inboxes.greetingLead":
    "Erscheint, bevor der Kunde schreibt, in seiner Sprache, wenn du sie hast.",
  "inboxes.access": "Wer ihn benutzen darf",
  "inboxes.origins": "Erlaubte Websites",
  "inboxes.originsHelp": "Nur Seiten dieser Herkunft dürfen den Chat öffnen. Leer heißt: alle.",
  "inboxes.origin": "Website",
  "inboxes.addOrigin": "Website hinzufügen",
  "inboxes.secret": "Geheimnis für Identitäten",
  "inboxes.secretHelp":
    "Dein Server unterschreibt damit ein Token, das beweist, wer der Kunde ist.",
  "inboxes.secretSet": "Ein Geheimnis ist hinterlegt. Gib ein neues ein, um es zu ersetzen.",
  "inboxes.requireIdentity": "Bewiesene Identität verlangen",
  "inboxes.requireIdentityHelp":
    "Besucher ohne unterschriebenes Token werden abgewiesen, auch anonyme.",
  "inboxes.deleted": "Kanal gelöscht",
  "inboxes.deleteTitle": "„{name}“ löschen?",
  "inboxes.deleteDetail":
    "Der Chat verschwindet von jeder Website mit seinem Snippet. Das lässt sich nicht zurücknehmen.",
} as const satisfies Translation<typeof en>;
