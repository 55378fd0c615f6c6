import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "people.title": "Leute",
  "people.lead": "Wer hier antwortet und wer was darf.",
  "people.members": "Mitglieder",
  "people.teams": "Teams",
  "people.invite": "Einladen",
  "people.inviteTitle": "Jemanden einladen",
  "people.linkTitle": "Einladung für {name}",
  "people.linkLead":
    "Schick ihr oder ihm diesen Link: er wird nur jetzt gezeigt. Wer ihn öffnet, kann beitreten, also gib ihn niemandem sonst.",
  "people.roleChanged": "Rolle geändert",
  "people.status.invited": "Eingeladen",
  "people.status.disabled": "Gesperrt",
  "people.actions": "Aktionen für {name}",
  "people.enable": "Freigeben",
  "people.disable": "Sperren",
  "people.remove": "Entfernen",
  "people.removed": "Entfernt",
  "people.removeTitle": "{name} entfernen?",
  "people.removeDetail":
    "Die Sitzung endet sofort. Was geschrieben wurde, bleibt in den Gesprächen.",
  "people.newTeam": "Neues Team",
  "people.editTeam": "Team bearbeiten",
  "people.noTeams": "Noch keine Teams",
  "people.noTeamsDetail": "Gib einem Team ein Gespräch, und wer frei ist, übernimmt es.",
  "people.memberCount.one": "{count} Mitglied",
  "people.memberCount.other": "{count} Mitglieder",
  "people.deleteTeam": "Team {name} löschen",
  "people.deleteTeamDetail": "Seine Gespräche bleiben offen und warten auf jemanden.",
  "people.teamDeleted": "Team gelöscht",
  "people.renewLink": "Neuer Einladungslink",
} satisfies Translation<typeof en>;
