import type { Translation } from "../catalog";
import type { notices as en } from "../en/notices";

export const notices = {
  "notices.title": "Avisos",
  "notices.lead": "Cómo te enteras de lo que te concierne. Solo tuyo, en cualquier navegador.",
  "notices.what": "Qué",
  "notices.screen": "En pantalla",
  "notices.push": "Por push",
  "notices.sound": "Sonido",
  "notices.kind.assigned": "Te asignan algo",
  "notices.kind.waiting": "Alguien espera a una persona",
  "notices.kind.mention": "Te mencionan",
  "notices.kind.reply": "Escribe un cliente tuyo",
  "notices.way": "{kind}: {way}",
  "notices.browser": "Este navegador",
  "notices.browserOn": "Te avisa también con la consola cerrada.",
  "notices.browserOff": "Solo te avisa con la consola abierta.",
  "notices.browserRefused":
    "Las notificaciones están bloqueadas para este sitio. Permítelas en los ajustes del navegador.",
  "notices.browserUnsupported":
    "Este navegador no admite avisos push. En un móvil, añade antes la consola a la pantalla de inicio.",
  "notices.enable": "Avisarme aquí",
  "notices.disable": "Dejar de avisarme aquí",
  "notices.quiet": "Horas de calma",
  "notices.quietLead": "Entonces no se te avisa de nada. Lo que llegue espera en la bandeja.",
  "notices.quietOn": "Tener horas de calma",
  "notices.from": "Desde",
  "notices.until": "Hasta",
  "notices.zone": "Zona horaria",
  "notices.open": "Abrir",
} as const satisfies Translation<typeof en>;
