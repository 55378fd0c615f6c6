"""A short note for the teammate who takes over: what was asked and tried. Needs no model."""

from collections.abc import Sequence

from switchboard.conversations import AuthorKind, Entry
from switchboard.handover.languages import language_name
from switchboard.handover.reasons import Reason

_MOST_QUESTIONS = 5
_LONGEST_LINE = 240

_REASONS = {
    Reason.ASKED_FOR_PERSON: "the customer asked for a person",
    Reason.NOTHING_FOUND: "no matching article",
    Reason.NOT_SURE: "the assistant was not confident enough",
    Reason.NO_TEXT: "the message has no text",
    Reason.SAID_IT_TWICE: "the assistant would have repeated itself",
    Reason.MODEL_HANDED_OVER: "the model decided to hand over",
    Reason.MODEL_FAILED: "the language model failed",
    Reason.TIMED_OUT: "the assistant took too long",
    Reason.UNGROUNDED: "the answer was not supported by the articles",
    Reason.FAILED: "the assistant failed",
    Reason.BY_STAFF: "a teammate handed it over",
}


def summarise(entries: Sequence[Entry], reason: Reason, language: str | None, why: str = "") -> str:
    """The note's text, from the messages of the present episode, oldest first."""
    asked = [entry.text for entry in entries if entry.author_kind == AuthorKind.CONTACT]
    shown = [
        source["title"]
        for entry in entries
        if entry.author_kind == AuthorKind.ASSISTANT
        for source in entry.sources
    ]
    lines = [f"Handed over: {_REASONS[reason]}." + (f" {_short(why)}" if why else "")]
    lines += [f"Customer: “{_short(text)}”" for text in asked[-_MOST_QUESTIONS:] if text]
    if shown:
        titles = ", ".join(f"“{title}”" for title in dict.fromkeys(shown))
        lines.append(f"Articles already shown: {titles}.")
    if language:
        lines.append(f"Language: {language_name(language)}.")
    return "\n".join(lines)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
