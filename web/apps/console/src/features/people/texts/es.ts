import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "people.title": "Equipo",
  "people.lead": "Tu equipo y sus roles.",
  "people.members": "Miembros",
  "people.teams": "Equipos",
  "people.invite": "Invitar a alguien",
  "people.inviteTitle": "Invitar a alguien",
  "people.linkTitle": "Invitación para {name}",
  "people.linkLead":
    "Comparte este enlace con la persona invitada. No volverás a verlo, y cualquiera que lo tenga puede unirse.",
  "people.roleChanged": "Rol actualizado",
  "people.status.invited": "Invitado",
  "people.status.disabled": "Desactivado",
  "people.actions": "Acciones para {name}",
  "people.enable": "Activar",
  "people.disable": "Desactivar",
  "people.remove": "Quitar",
  "people.removed": "Miembro quitado",
  "people.removeTitle": "¿Quitar a {name}?",
  "people.removeDetail":
    "Su sesión se cierra de inmediato. Sus mensajes permanecen en las conversaciones.",
  "people.newTeam": "Equipo nuevo",
  "people.editTeam": "Editar equipo",
  "people.noTeams": "Aún no hay equipos",
  "people.noTeamsDetail":
    "Asigna una conversación a un equipo y cualquiera de sus miembros podrá atenderla.",
  "people.memberCount.one": "{count} miembro",
  "people.memberCount.other": "{count} miembros",
  "people.deleteTeam": "Eliminar equipo {name}",
  "people.deleteTeamDetail": "Sus conversaciones siguen abiertas y quedan sin asignar.",
  "people.teamDeleted": "Equipo eliminado",
  "people.renewLink": "Nuevo enlace de invitación",
} satisfies Translation<typeof en>;
