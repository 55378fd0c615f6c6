"""What the stand-in model says: it quotes the sentence of its prompt that fits the question best.

Small and honest: it understands nothing, invents nothing, and says so when no sentence fits.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import Any

NO_ANSWER = "I do not know."

_PASSAGE = re.compile(r"<(passage|source|document|article)\b[^>]*>(.*?)</\1>", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")
# A word, or one character of a script that is written without spaces.
_TERM = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_FEWEST_SHARED = 0.25  # of the question's weight
_UNSEEN = 0.3  # the weight of a word that no sentence has: it cannot tell one from another


def answer(messages: Sequence[Mapping[str, Any]]) -> str:
    """Return the best sentence for the last question, from the passages among the messages."""
    question = next((text_of(m) for m in reversed(messages) if m["role"] == "user"), "")
    others = [m for m in messages if m["role"] != "assistant" and text_of(m) != question]
    sentences = list(dict.fromkeys(_sentences(_passages(others))))
    if not sentences:
        return NO_ANSWER
    weights = _rarity(sentences)
    wanted = {term: weights.get(term, _UNSEEN) for term in _terms(question)}
    best = max(sentences, key=lambda sentence: _score(sentence, wanted))
    return best if _shared(best, wanted) >= _FEWEST_SHARED else NO_ANSWER


def text_of(message: Mapping[str, Any]) -> str:
    """The text of a message, whose content may be text, a list of parts or null."""
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return " ".join(part.get("text", "") for part in content)


def count_tokens(text: str) -> int:
    """A rough count, at least one, that only has to be steady."""
    return len(text) // 4 + 1


def embed(text: str, dimensions: int) -> list[float]:
    """A steady vector of length one: words and their trigrams hashed into `dimensions` numbers."""
    vector = [0.0] * dimensions
    for term, number in Counter(_features(text)).items():
        place = zlib.crc32(term.encode())
        vector[place % dimensions] += number if place & 0x10000 else -number
    length = sqrt(sum(value * value for value in vector))
    return [value / length for value in vector] if length else [1.0, *vector[1:]]


def _passages(messages: Sequence[Mapping[str, Any]]) -> list[str]:
    """Marked passages if there are any, else the results of tools, else all there is."""
    texts = [text_of(message) for message in messages]
    marked = [found.group(2) for text in texts for found in _PASSAGE.finditer(text)]
    results = [text_of(message) for message in messages if message["role"] == "tool"]
    return marked or results or texts


def _sentences(texts: Iterable[str]) -> list[str]:
    parts = (part.strip() for text in texts for part in _SENTENCE_END.split(text))
    return [part for part in parts if len(_terms(part)) > 1 and not part.endswith("?")]


def _terms(text: str) -> list[str]:
    """Words by their first four letters, so that "takes" is found by "take"."""
    return [term[:4] for term in _TERM.findall(text.casefold())]


def _rarity(sentences: Sequence[str]) -> dict[str, float]:
    counts = Counter(term for sentence in sentences for term in set(_terms(sentence)))
    return {term: log(1 + len(sentences) / count) for term, count in counts.items()}


def _shared(sentence: str, wanted: Mapping[str, float]) -> float:
    found = set(_terms(sentence))
    total = sum(wanted.values())
    return sum(weight for term, weight in wanted.items() if term in found) / total if total else 0.0


def _score(sentence: str, wanted: Mapping[str, float]) -> float:
    """The shared weight, with a light preference for short sentences."""
    return _shared(sentence, wanted) / (1 + len(sentence) / 1000)


def _features(text: str) -> list[str]:
    terms = _TERM.findall(text.casefold())
    padded = (f" {term} " for term in terms)
    return terms + [word[i : i + 3] for word in padded for i in range(len(word) - 2)]
