"""What an article says it is asked is answered from it, and by the passage that answers."""

from functools import cache

import pytest

from switchboard.search.confidence import confidence, decide
from switchboard.search.index_snapshot import Document, LanguageShelf
from switchboard.search.ranking import Heard, Ranking, Weighed
from switchboard.search.text_analysis import Terms
from tests.search.library import demo_documents, english_library
from tests.search.sections import SECTIONS

LANGUAGES = ("en", "es", "de")

GENERIC = [("en", "tell me a joke"), ("en", "can you keep a secret"), ("en", "sing me a song")]


@cache
def documents(language: str) -> tuple[Document, ...]:
    """The demo's public articles in a language."""
    return tuple(
        one for one in demo_documents() if (one.language, one.audience) == (language, "public")
    )


@cache
def shelf(language: str) -> LanguageShelf:
    """They as they are searched."""
    return LanguageShelf.of(documents(language))


def by_words(language: str, question: str) -> list[Weighed]:
    """What is found without the dense leg."""
    return Ranking(shelf(language), Terms.of(question, language), "public").weigh(Heard())


def decision(found: list[Weighed]) -> str:
    """What the assistant would do."""
    evidence = [candidate.evidence for candidate in found]
    return decide(evidence, confidence(evidence))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_listed_question_is_answered_from_its_article(language: str) -> None:
    asked = [
        (document.slug, by_words(language, text.text))
        for document in documents(language)
        for text in document.questions
    ]
    right = [found[0].document.slug == slug for slug, found in asked]
    answered = [decision(found) == "answer" for _, found in asked]
    assert len(asked) > 250
    assert sum(right) >= 0.97 * len(asked)
    assert sum(answered) >= 0.9 * len(asked)


@pytest.mark.parametrize(
    "question",
    [
        "¿CUÁNTO TIEMPO TENGO PARA DEVOLVER ALGO?",
        "cuanto tiempo tengo para devolver algo",
        "Cuánto tiempo tengo, para devolver algo…",
    ],
)
def test_case_accents_and_punctuation_make_no_other_question(question: str) -> None:
    found = by_words("es", question)
    assert found[0].document.slug == "return-period"
    assert confidence([candidate.evidence for candidate in found]) > 0.9


def test_a_question_listed_for_staff_is_not_listed_for_customers() -> None:
    staff = [one for one in demo_documents() if one.audience == "staff"]
    question = next(one for one in staff if one.language == "en").questions[0]
    everything = LanguageShelf.of([one for one in demo_documents() if one.language == "en"])
    asked = Ranking(everything, Terms.of(question.text, "en"), "public").weigh(Heard())
    assert not any(candidate.evidence.listed for candidate in asked)


@pytest.mark.parametrize(("language", "question"), GENERIC)
def test_generic_words_carry_no_answer(language: str, question: str) -> None:
    assert decision(by_words(language, question)) != "answer"


def test_the_passage_that_answers_is_quoted() -> None:
    wrong = []
    for language, asked in SECTIONS.items():
        cases = [("section", question, None) for question in asked]
        dense = english_library().reads(language)
        for one in english_library().asked(documents(language), cases, dense=dense):
            heading = asked[one.question]
            found = next(found for found in one.found if has_section(found.document, heading))
            [quoted] = one.ranking.quoted([found])
            if not quoted.passage.heading.startswith(heading):
                wrong.append(one.question)
    assert len(wrong) <= 0.13 * sum(map(len, SECTIONS.values())), wrong


def has_section(document: Document, heading: str) -> bool:
    """Whether one of the article's headings begins so."""
    return any(passage.heading.startswith(heading) for passage in document.passages)
