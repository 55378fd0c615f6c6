"""A brand's color for both themes, adjusted until text on it and in it can be read.

The formulas are those of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance), and the
same as in `web/packages/ui/src/brand.ts` of the front ends.
"""

from __future__ import annotations

from dataclasses import dataclass

Rgb = tuple[int, int, int]

WHITE: Rgb = (255, 255, 255)
INK: Rgb = (16, 24, 20)
DARK_SURFACE: Rgb = (26, 29, 27)
TEXT_CONTRAST = 4.5
STEPS = 20


@dataclass(frozen=True, slots=True)
class Accent:
    """The colors of one theme, as `#rrggbb`: the accent, text on it, and a soft background."""

    accent: str
    on_accent: str
    soft: str
    on_soft: str


def accents(color: str) -> tuple[Accent, Accent]:
    """A brand color (`#rrggbb`) for the light and for the dark theme."""
    brand = _parse(color)
    return _theme(brand, WHITE, INK, 0.9), _theme(brand, DARK_SURFACE, WHITE, 0.78)


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colors, 1 to 21."""
    return _ratio(_parse(a), _parse(b))


def _theme(brand: Rgb, surface: Rgb, end: Rgb, softness: float) -> Accent:
    accent = _readable(brand, surface, end)
    soft = _mix(brand, surface, softness)
    on_accent = WHITE if _ratio(WHITE, accent) >= _ratio(INK, accent) else INK
    return Accent(_hex(accent), _hex(on_accent), _hex(soft), _hex(_readable(accent, soft, end)))


def _readable(color: Rgb, background: Rgb, end: Rgb) -> Rgb:
    """The color, moved towards `end` until it can be read on the background."""
    tried = (_mix(color, end, step / STEPS) for step in range(STEPS))
    return next((one for one in tried if _ratio(one, background) >= TEXT_CONTRAST), end)


def _mix(start: Rgb, end: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return red, green, blue


def _ratio(a: Rgb, b: Rgb) -> float:
    darker, lighter = sorted((_luminance(a), _luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Rgb) -> float:
    red, green, blue = (_linear(channel / 255) for channel in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _parse(color: str) -> Rgb:
    digits = color.removeprefix("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _hex(color: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)
