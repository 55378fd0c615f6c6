"""Made-up support articles in several languages: as many as wanted, always the same for a seed.

Words follow Zipf's law, as in any text: a few real words of the language most of the time, and a
long tail of invented ones (product names, parts, places) put together from the language's own
syllables, so that character n-grams are as common and as rare as in real text.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

PASSAGES = 3
"""Passages of an article; with its title and one other way to ask, it has five chunks."""
CHUNKS_EACH = PASSAGES + 2
WORDS_KNOWN = 20_000
"""The vocabulary of each language."""
PASSAGE_WORDS = (30, 90)

_COMMON = {
    "en": "the you to of and your a in is for can we it on not with be or if that this are from "
    "will by when order days return delivery account card payment refund parcel size product "
    "customer service address email password please within after before free cost price change "
    "cancel send receive contact shop store open time week month invoice warranty repair",
    "de": "die der und sie wir ist den in zu das nicht mit ein für von auf werden wenn kann dem "
    "nach bei oder bestellung tage rückgabe lieferung konto karte zahlung erstattung paket größe "
    "artikel kunde dienst adresse kennwort bitte innerhalb vor kostenlos preis ändern stornieren "
    "senden erhalten kontakt laden geöffnet zeit woche monat rechnung garantie reparatur",
    "es": "de la el que en y a los se un por con no una su para es al lo si puede del las como "
    "pedido días devolución entrega cuenta tarjeta pago reembolso paquete talla producto cliente "
    "servicio dirección correo contraseña gratis precio cambiar cancelar enviar recibir contacto "
    "tienda abierta tiempo semana mes factura garantía reparación antes después dentro",
}
_SYLLABLES = {
    "en": "ba con der el for gar hel in jo ker lan mor net or pas quin ris sto ter un ver win yel "
    "ash bre cro dra fle gri sh th ing er ly ton ment",
    "de": "auf bach der ein feld ge haus in kei licht mann nach ober pfer sch stein ter um ver "
    "wald zel heit keit ung lich burg stadt werk zeug",
    "es": "al ban ca do es fle gra ha in jo la mar no or pa que ra so ta un va ción dad mente ero "
    "illo az ez cu mi",
}
_TOPICS = 40


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An article: its language, title, passages (heading, text) and another way to ask."""

    language: str
    title: str
    passages: tuple[tuple[str, str], ...]
    question: str


def articles(count: int, seed: int, languages: Sequence[str] = ("en", "de", "es")) -> list[MadeUp]:
    """So many articles, four of five in the first language, the others in turn."""
    chance = random.Random(seed)
    return [_article(chance, language) for language in itertools.islice(_turns(languages), count)]


def queries(found: Sequence[MadeUp], count: int, seed: int) -> list[tuple[str, str]]:
    """(text, language) of questions as customers ask: some words of a passage, and common ones."""
    chance = random.Random(seed)
    return [_query(chance, chance.choice(found)) for _ in range(count)]


def _turns(languages: Sequence[str]) -> Iterator[str]:
    first, *others = languages
    for other in itertools.cycle(others or [first]):
        yield from (first, first, first, first, other)


def _article(chance: random.Random, language: str) -> MadeUp:
    topic = chance.randrange(_TOPICS)
    passages = tuple(
        (_said(chance, language, topic, 3), _text(chance, language, topic)) for _ in range(PASSAGES)
    )
    title = _said(chance, language, topic, 5)
    return MadeUp(language, title, passages, f"{_said(chance, language, topic, 7)}?")


def _query(chance: random.Random, article: MadeUp) -> tuple[str, str]:
    words = chance.choice(article.passages)[1].replace(".", "").lower().split()
    start = chance.randrange(max(1, len(words) - 8))
    picked = words[start : start + chance.randint(3, 8)]
    common = chance.sample(_COMMON[article.language].split(), 3)
    return " ".join([*common, *picked]) + "?", article.language


def _text(chance: random.Random, language: str, topic: int) -> str:
    left, sentences = chance.randint(*PASSAGE_WORDS), []
    while left > 0:
        length = min(left, chance.randint(6, 14))
        sentences.append(_said(chance, language, topic, length) + ".")
        left -= length
    return " ".join(sentences)


def _said(chance: random.Random, language: str, topic: int, words: int) -> str:
    """Some words, a third of them of the topic's own part of the vocabulary."""
    all_words, own_words = _usual(language, -1), _usual(language, topic)
    said = (own_words if chance.random() < 0.33 else all_words for _ in range(words))
    picked = (chance.choices(known, cum_weights=usual)[0] for known, usual in said)
    return " ".join(picked).capitalize()


@cache
def _usual(language: str, topic: int) -> tuple[list[str], list[float]]:
    """Words of a topic (-1: of all), and how usual they are: Zipf's law, summed up."""
    known = _vocabulary(language)
    ranks = range(len(known)) if topic < 0 else range(500 + topic, len(known), _TOPICS)
    usual = itertools.accumulate(1 / (rank + 3) for rank in ranks)
    return [known[rank] for rank in ranks], list(usual)


@cache
def _vocabulary(language: str) -> list[str]:
    """The words of a language, the most usual first."""
    chance = random.Random(language)
    syllables = _SYLLABLES[language].split()
    words = dict.fromkeys(_COMMON[language].split())
    while len(words) < WORDS_KNOWN:
        words["".join(chance.choices(syllables, k=chance.choice((2, 2, 3))))] = None
    return list(words)
