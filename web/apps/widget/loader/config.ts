import { load, within } from "./part";
import type { Look } from "./view";

/** What an administrator has set, as far as the launcher shows it. */
interface Config {
  color?: string;
  theme?: Look["theme"];
  position?: Look["side"];
  launcher_icon: string;
  launcher_text: Record<string, string>;
}

/**
 * How the inbox wants its launcher, or nothing when it cannot be had in time or the page's `connect-src` forbids to ask.
 *
 * @throws Error if there is no such inbox
 */
export async function inboxLook(base: URL, key: string, locale: string): Promise<Look> {
  const url = new URL(`api/v1/widget/config?key=${encodeURIComponent(key)}`, base);
  // Read here too, as the time may be over before the body has come.
  const config = await within(
    fetch(url, { credentials: "omit" }).then(async (answer) =>
      answer.ok ? ((await answer.json()) as Config) : answer.status,
    ),
  );
  if (config === 404) throw new Error(`Switchboard: there is no widget with the key ${key}`);
  if (typeof config !== "object") return {};
  const { launcher_icon: icon, launcher_text: texts } = config;
  return {
    color: config.color,
    theme: config.theme,
    side: config.position,
    icon: icon === "chat" ? undefined : (await within(load(base, "icons")))?.ICONS[icon],
    text: texts[locale] ?? texts[locale.slice(0, 2)] ?? texts["en"] ?? "",
  };
}
