import { load } from "./part";
import type { Look } from "./view";

const WAIT_MS = 1000;

/** What an administrator has set, as far as the launcher shows it. */
interface Config {
  color?: string;
  theme?: Look["theme"];
  position?: Look["side"];
  launcher_icon?: string;
  launcher_text?: Record<string, string>;
}

/**
 * How the inbox wants its launcher, or nothing when it cannot be had in time or the page's `connect-src` forbids to ask.
 *
 * @throws Error if there is no such inbox
 */
export async function inboxLook(base: URL, key: string, locale: string): Promise<Look> {
  const url = new URL(`api/v1/widget/config?key=${encodeURIComponent(key)}`, base);
  const config = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(WAIT_MS) })
    // Read here, as the time may be over before the body has come.
    .then(async (answer) => (answer.ok ? ((await answer.json()) as Config) : answer.status))
    .catch(() => 0);
  if (config === 404) throw new Error(`Switchboard: there is no widget with the key ${key}`);
  if (typeof config === "number") return {};
  const texts = config.launcher_text ?? {};
  return {
    color: config.color,
    theme: config.theme,
    side: config.position,
    icon: await iconOf(base, config.launcher_icon),
    text: texts[locale] ?? texts[locale.slice(0, 2)] ?? texts["en"] ?? "",
  };
}

async function iconOf(base: URL, name = "chat"): Promise<string | undefined> {
  if (name === "chat") return undefined;
  return load(base, "icons").then(
    ({ ICONS }) => ICONS[name],
    () => undefined,
  );
}
