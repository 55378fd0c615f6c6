/** Sums with the colours of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [16, 24, 20];
const LIGHT_SURFACE: Rgb = [255, 255, 255];
const DARK_SURFACE: Rgb = [26, 29, 27];
const TEXT_CONTRAST = 4.5;
const SURFACE_CONTRAST = 1.5;
const STEPS = 20;

/**
 * The accent tokens for a brand's colour, in both themes, mended until text on and in it reaches 4.5 : 1.
 *
 * @param color "#rgb" or "#rrggbb"; anything else gives no tokens, so that the default accent stays.
 * @returns custom properties for `element.style.setProperty`.
 */
export function brandTokens(color: string): Record<string, string> {
  const brand = parse(color);
  if (!brand) return {};
  const light = readable(brand, LIGHT_SURFACE, INK);
  const dark = readable(brand, DARK_SURFACE, WHITE);
  // Text stands in a bubble, not in its colour: so in the dark, too, it is the brand's own where one can see it.
  const bubble = ratio(brand, DARK_SURFACE) >= SURFACE_CONTRAST ? brand : dark;
  const softLight = mix(brand, LIGHT_SURFACE, 0.88);
  const softDark = mix(brand, DARK_SURFACE, 0.78);
  return {
    "--sb-accent": pair(light, dark),
    "--sb-accent-hover": pair(mix(light, INK, 0.15), mix(dark, WHITE, 0.15)),
    "--sb-on-accent": pair(onto(light), onto(dark)),
    "--sb-accent-text": pair(light, dark),
    "--sb-accent-soft": pair(softLight, softDark),
    "--sb-on-accent-soft": pair(readable(light, softLight, INK), readable(dark, softDark, WHITE)),
    "--sb-focus": pair(light, dark),
    "--sb-bubble": pair(light, bubble),
    "--sb-on-bubble": pair(onto(light), onto(bubble)),
  };
}

/** The contrast ratio of two hexadecimal colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const first = parse(a);
  const second = parse(b);
  if (!first || !second) throw new RangeError(`not colours: ${a}, ${b}`);
  return ratio(first, second);
}

function parse(color: string): Rgb | null {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/iu.exec(color.trim());
  if (!match?.[1]) return null;
  const digits = match[1].length === 3 ? match[1].replace(/./gu, "$&$&") : match[1];
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Moves a colour towards `end` until it can be read on `ground`. */
function readable(color: Rgb, ground: Rgb, end: Rgb): Rgb {
  for (let step = 0; step < STEPS; step += 1) {
    const tried = mix(color, end, step / STEPS);
    if (ratio(tried, ground) >= TEXT_CONTRAST) return tried;
  }
  return end;
}

function onto(ground: Rgb): Rgb {
  return ratio(WHITE, ground) >= ratio(INK, ground) ? WHITE : INK;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const blend = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [blend(0), blend(1), blend(2)];
}

function ratio(a: Rgb, b: Rgb): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function pair(light: Rgb, dark: Rgb): string {
  return `light-dark(${hex(light)}, ${hex(dark)})`;
}

function hex([red, green, blue]: Rgb): string {
  return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, "0")}`;
}
