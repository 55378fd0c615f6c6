import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "shell.navigation": "Principal",
  "shell.skip": "Ir al contenido",
  "shell.more": "Más",
  "shell.signOut": "Cerrar sesión",
  "shell.reconnecting": "Reconectando… Es posible que esta página no esté actualizada.",
  "shell.unreachable": "No se puede conectar con Switchboard",
  "shell.account": "Cuenta de {name}",
  "profile.keys": "Atajos de teclado",
} satisfies Translation<typeof en>;
