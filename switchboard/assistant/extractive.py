"""The built-in answerer: quotes the passage that answers, with its source. Needs no model."""

from collections.abc import Sequence

from switchboard.assistant.language import is_other_language, likeliest
from switchboard.assistant.outcome import Clarify, Handover, Outcome, Reply, Source
from switchboard.assistant.ports import Found, FoundPassage
from switchboard.assistant.texts import language_name, say
from switchboard.handover import Reason, farewell
from switchboard.search.language import closest

NAMED = 0.2
"""A second article that is less likely than this part of the first is not asked about."""


def answer(found: Found, language: str, languages: Sequence[str]) -> Outcome:
    """What the search's decision amounts to, in the customer's language.

    Args:
        found: what the search found.
        language: the customer's.
        languages: those the workspace writes articles in.
    """
    if found.items and found.decision == "answer":
        return quote([found.items[0]], language, languages)
    if found.items and found.decision == "clarify":
        return ask_back(found, language)
    return Handover(Reason.NOTHING_FOUND, farewell(Reason.NOTHING_FOUND, language))


def quote(
    passages: Sequence[FoundPassage | Source], language: str, languages: Sequence[str]
) -> Reply:
    """The passages word for word, each under its article's title.

    Where staff approved an answer, it stands for its article exactly as they wrote it.
    """
    quoted = [_quoted(passage, language, languages) for passage in passages]
    return Reply("\n\n".join(quoted), tuple(source(passage) for passage in passages))


def ask_back(found: Found, language: str) -> Clarify:
    """Which of the best two articles the customer means, or whether it is the first."""
    first = found.items[0]
    second = next((item for item in found.items if item.article_id != first.article_id), None)
    if second is None or second.title == first.title or second.score < NAMED * first.score:
        return Clarify(say("clarify_one", language, first=first.title), (source(first),))
    text = say("clarify_two", language, first=first.title, second=second.title)
    return Clarify(text, (source(first), source(second)))


def source(passage: FoundPassage | Source) -> Source:
    """The passage as the customer is shown it under an answer."""
    if isinstance(passage, Source):
        return passage
    said = passage.approved_answer
    return Source(
        passage.article_id,
        passage.title,
        said or passage.quote or passage.passage,
        passage.url,
        said is not None,
    )


def as_approved(outcome: Outcome) -> Outcome:
    """An answer that rests first of all on an approved one, as the approved one."""
    if not isinstance(outcome, Reply) or not outcome.sources or not outcome.sources[0].approved:
        return outcome
    return Reply(outcome.sources[0].passage, outcome.sources[:1])


def _quoted(passage: FoundPassage | Source, language: str, languages: Sequence[str]) -> str:
    shown = source(passage)
    if shown.approved:
        return shown.passage
    text = shown.passage.strip()
    written_in = _language(passage, language, languages)
    if closest(written_in, frozenset({language})):
        return f"{say('quote', language, title=passage.title)}\n\n{text}"
    name = language_name(written_in, language)
    intro = say("quote_foreign", language, language=name, title=passage.title)
    return f"{intro}\n\n{text}"


def _language(passage: FoundPassage | Source, language: str, languages: Sequence[str]) -> str:
    if not isinstance(passage, Source):
        return passage.language
    foreign = is_other_language(passage.passage, language, languages)
    return (foreign and likeliest(passage.passage, languages)) or language
