"""What to search for: the whole burst, without its courtesies, with what a follow-up refers to."""

import re
from collections.abc import Sequence

from switchboard.assistant import small_talk
from switchboard.assistant.situation import Line, Situation

LONGEST_QUERY = 1000
"""Characters. A customer's essay is searched by its end, where the question usually stands."""

FOLLOW_UP_WORDS = 8
_MOST_QUESTIONS = 3

_REFERS_BACK = re.compile(
    r"^(?:and|or|but|what about|how about|und|oder|aber|was ist mit|y|o|pero|qu[eé] hay de|et|mais)"
    r"\b|\b(?:it|that|this|they|them|those|these|das|dies\w*|dafür|davon|damit|dazu|es|eso|esto|"
    r"esa|ese|ello|cela|ça)\b",
    re.IGNORECASE,
)
_QUESTION_MARK = re.compile(r"[?？؟]\s*$")


def of_burst(lines: Sequence[Line]) -> str:
    """The messages of a burst as one query; greetings in it only blur a search."""
    said = [line.text.strip() for line in lines if line.text.strip()]
    told = [text for text in said if small_talk.recognise([text]) is None]
    return "\n".join(told or said)[-LONGEST_QUERY:]


def said_in(lines: Sequence[Line]) -> str:
    """All that a burst says, a message on each line."""
    return "\n".join(text for line in lines if (text := line.text.strip()))


def with_previous_question(situation: Situation, query: str) -> str | None:
    """A short follow-up together with the question before it; None for anything else.

    "And for lamps?" says nothing on its own, "Who is the mayor?" does. The previous question
    comes first.
    """
    short = len(query.split()) <= FOLLOW_UP_WORDS and _REFERS_BACK.search(query)
    previous = next(
        (
            line.text.strip()
            for line in reversed(situation.history)
            if line.role == "customer" and small_talk.recognise([line.text]) is None
        ),
        None,
    )
    if not short or not previous:
        return None
    return f"{previous}\n{query}"[-LONGEST_QUERY:]


def separate_questions(lines: Sequence[Line]) -> list[str]:
    """The questions of a burst that asks several things, each in a message of its own."""
    questions = [line.text.strip() for line in lines if _QUESTION_MARK.search(line.text)]
    return questions[:_MOST_QUESTIONS] if len(questions) > 1 else []
