"""Finds what can be checked in a text: numbers, prices, percentages, dates and addresses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

Readings = frozenset[str]
"""What a number may mean: "1.500" is 1500 in Germany and 1.5 in Britain."""

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"'“”«»]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
_DOMAIN = re.compile(
    r"(?<![@\w.])(?:[\w-]{1,63}\.){1,6}(?:com|org|net|io|ai|co|de|es|fr|it|uk|eu|info|shop|app|dev|ru|cn|xyz)"
    r"(?:/[^\s<>()\[\]\"'“”«»]*)?(?!\w)",
    re.IGNORECASE,
)
# Longer runs of digits than a phone number's are cut, so that no text takes long to read.
_NUMBER = r"\d(?:[\d.,'’]{0,18}\d)?"
_CURRENCY = r"€|\$|£|₹|¥|eur(?:os?)?|usd|gbp|chf|dollars?|dólares?|dolares|pounds?|libras?|pfund"
_PRICE = re.compile(
    rf"(?:(?P<before>{_CURRENCY})\s?(?P<a>{_NUMBER}))|(?:(?P<b>{_NUMBER})\s?(?P<after>{_CURRENCY})\b)"
    rf"|(?:(?P<c>{_NUMBER})\s?(?P<sign>[€$£₹¥]))"
)
_CURRENCIES = {
    "€": "eur",
    "$": "usd",
    "£": "gbp",
    "euro": "eur",
    "euros": "eur",
    "dollar": "usd",
    "dollars": "usd",
    "dólar": "usd",
    "dólares": "usd",
    "dolares": "usd",
    "pound": "gbp",
    "pounds": "gbp",
    "libra": "gbp",
    "libras": "gbp",
    "pfund": "gbp",
}
_PERCENT = re.compile(rf"({_NUMBER})\s?(?:%|per ?cent|prozent|por ciento|pour cent)")
_MONTHS: Final = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    "jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez",
    "ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic",
)
_MONTH_OF = {
    name: month for names in _MONTHS for month, name in enumerate(names.split("|"), start=1)
}
_MONTH = rf"(?P<month>{'|'.join(_MONTH_OF)})[a-zäéû]*\.?"
_NAMED_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|º)?\s+(?:of\s+|de\s+)?{_MONTH}(?!\w)"
    rf"|\b{_MONTH.replace('month', 'month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?[%€$£])"
)
_ISO_DATE = re.compile(r"\b\d{4}-(\d{2})-(\d{2})\b")
_SHORT_DATE = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})?(?!\d)")
_LIST_MARKER = re.compile(r"^[^\S\n]*+\d{1,2}[.)]\s+", re.MULTILINE)
_THIN_SPACE = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}\b)")
_WORDS = re.compile(r"[^\W\d_]+")

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
)
_DE = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
)
_ES = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
_NUMBER_WORDS: Final = {
    word: str(value) for words in (_EN, _DE, _ES) for value, word in enumerate(words.split())
} | {
    **dict.fromkeys(("ein", "eine", "einen", "einem", "einer", "un", "una"), "1"),
    **dict.fromkeys(("twenty", "zwanzig", "veinte"), "20"),
    **dict.fromkeys(("thirty", "dreißig", "dreissig", "treinta"), "30"),
    **dict.fromkeys(("forty", "vierzig", "cuarenta"), "40"),
    **dict.fromkeys(("fifty", "fünfzig", "cincuenta"), "50"),
    **dict.fromkeys(("sixty", "sechzig", "sesenta"), "60"),
    **dict.fromkeys(("ninety", "neunzig", "noventa"), "90"),
    **dict.fromkeys(("hundred", "hundert", "cien"), "100"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something checkable, as it stands in the text, and what it may mean."""

    kind: str
    shown: str
    readings: frozenset[tuple[str, ...]]


