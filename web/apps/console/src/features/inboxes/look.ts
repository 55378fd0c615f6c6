/** How a web chat looks and what it offers, as a form holds it and as the API takes it. */
export interface LookForm {
  theme: "auto" | "light" | "dark";
  position: "right" | "left";
  launcherIcon: "chat" | "question" | "wave";
  rating: "off" | "stars" | "thumbs";
  whenUnknown: "offer" | "hand_over";
  launcherText: Texts;
  intro: Texts;
  placeholder: Texts;
  logoId: string | null;
  links: LinkForm[];
  helpSearch: boolean;
  hideBranding: boolean;
  sound: boolean;
  uploads: boolean;
  voice: boolean;
  transcripts: boolean;
}

/** By language. */
export type Texts = Record<string, string>;

export interface LinkForm {
  title: Texts;
  url: string;
}

type Settings = Record<string, unknown>;

/** Reads what an inbox has; settings are free-form, so each is checked. */
export function lookOf(settings: Settings): LookForm {
  return {
    theme: oneOf(settings.theme, ["auto", "light", "dark"]),
    position: oneOf(settings.position, ["right", "left"]),
    launcherIcon: oneOf(settings.launcher_icon, ["chat", "question", "wave"]),
    rating: oneOf(settings.rating, ["stars", "thumbs", "off"]),
    whenUnknown: oneOf(settings.when_unknown, ["offer", "hand_over"]),
    launcherText: textsOf(settings.launcher_text),
    intro: textsOf(settings.intro),
    placeholder: textsOf(settings.placeholder),
    logoId: typeof settings.logo_id === "string" ? settings.logo_id : null,
    links: Array.isArray(settings.links) ? settings.links.map(linkOf) : [],
    helpSearch: settings.help_search !== false,
    hideBranding: settings.hide_branding === true,
    sound: settings.sound !== false,
    uploads: settings.uploads !== false,
    voice: settings.voice !== false,
    transcripts: settings.transcripts !== false,
  };
}

/** The settings to send. Texts that are empty are left out, and so are links without an address. */
export function lookSettings(form: LookForm): Settings {
  return {
    theme: form.theme,
    position: form.position,
    launcher_icon: form.launcherIcon,
    rating: form.rating,
    when_unknown: form.whenUnknown,
    launcher_text: filled(form.launcherText),
    intro: filled(form.intro),
    placeholder: filled(form.placeholder),
    logo_id: form.logoId,
    links: form.links
      .filter(({ url }) => url.trim())
      .map(({ title, url }) => ({ title: filled(title), url: url.trim() })),
    help_search: form.helpSearch,
    hide_branding: form.hideBranding,
    sound: form.sound,
    uploads: form.uploads,
    voice: form.voice,
    transcripts: form.transcripts,
  };
}

export function filled(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value.trim()));
}

export function textsOf(value: unknown): Texts {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typeof item === "string" ? item : ""]),
  );
}

function linkOf(value: unknown): LinkForm {
  const { title, url } = (value ?? {}) as Settings;
  return { title: textsOf(title), url: typeof url === "string" ? url : "" };
}

/** The first is what holds where nothing, or nothing known, was chosen. */
function oneOf<const V extends string>(value: unknown, choices: readonly [V, ...V[]]): V {
  return choices.find((choice) => choice === value) ?? choices[0];
}
