import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "people.title": "Personas",
  "people.lead": "Quién responde aquí y qué puede hacer cada cual.",
  "people.members": "Miembros",
  "people.teams": "Equipos",
  "people.invite": "Invitar",
  "people.inviteTitle": "Invitar a alguien",
  "people.linkTitle": "Invitación para {name}",
  "people.linkLead":
    "Envíale este enlace: solo se muestra ahora. Quien lo abra puede unirse, así que no se lo mandes a nadie más.",
  "people.roleChanged": "Rol cambiado",
  "people.status.invited": "Invitado",
  "people.status.disabled": "Desactivado",
  "people.actions": "Acciones para {name}",
  "people.enable": "Activar",
  "people.disable": "Desactivar",
  "people.remove": "Quitar",
  "people.removed": "Quitado",
  "people.removeTitle": "¿Quitar a {name}?",
  "people.removeDetail":
    "Su sesión se cierra al momento. Lo que escribió queda en las conversaciones.",
  "people.newTeam": "Equipo nuevo",
  "people.editTeam": "Editar equipo",
  "people.noTeams": "Aún no hay equipos",
  "people.noTeamsDetail": "Asigna una conversación a un equipo y la coge quien esté libre.",
  "people.memberCount.one": "{count} miembro",
  "people.memberCount.other": "{count} miembros",
  "people.deleteTeam": "Eliminar el equipo {name}",
  "people.deleteTeamDetail": "Sus conversaciones siguen abiertas y esperan a quien las coja.",
  "people.teamDeleted": "Equipo eliminado",
  "people.renewLink": "Nuevo enlace de invitación",
} satisfies Translation<typeof en>;
