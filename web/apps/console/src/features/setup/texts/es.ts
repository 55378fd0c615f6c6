import type { Translation } from "@/shared/create-texts";

import type { en } from "./en";

export default {
  "setup.step": "Paso {step} de {steps}",
  "setup.next": "Siguiente",
  "setup.back": "Atrás",
  "setup.skip": "Omitir este paso",
  "setup.later": "Terminar más tarde",
  "setup.finish": "Ir a la bandeja",
  "setup.company.title": "Tu empresa",
  "setup.company.lead":
    "Los clientes ven este nombre en el chat. El asistente responde en los idiomas que elijas.",
  "setup.company.name": "Nombre de la empresa",
  "setup.company.assistant": "Nombre del asistente",
  "setup.knowledge.title": "Añade tus contenidos de ayuda",
  "setup.knowledge.lead":
    "Indica la dirección de tus páginas de ayuda o sube archivos. Puedes añadir más cuando quieras.",
  "setup.knowledge.address": "URL de tus páginas de ayuda",
  "setup.knowledge.addressHelp":
    "Importamos las páginas de esta dirección y las mantenemos al día.",
  "setup.knowledge.read": "Importar páginas",
  "setup.knowledge.reading": "Importando tus páginas. Mientras tanto puedes continuar.",
  "setup.knowledge.found.one": "{count} artículo listo",
  "setup.knowledge.found.other": "{count} artículos listos",
  "setup.knowledge.or": "o",
  "setup.try.title": "Prueba tu asistente",
  "setup.try.lead": "Haz una pregunta como la haría un cliente. No se envía ni se guarda nada.",
  "setup.try.placeholder": "¿Cuánto tiempo tengo para devolver un producto?",
  "setup.try.nothing":
    "El asistente transferiría esta pregunta a tu equipo. Añade un artículo sobre el tema o haz otra pregunta.",
  "setup.site.title": "Añade el chat a tu sitio",
  "setup.site.lead":
    "Pega esto antes de la etiqueta de cierre de body, en cada página donde quieras el chat.",
  "setup.site.preparing": "Preparando tu chat…",
  "setup.site.waiting": "Esperando el primer mensaje desde tu sitio…",
  "setup.site.arrived": "Tu chat funciona: ha llegado un mensaje desde tu sitio.",
  "setup.site.send": "Enviarlo por correo a tu desarrollador",
  "setup.site.mailSubject": "Añade nuestro chat al sitio web, por favor",
  "setup.invite.title": "Invita a tu equipo",
  "setup.invite.lead": "Crea un enlace de invitación para cada persona y compártelo.",
  "setup.invite.email": "Correo de la persona",
  "setup.invite.add": "Crear enlace de invitación",
  "setup.done.title": "Ya está todo listo",
  "setup.done.lead": "Las conversaciones nuevas aparecerán en tu bandeja.",
  "setup.checklist": "Primeros pasos",
  "setup.progress": "{done} de {all} hechos",
  "setup.dismiss": "Ocultar esta lista",
  "setup.task.company": "Configurar tu empresa",
  "setup.task.knowledge": "Añadir contenidos de ayuda",
  "setup.task.try": "Probar tu asistente",
  "setup.task.site": "Añadir el chat a tu sitio",
  "setup.task.invite": "Invitar a alguien del equipo",
  "setup.task.answer": "Responder a un cliente",
} satisfies Translation<typeof en>;
