"use client";

import {
  createContext,
  Fragment,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
} from "react";

import { loadCatalog } from "@/messages/catalog";

import { type Locale, locale, preferredLocale, setLocale, storeLocale } from "./locale";
import { putTexts } from "./t";

/** Changes the interface's language; null lets the browser's decide. */
type Choose = (choice: Locale | null) => Promise<void>;

const ChooseContext = createContext<Choose>(async () => undefined);

/**
 * The interface in the person's language. The page was built in English; another catalog is fetched before anything
 * is shown (public/theme.js hides the page meanwhile), and everything below is drawn anew with it.
 */
export function LocaleProvider({ children }: { children: ReactNode }): ReactElement {
  const [shown, setShown] = useState<Locale>("en");

  const choose = useCallback((choice: Locale | null) => {
    storeLocale(choice);
    return speak(preferredLocale()).then(setShown);
  }, []);

  useEffect(() => void speak(preferredLocale()).then(setShown), []);

  return (
    <ChooseContext value={choose}>
      <Fragment key={shown}>{children}</Fragment>
    </ChooseContext>
  );
}

/** Puts the language's texts in place; gives the language that is shown then. */
async function speak(wanted: Locale): Promise<Locale> {
  try {
    putTexts(await loadCatalog(wanted));
    setLocale(wanted);
  } catch {
    // Without its catalog the interface stays in the language it has.
  }
  document.documentElement.lang = locale();
  delete document.documentElement.dataset.texts;
  return locale();
}

export function useChooseLocale(): Choose {
  return useContext(ChooseContext);
}
