import type { Translation } from "../catalog";
import type { shell as en } from "../en/shell";

export const shell = {
  "shell.navigation": "Hauptmenü",
  "shell.skip": "Zum Inhalt",
  "shell.more": "Mehr",
  "shell.inbox": "Posteingang",
  "shell.knowledge": "Wissen",
  "shell.playground": "Probe",
  "shell.inboxes": "Kanäle",
  "shell.people": "Leute",
  "shell.developers": "Entwickler",
  "shell.settings": "Einstellungen",
  "shell.profile": "Profil",
  "shell.signOut": "Abmelden",
  "shell.reconnecting":
    "Verbindung wird wiederhergestellt. Die Ansicht kann einen Moment alt sein.",
  "shell.unreachable": "Switchboard ist nicht erreichbar",
  "shell.notFound": "Unter dieser Adresse gibt es nichts",
  "shell.notFoundDetail": "Der Link ist vielleicht alt oder vertippt.",
  "shell.crashed": "Auf dieser Seite ist etwas schiefgegangen",
  "shell.crashedDetail":
    "Nichts, was du gesendet oder gespeichert hast, ist verloren. Lade die Seite neu.",
  "shell.stale": "Diese Seite muss neu geladen werden",
  "shell.staleDetail":
    "Ein Teil ließ sich nicht laden, wahrscheinlich weil Switchboard aktualisiert wurde.",
  "shell.reload": "Neu laden",
  "shell.toInbox": "Zum Posteingang",
  "shell.account": "Konto von {name}",
} as const satisfies Translation<typeof en>;
