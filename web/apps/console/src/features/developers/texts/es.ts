import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "developers.title": "Desarrolladores",
  "developers.lead": "Claves de API y tareas fallidas.",
  "developers.openapi": "Especificación OpenAPI",
  "developers.keys": "Claves de API",
  "developers.keysLead":
    "Envía la clave como bearer token. Cada clave tiene los permisos de su rol.",
  "developers.newKey": "Nueva clave de API",
  "developers.noKeys": "Aún no hay claves de API",
  "developers.noKeysDetail": "Crea una clave por aplicación para poder revocarlas por separado.",
  "developers.ownerGone": "No funciona: su propietario ya no puede iniciar sesión.",
  "developers.limited": "Creada como {role}, limitada por el rol de su propietario.",
  "developers.transfer": "Transferir",
  "developers.transferTitle": "Transferir «{name}»",
  "developers.transferSubmit": "Transferir clave",
  "developers.newOwner": "Nuevo propietario",
  "developers.newOwnerHelp":
    "La clave no cambia. Nunca puede hacer más de lo que permite el rol de su propietario.",
  "developers.transferred": "Clave transferida",
  "developers.key": "Clave de API",
  "developers.keyTitle": "Clave «{name}»",
  "developers.keyOnce": "Copia la clave ahora. No podrás volver a verla.",
  "developers.keyNameHelp": "Para qué vas a usar la clave.",
  "developers.revoke": "Revocar",
  "developers.revoked": "Clave revocada",
  "developers.revokeTitle": "¿Revocar «{name}»?",
  "developers.revokeDetail":
    "Las aplicaciones que usan esta clave pierden el acceso de inmediato. No se puede deshacer.",
  "developers.jobs": "Tareas fallidas",
  "developers.jobsLead":
    "Tareas en segundo plano que fallaron repetidamente. Reinténtalas cuando se resuelva la causa.",
  "developers.noJobs": "No hay tareas fallidas",
  "developers.noJobsDetail": "Aquí aparecen las tareas que fallan repetidamente.",
  "developers.attempts.one": "{count} intento",
  "developers.attempts.other": "{count} intentos",
  "developers.payload": "Datos",
  "developers.replay": "Reintentar",
  "developers.replayed": "La tarea se volverá a ejecutar",
  "developers.jobDeleted": "Tarea eliminada",
  "developers.deleteJobs.one": "¿Eliminar este trabajo?",
  "developers.deleteJobs.other": "¿Eliminar {count} trabajos?",
  "developers.deleteJobDetail": "Esta tarea no se ejecutará nunca. No se puede deshacer.",
  "developers.ownerColumn": "Propietario",
  "developers.createdColumn": "Creada",
  "developers.attemptsColumn": "Intentos",
} satisfies Translation<typeof en>;
