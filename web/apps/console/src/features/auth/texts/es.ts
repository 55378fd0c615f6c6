import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "auth.title": "Iniciar sesión",
  "auth.lead": "Te damos la bienvenida. Entra en la bandeja de tu equipo.",
  "auth.password": "Contraseña",
  "auth.submit": "Iniciar sesión",
  "auth.failed": "No se ha podido iniciar sesión",
  "auth.wait": "Demasiados intentos. Inténtalo de nuevo en {seconds} s.",
  "auth.forgot": "¿Has olvidado la contraseña? Pide a tu administrador que la restablezca.",
  "auth.ended": "Tu sesión ha caducado. Vuelve a iniciar sesión.",
  "auth.invite.title": "Unirse al espacio de trabajo",
  "auth.invite.lead": "Elige una contraseña y el nombre que verán los clientes.",
  "auth.invite.name": "Tu nombre",
  "auth.invite.password": "Contraseña nueva",
  "auth.invite.submit": "Unirse",
  "auth.invite.failed": "No se ha podido aceptar la invitación",
  "auth.invite.missing": "Este enlace está incompleto",
  "auth.invite.missingDetail": "Abre de nuevo el enlace de la invitación o pide uno nuevo.",
  "auth.invite.toSignIn": "Ir al inicio de sesión",
} satisfies Translation<typeof en>;
