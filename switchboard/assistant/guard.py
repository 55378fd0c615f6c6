"""Checks a model's answer before anybody relies on it.

What the company states rests on passages alone. Each sentence is compared with the passage it
cites, by its words and its facts; links come from passages only; nobody is asked for secrets; and
the answer is in the customer's language. What the customer wrote is no evidence: it could say
anything, and a model can be made to repeat it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from switchboard.assistant.citations import cited, supporting, without_markers
from switchboard.assistant.fact_check import Facts, find
from switchboard.assistant.language import is_other_language, likeliest
from switchboard.assistant.support import (
    asks_for_secrets,
    commitments,
    rests_on,
    sentences,
)
from switchboard.assistant.texts import language_name

ENOUGH_SUPPORT = 0.3
"""The share of an answer's longer words that a passage must have when none is cited."""
MAX_QUESTION = 400
"""Characters of a question to the customer."""

_MOST_NAMED = 5
_IDENTIFIER = re.compile(r"\b[A-Za-z]{0,4}[-#]?\d{4,20}\b")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)|<([a-z][a-z0-9+.-]*:[^>\s]+)>", re.IGNORECASE)
_SAFE_SCHEMES = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class Evidence:
    """What an answer may rest on.

    Args:
        passages: the texts that the model was shown, in the order of their numbers.
        said: the customer's messages. Only numbers that name something of theirs, such as an
            order, may be repeated from them.
        instructions: what the company added to the rules.
    """

    passages: Sequence[str]
    said: Sequence[str] = ()
    instructions: str = ""

    @cached_property
    def stated(self) -> tuple[str, ...]:
        """The company's own words."""
        return (*self.passages, *filter(None, [self.instructions]))

    def facts(self) -> Facts:
        """Everything that may be stated."""
        facts = Facts()
        for text in self.stated:
            facts.add(text)
        for text in self.said:
            for identifier in _IDENTIFIER.findall(text):
                facts.add(identifier)
        return facts

    def may_go_on(self, fragment: str) -> bool:
        """Whether what was written so far may be shown while the rest is still to come."""
        if asks_for_secrets(fragment, self.stated) or commitments(fragment, self.stated):
            return False
        return rests_on(without_markers(fragment), self.stated)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The passages an answer rests on, and what is wrong with it, in words for the model."""

    rests_on: tuple[int, ...]
    complaints: tuple[str, ...]


def unsupported(text: str, facts: Facts) -> list[str]:
    """What the text states and the evidence does not."""
    plain = without_markers(text)
    invented = [fact.shown for fact in find(plain) if not facts.state(fact)]
    links = [target for target in _targets(plain) if not _is_known(target, facts)]
    return list(dict.fromkeys([*invented, *links]))


def _targets(text: str) -> Iterator[str]:
    for match in _TARGET.finditer(text):
        yield match[1] or match[2]


def _is_known(target: str, facts: Facts) -> bool:
    """Whether a link leads where the evidence does too; the name it shows does not count."""
    if not target.lower().startswith(_SAFE_SCHEMES):
        return False
    found = list(find(target.removeprefix("mailto:")))
    return bool(found) and all(facts.state(fact) for fact in found)


def judge(text: str, evidence: Evidence, language: str, languages: Sequence[str]) -> Verdict:
    """Whether an answer may be posted, and on which passages it rests."""
    plain = without_markers(text)
    named = cited(text, len(evidence.passages))
    complaints = _wrong_in_any_text(plain, evidence, language, languages)
    comparable = _comparable(plain, evidence, languages)
    resting = list(named)
    if comparable:
        weak = [one for one in sentences(text) if not _is_supported(one, evidence, named)]
        complaints += [f"No passage says: {without_markers(one)[:200]!r}." for one in weak]
        resting = [at for at in named if _supports_something(at, text, evidence)]
    if not resting:
        resting = supporting(plain, evidence.passages, ENOUGH_SUPPORT)[:1]
    if not resting and comparable and not complaints:
        complaints.append("The answer names no passage that it rests on.")
    if named and not comparable:
        resting = list(named)
    return Verdict(tuple(resting), tuple(complaints))


def judge_question(
    question: str, evidence: Evidence, language: str, languages: Sequence[str]
) -> Verdict:
    """Whether a question may be put to the customer."""
    plain = without_markers(question)
    complaints = _wrong_in_any_text(plain, evidence, language, languages)
    if not re.search(r"[?？؟;]\s*$", plain) or len(plain) > MAX_QUESTION:
        complaints.append("Ask one short question that ends with a question mark.")
    if any(True for _ in _targets(plain)):
        complaints.append("A question has no links.")
    return Verdict((), tuple(complaints))


def _wrong_in_any_text(
    plain: str, evidence: Evidence, language: str, languages: Sequence[str]
) -> list[str]:
    complaints: list[str] = []
    if invented := unsupported(plain, evidence.facts()):
        complaints.append(f"The passages do not say: {', '.join(invented[:_MOST_NAMED])}.")
    granted = [name for one in sentences(plain) for name in commitments(one, evidence.stated)]
    if granted:
        complaints.append(f"The passages do not promise {', '.join(dict.fromkeys(granted))}.")
    if any(asks_for_secrets(one, evidence.stated) for one in sentences(plain)):
        complaints.append("Never ask for passwords, card numbers or codes.")
    if is_other_language(plain, language, languages):
        complaints.append(f"The answer must be in {language_name(language, 'en')}.")
    return complaints


def _is_supported(sentence: str, evidence: Evidence, named: Sequence[int]) -> bool:
    """By the passages the sentence cites; by any that the answer cites where it cites none."""
    own = cited(sentence, len(evidence.passages)) or named
    passages = [evidence.passages[at] for at in own] or list(evidence.passages)
    return rests_on(without_markers(sentence), [*passages, evidence.instructions])


def _supports_something(at: int, text: str, evidence: Evidence) -> bool:
    return any(
        rests_on(without_markers(one), [evidence.passages[at]])
        for one in sentences(text)
        if at in cited(one, len(evidence.passages))
    )


def _comparable(text: str, evidence: Evidence, languages: Sequence[str]) -> bool:
    """Whether words can be compared at all: not across languages."""
    if not evidence.passages:
        return True
    return likeliest(text, languages) == likeliest(" ".join(evidence.passages), languages)
