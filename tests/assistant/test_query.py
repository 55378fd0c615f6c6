"""What is searched: each question of a burst, with what it refers to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.assistant.query import parts, separate_questions, understood
from tests.assistant.shelf import situation


@pytest.mark.parametrize(
    ("before", "text", "language", "searched"),
    [
        ("What is it to Spain?", "what about France?", "en", "What is it to France?"),
        ("¿Cuánto cuesta a Alemania?", "¿Y a Francia?", "es", "¿Cuánto cuesta a Francia?"),
        ("Liefert ihr nach Portugal?", "und in die USA?", "de", "Liefert ihr nach USA?"),
        ("How much is delivery to Spain?", "Portugal?", "en", "How much is delivery to Portugal?"),
        ("Do you have it in red?", "and in blue?", "en", "Do you have it in red in blue?"),
        ("Do you repair tents?", "what does it cost", "en", "repair tents what does it cost"),
        ("¿Reparáis tiendas?", "cuánto cuesta", "es", "Reparáis tiendas cuánto cuesta"),
        ("Was kostet der Versand?", "und wie lange?", "de", "Versand wie lange?"),
    ],
)  # fmt: skip
def test_what_says_nothing_alone_is_searched_in_full(
    before: str, text: str, language: str, searched: str
) -> None:
    part = understood(before, text, language)
    assert part.queries == (searched,)
    assert part.needs_context


def test_a_follow_up_to_a_follow_up_is_understood() -> None:
    history = [("customer", "How much is delivery to Spain?"), ("assistant", "€3.90.")]
    history += [("customer", "what about France?"), ("assistant", "€4.90."), ("customer", "thanks")]
    asked = parts(situation("and Italy?", history=history), "en")  # type: ignore[arg-type]  # roles
    assert [part.queries for part in asked] == [("How much is delivery to Italy?",)]


def test_a_question_of_its_own_is_searched_alone() -> None:
    assert understood("Do you repair tents?", "Can I pay by card?", "en").queries == (
        "Can I pay by card?",
    )


def test_a_question_that_points_back_is_searched_alone_first() -> None:
    queries = understood("Do you sell mugs?", "Can you wrap it as a gift?", "en").queries
    assert queries == ("Can you wrap it as a gift?", "sell mugs Can you wrap it as a gift?")


@pytest.mark.parametrize("text", ["what does it cost", "why?", "und was?", "..."])
def test_what_says_nothing_is_not_searched_without_anything_before(text: str) -> None:
    assert understood(None, text, "en").queries == ()


@pytest.mark.parametrize(
    ("said", "questions"),
    [
        (
            ["Do you deliver to Portugal and how much does it cost to repair a zip?"],
            ["Do you deliver to Portugal", "how much does it cost to repair a zip?"],
        ),
        (
            ["¿Enviáis a Portugal y cuánto cuesta una cremallera?"],
            ["¿Enviáis a Portugal", "cuánto cuesta una cremallera?"],
        ),
        (
            ["Liefert ihr nach Wien und was kostet das?"],
            ["Liefert ihr nach Wien", "was kostet das?"],
        ),
        (
            ["My lamp broke. How do I return it? Is it free?"],
            ["My lamp broke. How do I return it?", "Is it free?"],
        ),
        (["Do you sell tents and mats?"], ["Do you sell tents and mats?"]),
        (["I bought a lamp", "can I send it back?"], ["I bought a lamp\ncan I send it back?"]),
        (["a? b? c? d?"], ["a? b? c? d?"]),
        ([], []),
    ],
)
def test_a_message_is_cut_into_its_questions(said: list[str], questions: list[str]) -> None:
    assert separate_questions(said) == questions


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_messages_can_be_understood(before: str, text: str) -> None:
    understood(before, text, "en")
    separate_questions([before, text])


def test_a_question_of_function_words_is_searched_where_it_begins_a_conversation() -> None:
    assert understood(None, "Wann habt ihr auf?", "de").queries == ("Wann habt ihr auf?",)
    assert understood(None, "how much?", "en").queries == ()


def test_a_fragment_is_searched_alone_as_well_unless_it_names_a_place() -> None:
    before = "Can I put a cast-iron pan in the dishwasher?"
    assert understood(before, "and enamel mugs?", "en").fragment == "enamel mugs?"
    assert understood("Do you deliver to Spain?", "and to France?", "en").fragment is None
