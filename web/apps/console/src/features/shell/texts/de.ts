import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "shell.navigation": "Hauptmenü",
  "shell.skip": "Zum Inhalt",
  "shell.more": "Mehr",
  "shell.signOut": "Abmelden",
  "shell.reconnecting":
    "Verbindung wird wiederhergestellt… Die Ansicht ist eventuell nicht aktuell.",
  "shell.unreachable": "Switchboard ist nicht erreichbar",
  "shell.account": "Konto von {name}",
  "profile.keys": "Tastenkürzel",
} satisfies Translation<typeof en>;
