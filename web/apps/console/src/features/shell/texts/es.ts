import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "shell.navigation": "Principal",
  "shell.skip": "Ir al contenido",
  "shell.more": "Más",
  "shell.signOut": "Cerrar sesión",
  "shell.reconnecting": "Reconectando. Lo que ves puede tener unos instantes.",
  "shell.unreachable": "No se puede acceder a Switchboard",
  "shell.account": "Cuenta de {name}",
  "profile.keys": "Atajos de teclado",
} satisfies Translation<typeof en>;
