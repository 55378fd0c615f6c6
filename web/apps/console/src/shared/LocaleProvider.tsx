"use client";

import {
  createContext,
  Fragment,
  type ReactElement,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useState,
} from "react";

import { loadTexts } from "./create-texts";
import { type Locale, locale, preferredLocale, setLocale, storeLocale } from "./locale";

/** Changes the interface's language; null lets the browser's decide. */
type Choose = (choice: Locale | null) => Promise<void>;

const ChooseContext = createContext<Choose>(async () => undefined);

/**
 * The interface in the person's language. The page was built in English; the texts of another are fetched before
 * anything is shown (public/theme.js hides the page meanwhile), and everything below is drawn anew with it.
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
      {/* Waits for the texts of what is drawn for the first time. */}
      <Suspense>
        <Fragment key={shown}>{children}</Fragment>
      </Suspense>
    </ChooseContext>
  );
}

/** Loads the language's texts; gives the language that is shown then. */
async function speak(wanted: Locale): Promise<Locale> {
  await loadTexts(wanted);
  setLocale(wanted);
  document.documentElement.lang = locale();
  delete document.documentElement.dataset.texts;
  return locale();
}

export function useChooseLocale(): Choose {
  return useContext(ChooseContext);
}