@dataclass(slots=True)
class Facts:
    """Everything that texts state, by kind, for looking up what another text states."""

    known: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Take in all that a text states, numbers in words included."""
        for fact in find(text):
            self.known.setdefault(fact.kind, set()).update(fact.readings)
        numbers = self.known.setdefault("number", set())
        numbers.update((run,) for run in _digit_runs(text))
        words = _WORDS.findall(text.casefold())
        numbers.update((_NUMBER_WORDS[word],) for word in words if word in _NUMBER_WORDS)

    def state(self, fact: Fact) -> bool:
        """Whether these texts state that too."""
        return not fact.readings.isdisjoint(self.known.get(fact.kind, ()))


def find(text: str) -> Iterator[Fact]:
    """Everything checkable in a text. Each stretch of it counts once, as what it is."""
    rest = _THIN_SPACE.sub("", _LIST_MARKER.sub(" ", text)).casefold()
    for pattern in (_URL, _DOMAIN):
        for match in pattern.finditer(rest):
            yield Fact("address", match[0].rstrip(".,;:!?*_`"), frozenset({(_address(match[0]),)}))
        rest = pattern.sub(" ", rest)
    for finder in (_prices, _percentages, _dates):
        found = list(finder(rest))
        yield from (fact for _, _, fact in found)
        rest = _blanked(rest, [(start, end) for start, end, _ in found])
    for match in re.finditer(_NUMBER, rest):
        yield Fact("number", match[0], frozenset((value,) for value in readings(match[0])))


def _blanked(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with blanks in these places, which may overlap."""
    parts, read = [], 0
    for start, end in sorted(places):
        if end > read:
            parts += [text[read:start], " " * (end - max(start, read))]
            read = end
    return "".join([*parts, text[read:]])


def readings(number: str) -> Readings:
    """The values a number may have, with the point or the comma as its decimal separator."""
    plain = re.sub(r"['’]", "", number)
    separators = [character for character in plain if character in ".,"]
    digits = re.sub(r"[.,]", "", plain)
    if not separators:
        return frozenset({_value(plain)})
    last = separators[-1]
    whole, _, fraction = plain.rpartition(last)
    decimal = _value(f"{re.sub(r'[.,]', '', whole)}.{fraction}")
    grouped = len(fraction) == 3
    if len(set(separators)) > 1 or len(separators) == 1:
        return frozenset({decimal, _value(digits)}) if grouped else frozenset({decimal})
    return frozenset({_value(digits)})


def _value(digits: str) -> str:
    number = Decimal(digits)
    return format(number.normalize(), "f")


def _prices(text: str) -> Iterator[tuple[int, int, Fact]]:
    for match in _PRICE.finditer(text):
        currency = match["before"] or match["after"] or match["sign"]
        amount = match["a"] or match["b"] or match["c"]
        unit = _CURRENCIES.get(currency, currency)
        known = frozenset((unit, value) for value in readings(amount))
        yield match.start(), match.end(), Fact("price", match[0], known)


def _percentages(text: str) -> Iterator[tuple[int, int, Fact]]:
    for match in _PERCENT.finditer(text):
        known = frozenset((value,) for value in readings(match[1]))
        yield match.start(), match.end(), Fact("percent", match[0], known)


def _dates(text: str) -> Iterator[tuple[int, int, Fact]]:
    """Days of the year, as (day, month). 03/04 is read both ways."""
    for match in _NAMED_DATE.finditer(text):
        month = str(_MONTH_OF[match["month"] or match["month2"]])
        day = str(int(match["day"] or match["day2"]))
        yield match.start(), match.end(), _date(match[0], {(day, month)})
    for match in _ISO_DATE.finditer(text):
        month, day = str(int(match[1])), str(int(match[2]))
        yield match.start(), match.end(), _date(match[0], {(day, month)})
    for match in _SHORT_DATE.finditer(text):
        first, second = str(int(match[1])), str(int(match[2]))
        known = {
            (day, month)
            for day, month in ((first, second), (second, first))
            if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        }
        if known:
            yield match.start(), match.end(), _date(match[0], known)


def _date(shown: str, days: set[tuple[str, str]]) -> Fact:
    return Fact("date", shown.rstrip(". "), frozenset(days))


def _address(shown: str) -> str:
    plain = re.sub(r"^https?://|^www\.", "", shown.rstrip(".,;:!?*_`"))
    return re.sub(r"^www\.", "", plain).rstrip("/")


def _digit_runs(text: str) -> Iterator[str]:
    """The parts of dates, times and phone numbers, each as a number of its own."""
    for run in re.findall(r"\d{1,20}", text):
        yield _value(run)
