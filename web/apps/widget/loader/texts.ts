interface LoaderTexts {
  open: string;
  close: string;
  title: string;
  unread: (count: number) => string;
}

const TEXTS: Record<string, LoaderTexts> = {
  en: {
    open: "Open chat",
    close: "Close chat",
    title: "Chat with us",
    unread: (count) => (count === 1 ? "1 unread message" : `${count} unread messages`),
  },
  es: {
    open: "Abrir el chat",
    close: "Cerrar el chat",
    title: "Chatea con nosotros",
    unread: (count) => (count === 1 ? "1 mensaje sin leer" : `${count} mensajes sin leer`),
  },
  de: {
    open: "Chat öffnen",
    close: "Chat schließen",
    title: "Chatten Sie mit uns",
    unread: (count) => (count === 1 ? "1 ungelesene Nachricht" : `${count} ungelesene Nachrichten`),
  },
};

/** The launcher's words in the first language of `locale` that we have, English otherwise. */
export function loaderTexts(locale: string): LoaderTexts {
  return TEXTS[locale.slice(0, 2).toLowerCase()] ?? (TEXTS["en"] as LoaderTexts);
}
