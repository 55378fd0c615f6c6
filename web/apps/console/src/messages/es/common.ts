import type { Translation } from "../catalog";
import type { common as en } from "../en/common";

export const common = {
  "common.appName": "Switchboard",
  "common.back": "Atrás",
  "common.cancel": "Cancelar",
  "common.close": "Cerrar",
  "common.copied": "Copiado",
  "common.copy": "Copiar",
  "common.create": "Crear",
  "common.delete": "Eliminar",
  "common.edit": "Editar",
  "common.failed": "No ha funcionado",
  "common.loadFailed": "No se ha podido cargar",
  "common.loading": "Cargando",
  "common.loadMore": "Mostrar más",
  "common.name": "Nombre",
  "common.notAllowed": "Tu rol no muestra esta página",
  "common.notAllowedDetail":
    "Si la necesitas, pídela a un propietario o administrador del espacio.",
  "common.notSaved": "Sin guardar",
  "common.optional": "opcional",
  "common.remove": "Quitar",
  "common.retry": "Reintentar",
  "common.save": "Guardar",
  "common.saved": "Guardado",
  "common.unexpected": "Ha ocurrido algo inesperado. Recarga la página e inténtalo de nuevo.",
  "common.you": "tú",
} as const satisfies Translation<typeof en>;
