"""Checks a model's answer before anybody relies on it.

Every number, price, percentage, date and address must stand in a passage or in what was said;
the answer must rest on a passage, and be in the customer's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.assistant.citations import cited, supporting, without_markers
from switchboard.assistant.facts import Facts, find
from switchboard.assistant.language import is_other_language, likeliest
from switchboard.assistant.texts import language_name

ENOUGH_SUPPORT = 0.3
"""The share of an answer's longer words that a passage must have when none is cited."""

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer may rest on.

    Args:
        passages: the texts that the model was shown, in the order of their numbers.
        said: messages and instructions, whose facts may be repeated as well.
    """

    passages: Sequence[str]
    said: Sequence[str]

    def facts(self) -> Facts:
        """Everything they state."""
        facts = Facts()
        for text in (*self.passages, *self.said):
            facts.add(text)
        return facts


@dataclass(frozen=True, slots=True)
class Verdict:
    """The passages an answer rests on, and what is wrong with it, in words for the model."""

    rests_on: tuple[int, ...]
    complaints: tuple[str, ...]


def unsupported(text: str, facts: Facts) -> list[str]:
    """What the text states and the evidence does not."""
    return [fact.shown for fact in find(without_markers(text)) if not facts.state(fact)]


def judge(
    text: str, evidence: Evidence, language: str, languages: Sequence[str], *, needs_source: bool
) -> Verdict:
    """Whether an answer may be posted, and on which passages it rests."""
    plain = without_markers(text)
    rests_on = cited(text, len(evidence.passages))
    complaints: list[str] = []
    if invented := unsupported(text, evidence.facts()):
        named = ", ".join(invented[:_MOST_NAMED])
        complaints.append(f"The passages do not say: {named}.")
    if is_other_language(plain, language, languages):
        complaints.append(f"The answer must be in {language_name(language, 'en')}.")
    if needs_source and not rests_on:
        rests_on = supporting(plain, evidence.passages, ENOUGH_SUPPORT)[:1]
        if not rests_on and _comparable(plain, evidence, languages):
            complaints.append("The answer names no passage that it rests on.")
    return Verdict(tuple(rests_on), tuple(complaints))


def _comparable(text: str, evidence: Evidence, languages: Sequence[str]) -> bool:
    """Whether words can be compared at all: not across languages."""
    if not evidence.passages:
        return True
    return likeliest(text, languages) == likeliest(" ".join(evidence.passages), languages)
