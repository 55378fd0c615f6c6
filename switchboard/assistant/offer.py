"""Declines a question that nothing answers, with an offer to ask a colleague."""

from typing import Final

from switchboard.assistant.outcome import Clarify
from switchboard.assistant.small_talk import Courtesy
from switchboard.assistant.texts import in_all_languages, say
from switchboard.core.text import fold
from switchboard.handover import Reason

REASONS: Final = frozenset({Reason.NOTHING_FOUND, Reason.NOT_SURE})
"""Why an offer is made first. For any other reason people are asked at once."""

OFFERED: Final = "offered_person"
"""The reason in the trace of a turn that ended so."""

_OFFERS: Final = frozenset(in_all_languages("offer_person"))
_ANSWERS: Final = {
    fold(text): courtesy
    for key, courtesy in (("offer_yes", Courtesy.YES), ("offer_no", Courtesy.NO))
    for text in in_all_languages(key)
}


def make(language: str) -> Clarify:
    """The offer, with both answers to tap."""
    answers = (say("offer_yes", language), say("offer_no", language))
    return Clarify(say("offer_person", language), answers=answers)


def is_offer(text: str) -> bool:
    """Whether this is what the assistant says when it offers a colleague."""
    return text in _OFFERS


def answer_in(text: str) -> Courtesy | None:
    """Yes or no, when the customer tapped one of the answers."""
    return _ANSWERS.get(fold(text.strip()))
