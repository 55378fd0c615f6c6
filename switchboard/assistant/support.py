"""Whether a sentence of an answer rests on a passage, by its words.

What a company states must come from its passages. A model may be made to repeat what a customer
wrote, with a number of an unrelated passage behind it; so each sentence is compared with the
passage it cites. Words count as the same when their first five letters are. That sees no
meaning: it lets a wrong use of the right words pass, and refuses what is said in quite other ones.
"""

import re
from collections.abc import Sequence
from typing import Final

MIN_SHARE = 0.34
"""The share of a sentence's content words that its passages must have."""
MIN_WORDS = 3
"""A sentence of fewer content words is judged by its facts alone."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE = re.compile(
    r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*(?:[.!?]+|\n|$)(?:\s{0,20}+\[[\d\s,;]{1,80}+\])*+"
)
_COURTESY_WORDS: Final = """
hello thank thanks please sorry welcome glad happy help helps hope question questions know more
other another anything else further here there with your this that have will would could just
feel contact colleague team assist assistance need want like sure great good reply write message
hola gracias favor siento alegra ayuda ayudar espero pregunta preguntas saber otra otras algo aquí
esto este esta para como puedo puede quieres necesitas escribe dime equipo mensaje
hallo danke bitte leider gerne freue freut hilfe helfen hoffe frage fragen weitere anderes noch hier
dies diese dieser haben kann können möchten schreiben team nachricht melden einfach weiter
"""
_COURTESY: Final = frozenset(word[:5] for word in _COURTESY_WORDS.split())
_COMMITMENTS: Final = {
    "a refund": r"refund|reimburs|money back|reembols|devoluci[oó]n del (?:dinero|importe)|erstatt"
    r"|geld zurück",
    "a guarantee": r"guarant|warrant|garant|gewähr",
    "something free": r"\bfree\b|no charge|complimentary|gratis|gratuit|sin coste|kostenlos"
    r"|kostenfrei|umsonst",
    "a discount": r"discount|% off|rebate|descuento|rebaja|rabatt|nachlass",
    "a voucher": r"voucher|gift card|coupon|cup[oó]n|\bvale\b|gutschein",
    "compensation": r"compensat|compensa|indemni|entschädig|schadensersatz",
}
_COMMITMENT = {name: re.compile(words, re.IGNORECASE) for name, words in _COMMITMENTS.items()}
_SECRET = re.compile(
    r"passwor[dt]|passcode|\bpin\b|\btan\b|\bcvv?\b|\bcvc\b|security code|card (?:number|details)"
    r"|credit card|debit card|\biban\b|contraseña|tarjeta|código de seguridad|kennwort"
    r"|kartennummer|kreditkarte|sicherheitscode|prüfnummer|social security|verification code",
    re.IGNORECASE,
)
_WARNS = re.compile(
    r"\b(?:never|don't|do not|not|no|nunca|nie|niemals|kein|keine|nicht)\b", re.IGNORECASE
)


def sentences(text: str) -> list[str]:
    """The sentences of an answer, each with the markers behind it."""
    return [found for found in map(str.strip, _SENTENCE.findall(text)) if found]


def stems(text: str) -> set[str]:
    """The beginnings of the longer words."""
    return {word[:5] for word in _WORD.findall(text.casefold())}


def content(sentence: str) -> set[str]:
    """The stems that say something about the matter, not only something kind."""
    return stems(sentence) - _COURTESY


def rests_on(sentence: str, passages: Sequence[str], *, share: float = MIN_SHARE) -> bool:
    """Whether enough of the sentence's words stand in one of the passages."""
    words = content(sentence)
    if len(words) < MIN_WORDS or is_warning(sentence):
        return True
    return any(len(words & stems(passage)) >= share * len(words) for passage in passages)


def commitments(sentence: str, passages: Sequence[str]) -> list[str]:
    """What the sentence grants that none of the passages speaks of, in any of the languages."""
    return [
        name
        for name, words in _COMMITMENT.items()
        if words.search(sentence) and not any(words.search(passage) for passage in passages)
    ]


def is_warning(sentence: str) -> bool:
    """Whether it tells the customer to keep a password or a number to themselves."""
    return _SECRET.search(sentence) is not None and _WARNS.search(sentence) is not None


def asks_for_secrets(sentence: str, passages: Sequence[str]) -> bool:
    """Whether it speaks of passwords, card numbers or codes that no passage speaks of."""
    if not _SECRET.search(sentence) or is_warning(sentence):
        return False
    return not any(_SECRET.search(passage) for passage in passages)
