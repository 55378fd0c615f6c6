import type { Translation } from "../catalog";
import type { shell as en } from "../en/shell";

export const shell = {
  "shell.navigation": "Principal",
  "shell.skip": "Ir al contenido",
  "shell.more": "Más",
  "shell.inbox": "Bandeja",
  "shell.knowledge": "Saber",
  "shell.playground": "Pruebas",
  "shell.inboxes": "Canales",
  "shell.people": "Personas",
  "shell.developers": "Desarrollo",
  "shell.settings": "Ajustes",
  "shell.profile": "Perfil",
  "shell.signOut": "Cerrar sesión",
  "shell.reconnecting": "Reconectando. Lo que ves puede tener unos instantes.",
  "shell.unreachable": "No se puede acceder a Switchboard",
  "shell.notFound": "No hay nada en esta dirección",
  "shell.notFoundDetail": "Puede que el enlace sea antiguo o esté mal escrito.",
  "shell.crashed": "Algo ha fallado en esta página",
  "shell.crashedDetail":
    "No se ha perdido nada de lo que enviaste o guardaste. Recarga la página para seguir.",
  "shell.stale": "Hay que recargar esta página",
  "shell.staleDetail":
    "No se ha podido cargar una parte, probablemente porque Switchboard se ha actualizado.",
  "shell.reload": "Recargar",
  "shell.toInbox": "A la bandeja",
  "shell.account": "Cuenta de {name}",
} as const satisfies Translation<typeof en>;
