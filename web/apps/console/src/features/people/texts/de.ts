import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "people.title": "Team",
  "people.lead": "Dein Team und seine Rollen.",
  "people.members": "Mitglieder",
  "people.teams": "Teams",
  "people.invite": "Teammitglied einladen",
  "people.inviteTitle": "Teammitglied einladen",
  "people.linkTitle": "Einladung für {name}",
  "people.linkLead":
    "Teile diesen Link mit der eingeladenen Person. Er wird nur einmal angezeigt, und jeder mit dem Link kann beitreten.",
  "people.roleChanged": "Rolle aktualisiert",
  "people.status.invited": "Eingeladen",
  "people.status.disabled": "Deaktiviert",
  "people.actions": "Aktionen für {name}",
  "people.enable": "Aktivieren",
  "people.disable": "Deaktivieren",
  "people.remove": "Entfernen",
  "people.removed": "Mitglied entfernt",
  "people.removeTitle": "{name} entfernen?",
  "people.removeDetail":
    "Die Person wird sofort abgemeldet. Ihre Nachrichten bleiben in den Gesprächen.",
  "people.newTeam": "Neues Team",
  "people.editTeam": "Team bearbeiten",
  "people.noTeams": "Noch keine Teams",
  "people.noTeamsDetail": "Weise einem Team ein Gespräch zu, und jedes Mitglied kann übernehmen.",
  "people.memberCount.one": "{count} Mitglied",
  "people.memberCount.other": "{count} Mitglieder",
  "people.deleteTeam": "Team {name} löschen",
  "people.deleteTeamDetail": "Seine Gespräche bleiben offen und sind nicht mehr zugewiesen.",
  "people.teamDeleted": "Team gelöscht",
  "people.renewLink": "Neuer Einladungslink",
} satisfies Translation<typeof en>;
