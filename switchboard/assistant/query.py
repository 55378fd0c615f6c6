"""What to search for: each question of a burst, with what it refers to said in full.

"What about France?" says nothing alone, and searched alone it finds whatever names France. It is
searched as the question before it, with France in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from switchboard.assistant import small_talk
from switchboard.assistant.situation import Line, Situation
from switchboard.search import asks
from switchboard.search.places import places

MAX_QUERY = 1000
"""Characters. A customer's essay is searched by its end, where the question usually stands."""

MAX_FOLLOW_UP_WORDS = 8
"""A longer question is whole, even where a pronoun is in it."""

MAX_FRAGMENT_WORDS = 5
"""A longer text after "and" or "what about" is a question of its own."""

MIN_QUESTION_WORDS = 3
"""A shorter text with nothing but function words asks nothing that could be found."""

MAX_PARTS = 3

_MARK = re.compile(r"[?？؟]")
_CLOSED = re.compile(r"[.!?？؟;]\s*$")
_PIECES = re.compile(r"(?<=[?？؟.!;])\s+|\n+")
_AND = re.compile(
    # A run of blanks is tried from its start alone.
    r"(?:,|(?<![\s,]))\s++(?:and|und|y|e|et|ed|en|plus|sowie|&)\s++",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a burst.

    Args:
        text: as the customer wrote it.
        queries: what to search for, the likeliest first; none where it says nothing that could be
            found.
        needs_context: whether only the last of them says what is meant, or the question may as
            well stand alone.
        fragment: what should be different in the question before it, if it says only that.
    """

    text: str
    queries: tuple[str, ...]
    needs_context: bool = False
    fragment: str | None = None


def parts(situation: Situation, language: str) -> list[Part]:
    """The questions that are unanswered, one after the other, each understood from those before."""
    said = _without_courtesies(situation.unanswered)
    previous = _asked_before(situation, language)
    found: list[Part] = []
    for text in separate_questions(said):
        part = understood(previous, text, language)
        found.append(part)
        previous = part.queries[-1] if part.queries else previous
    return found


def whole(situation: Situation) -> str:
    """All that is unanswered, as one query."""
    return "\n".join(_without_courtesies(situation.unanswered))[-MAX_QUERY:]


def said_in(lines: Sequence[Line]) -> str:
    """All that a burst says, a message on each line."""
    return "\n".join(text for line in lines if (text := line.text.strip()))


def understood(previous: str | None, text: str, language: str) -> Part:
    """A question as it has to be searched after the one before it, if there is one."""
    told = [] if small_talk.recognise([text]) else asks.content(text)
    query = text[-MAX_QUERY:]
    if previous is None:
        return Part(text, (query,) if told or _asks_briefly(text) else ())
    joined = asks.joined(text)
    rest = text.strip() if joined is None else joined
    if _is_fragment(rest, told, language, follows=joined is not None):
        whole = asks.refers(rest) or _only_places(rest, language)
        fragment = None if whole else rest
        return Part(text, (_replaced(previous, rest, language),), True, fragment)
    subject = asks.topic(previous)
    in_context = f"{subject} {rest}"[-MAX_QUERY:]
    if not told:
        return Part(text, (in_context,), needs_context=True)
    short = len(text.split()) <= MAX_FOLLOW_UP_WORDS
    if short and subject and (joined is not None or asks.refers(text)):
        return Part(text, (query if joined is None else joined, in_context))
    return Part(text, (query,))


def _asks_briefly(text: str) -> bool:
    """Whether a text without a telling word asks something all the same: "Wann habt ihr auf?"."""
    asked = asks.asks(text) - {asks.Asks.PRICE}
    return bool(asked) and len(text.split()) >= MIN_QUESTION_WORDS


def separate_questions(said: Sequence[str]) -> list[str]:
    """The questions of these messages; a single one keeps all that was said around it.

    What is said before a question belongs to it. A question ends with its mark, or where another
    begins: "do you deliver to France, and how long does it take?" has two.
    """
    questions: list[list[str]] = []
    before: list[str] = []
    closed = True
    for piece in _pieces(said):
        begins = asks.begins_as_question(piece) or asks.begins_as_question(
            asks.joined(piece) or piece
        )
        if begins or (closed and _MARK.search(piece)):
            questions.append([*before, piece])
            before = []
        elif questions:
            questions[-1].append(piece)
        else:
            before.append(piece)
        closed = _CLOSED.search(piece) is not None
    if not 1 < len(questions) <= MAX_PARTS:
        return ["\n".join(said)] if said else []
    return [" ".join(own) for own in questions]


def _pieces(said: Sequence[str]) -> Iterator[str]:
    """Messages cut into sentences, and these before "and" where a question follows it."""
    for text in said:
        for sentence in _PIECES.split(text):
            start = 0
            for found in _AND.finditer(sentence):
                if asks.begins_as_question(sentence[found.end() :]):
                    yield sentence[start : found.start()]
                    start = found.end()
            if sentence[start:].strip():
                yield sentence[start:].strip()


def _without_courtesies(lines: Sequence[Line]) -> list[str]:
    """What a burst says; greetings in it only blur a search."""
    said = [line.text.strip() for line in lines if line.text.strip()]
    told = [text for text in said if small_talk.recognise([text]) is None]
    return told or said


def _asked_before(situation: Situation, language: str) -> str | None:
    """The customer's last question as it was understood, follow-ups to follow-ups included."""
    previous: str | None = None
    for line in situation.history:
        text = line.text.strip()
        if line.role == "customer" and text and small_talk.recognise([text]) is None:
            for question in separate_questions([text]):
                part = understood(previous, question, language)
                previous = part.queries[-1] if part.queries else previous
    return previous


def _is_fragment(rest: str, told: Sequence[str], language: str, *, follows: bool) -> bool:
    """Whether a text only says what should be different in the question before it."""
    if not told or len(rest.split()) > MAX_FRAGMENT_WORDS or asks.begins_as_question(rest):
        return False
    return follows or _only_places(rest, language)


def _only_places(text: str, language: str) -> bool:
    """Whether a text names places and says nothing else."""
    named = places(text, language)
    ends = [0, *(end for place in named for end in (place.start, place.end)), len(text)]
    between = [text[start:end] for start, end in list(pairwise(ends))[::2]]
    return bool(named) and not any(asks.content(own) for own in between)


def _replaced(previous: str, fragment: str, language: str) -> str:
    """The question before with the fragment's place instead of its own; else with both."""
    bare = fragment.strip().rstrip("?？؟.! ")
    there, here = places(previous, language), places(bare, language)
    if not there or not here:
        return f"{previous.rstrip('?？؟.! ')} {bare}?"[-MAX_QUERY:]
    first, last, named = there[0], there[-1], bare[here[0].start : here[-1].end]
    return (previous[: first.start] + named + previous[last.end :])[-MAX_QUERY:]
