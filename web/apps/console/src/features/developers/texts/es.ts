import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "developers.title": "Desarrollo",
  "developers.lead": "Claves para tus propios programas y trabajos que fallaron.",
  "developers.openapi": "Descripción OpenAPI",
  "developers.keys": "Claves de API",
  "developers.keysLead": "Se envían como bearer token. Cada una puede lo que puede su rol.",
  "developers.newKey": "Clave nueva",
  "developers.noKeys": "Aún no hay claves",
  "developers.noKeysDetail": "Crea una por programa, para poder revocar cada una por separado.",
  "developers.created": "Creada el {date}",
  "developers.key": "Clave de API",
  "developers.keyTitle": "Clave «{name}»",
  "developers.keyOnce": "Cópiala ahora: no se guarda y no se puede mostrar otra vez.",
  "developers.keyNameHelp": "Para qué es, para que lo sepas más adelante.",
  "developers.revoke": "Revocar",
  "developers.revoked": "Clave revocada",
  "developers.revokeTitle": "¿Revocar «{name}»?",
  "developers.revokeDetail":
    "Los programas que la usan serán rechazados desde ahora. No se puede deshacer.",
  "developers.jobs": "Trabajos retenidos",
  "developers.jobsLead": "Trabajos que fallaron una y otra vez. Repítelos al arreglar la causa.",
  "developers.noJobs": "No hay nada retenido",
  "developers.noJobsDetail": "Todos los trabajos se hicieron o aún se intentan.",
  "developers.attempts.one": "{count} intento",
  "developers.attempts.other": "{count} intentos",
  "developers.payload": "De qué trataba",
  "developers.replay": "Repetir",
  "developers.replayed": "El trabajo se ejecutará otra vez",
  "developers.jobDeleted": "Trabajo eliminado",
  "developers.deleteJobTitle": "¿Eliminar este trabajo?",
  "developers.deleteJobDetail": "Lo que debía hacer no se hará nunca.",
} satisfies Translation<typeof en>;
