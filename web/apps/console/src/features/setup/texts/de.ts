import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "setup.step": "Schritt {step} von {steps}",
  "setup.next": "Weiter",
  "setup.back": "Zurück",
  "setup.skip": "Diesen Schritt überspringen",
  "setup.later": "Später fertigstellen",
  "setup.finish": "Zum Posteingang",
  "setup.company.title": "Dein Unternehmen",
  "setup.company.lead":
    "Kunden sehen diesen Namen im Chat. Der Assistent antwortet in den gewählten Sprachen.",
  "setup.company.name": "Name des Unternehmens",
  "setup.company.assistant": "Name des Assistenten",
  "setup.knowledge.title": "Füge deine Hilfeinhalte hinzu",
  "setup.knowledge.lead":
    "Gib die Adresse deiner Hilfeseiten an oder lade Dateien hoch. Du kannst jederzeit mehr hinzufügen.",
  "setup.knowledge.address": "URL deiner Hilfeseiten",
  "setup.knowledge.addressHelp":
    "Wir importieren die Seiten unter dieser Adresse und halten sie aktuell.",
  "setup.knowledge.read": "Seiten importieren",
  "setup.knowledge.reading": "Deine Seiten werden importiert. Du kannst inzwischen weitermachen.",
  "setup.knowledge.found.one": "{count} Artikel bereit",
  "setup.knowledge.found.other": "{count} Artikel bereit",
  "setup.knowledge.or": "oder",
  "setup.try.title": "Teste deinen Assistenten",
  "setup.try.lead": "Stell eine Frage wie ein Kunde. Nichts wird gesendet oder gespeichert.",
  "setup.try.placeholder": "Wie lange kann ich einen Artikel zurückgeben?",
  "setup.try.nothing":
    "Diese Frage würde der Assistent an dein Team übergeben. Füge einen Artikel dazu hinzu oder stell eine andere Frage.",
  "setup.site.title": "Binde den Chat in deine Website ein",
  "setup.site.lead":
    "Füge dies vor dem schließenden body-Tag ein, auf jeder Seite, auf der der Chat erscheinen soll.",
  "setup.site.preparing": "Dein Chat wird vorbereitet…",
  "setup.site.waiting": "Warten auf die erste Nachricht von deiner Website…",
  "setup.site.arrived": "Dein Chat funktioniert: Von deiner Website ist eine Nachricht angekommen.",
  "setup.site.send": "Per E-Mail an deine Entwickler senden",
  "setup.site.mailSubject": "Bitte unseren Chat in die Website einbinden",
  "setup.invite.title": "Lade dein Team ein",
  "setup.invite.lead": "Erstelle für jedes Teammitglied einen Einladungslink und teile ihn.",
  "setup.invite.email": "E-Mail des Teammitglieds",
  "setup.invite.add": "Einladungslink erstellen",
  "setup.done.title": "Alles ist bereit",
  "setup.done.lead": "Neue Gespräche erscheinen in deinem Posteingang.",
  "setup.checklist": "Erste Schritte",
  "setup.progress": "{done} von {all} erledigt",
  "setup.dismiss": "Liste ausblenden",
  "setup.task.company": "Unternehmen einrichten",
  "setup.task.knowledge": "Hilfeinhalte hinzufügen",
  "setup.task.try": "Assistenten testen",
  "setup.task.site": "Chat in die Website einbinden",
  "setup.task.invite": "Teammitglied einladen",
  "setup.task.answer": "Einem Kunden antworten",
} satisfies Translation<typeof en>;
