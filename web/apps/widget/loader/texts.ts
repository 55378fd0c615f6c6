import { load } from "./part";

/** The launcher's words. Those of other languages are a file each, made of the frame's texts. */
export interface LoaderTexts {
  open: string;
  close: string;
  title: string;
  failed: string;
  unread: (count: number) => string;
}

export const ENGLISH: LoaderTexts = {
  open: "Open chat",
  close: "Close chat",
  title: "Chat with us",
  failed: "The chat could not be loaded. Trying again…",
  unread: (count) => `${count} unread message${count === 1 ? "" : "s"}`,
};

/** The words in this language; English where we have none, or while there is no network. */
export async function loaderTexts(base: URL, locale: string): Promise<LoaderTexts> {
  if (/^en\b/i.test(locale)) return ENGLISH;
  try {
    const { language, script } = new Intl.Locale(locale).maximize();
    const name = language === "zh" ? `zh-${script ?? ""}` : language;
    return (await load(base, `texts/${name}`)).default;
  } catch {
    return ENGLISH;
  }
}
