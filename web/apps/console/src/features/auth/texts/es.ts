import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "auth.title": "Iniciar sesión",
  "auth.lead": "Responde a tus clientes y mira lo que responde el asistente.",
  "auth.password": "Contraseña",
  "auth.submit": "Entrar",
  "auth.failed": "No se pudo iniciar sesión",
  "auth.wait": "Demasiados intentos. Prueba de nuevo en {seconds} s.",
  "auth.forgot":
    "¿Has olvidado la contraseña? Pide a quien gestiona Switchboard que te ponga una nueva.",
  "auth.ended": "Tu sesión ha terminado. Vuelve a entrar para seguir.",
  "auth.invite.title": "Unirse al espacio",
  "auth.invite.lead": "Elige el nombre que verán los clientes y una contraseña.",
  "auth.invite.name": "Tu nombre",
  "auth.invite.password": "Contraseña nueva",
  "auth.invite.submit": "Unirse",
  "auth.invite.failed": "No se ha aceptado la invitación",
  "auth.invite.missing": "Este enlace no está completo",
  "auth.invite.missingDetail": "Ábrelo de nuevo desde la invitación o pide una nueva.",
  "auth.invite.toSignIn": "A iniciar sesión",
} satisfies Translation<typeof en>;
