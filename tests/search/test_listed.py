"""What an article says it is asked is answered from it, and by the passage that answers."""

from collections.abc import Sequence
from functools import cache

import pytest

from switchboard.search.confidence import confidence, decide
from switchboard.search.documents import Document
from switchboard.search.rank import ScoredArticle
from switchboard.search.text_analysis import Terms
from switchboard.search.word_index import WordIndex
from tests.search.fit_confidence import shop_passages
from tests.search.library import Shelf, demo_documents, english_library
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
def shelf(language: str) -> Shelf:
    """They as they are searched."""
    return Shelf(language, documents(language))


def by_words(language: str, question: str) -> Sequence[ScoredArticle]:
    """What is found without the dense leg."""
    return shelf(language).asked(question)[1].articles


def decision(found: Sequence[ScoredArticle]) -> str:
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
    everything = WordIndex.in_memory(
        "en", [one for one in demo_documents() if one.language == "en"]
    )
    hits = everything.questions.search(
        everything.questions.weighted(Terms.of(question.text, "en")), "public", 50
    )
    assert hits
    assert not {hit.article_id for hit in hits} & {one.id for one in staff}


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
            documents_with = one.chosen.candidates
            quoted = next(
                own
                for own in documents_with
                if has_section(language, own.article.document.id, heading)
            )
            if not quoted.passage.heading.startswith(heading):
                wrong.append(one.question)
    assert len(wrong) <= 0.2 * sum(map(len, SECTIONS.values())), wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_passage_that_answers_comes_first(language: str) -> None:
    asked = shop_passages(english_library(), language, dense=True, asked=True)
    right = [one.right for one in asked if one.sections]
    assert len(right) > 70
    assert sum(right) >= 0.82 * len(right)


def has_section(language: str, article: str, heading: str) -> bool:
    """Whether one of the article's headings begins so."""
    document = next(one for one in documents(language) if one.id == article)
    return any(passage.heading.startswith(heading) for passage in document.passages)
