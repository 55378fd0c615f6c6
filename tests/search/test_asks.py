"""What a question asks for, by its form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.search import asks
from switchboard.search.asks import Asks
from switchboard.search.places import places


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How much is delivery to Portugal?", {Asks.PRICE}),
        ("¿Cuánto cuesta el envío?", {Asks.PRICE}),
        ("Wie hoch sind die Versandkosten?", {Asks.PRICE}),
        ("How long does it take?", {Asks.TIME}),
        ("¿Cuánto tiempo vale una tarjeta regalo?", {Asks.TIME}),
        ("Wann haben die Läden offen?", {Asks.TIME}),
        ("Where is your shop?", {Asks.PLACE}),
        ("Do you deliver to Portugal?", set()),
        ("", set()),
    ],
)
def test_kinds(question: str, kinds: set[Asks]) -> None:
    assert asks.asks(question) == kinds


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Do you repair tents?", "repair tents"),
        ("How much is delivery to Germany?", "delivery Germany"),
        ("what does it cost", ""),
        ("¿y cuánto tarda?", ""),
        ("was kostet das", ""),
        ("Wie hoch sind die Versandkosten nach Wien?", "Versandkosten Wien"),
    ],
)
def test_the_topic_is_what_is_left_without_the_form(question: str, about: str) -> None:
    assert asks.topic(question) == about


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("to the UK, Vienna or the Canary Islands", "en", ["GB", "AT", "IC"]),
        ("a los Países Bajos o EE.UU.", "es", ["NL", "US"]),
        ("Übrige EU-Länder, Österreich, Zürich", "de", ["EU", "AT", "CH"]),
        ("a nice jersey for a man", "en", []),
        ("送到葡萄牙吗", "zh", ["PT"]),
        ("to Portugal", "tlh", ["PT"]),
    ],
)
def test_places(text: str, language: str, codes: list[str]) -> None:
    assert [place.code for place in places(text, language)] == codes


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    asks.asks(text), asks.topic(text), asks.content(text), asks.joined(text), asks.refers(text)
    for place in places(text, "en"):
        assert 0 <= place.start < place.end <= len(text)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("my tent is broken", True),
        ("mi tienda está rota", True),
        ("mein Zelt ist kaputt", True),
        ("how do I dry my tent?", False),
        ("can I break my journey?", False),
    ],
)
def test_what_is_broken(text: str, broken: bool) -> None:
    assert asks.is_broken(text) == broken


@pytest.mark.parametrize("text", ["Liefern Sie nach Portugal?", "Versenden Sie nach Norwegen?"])
def test_a_polite_german_question_asks_whether(text: str) -> None:
    assert asks.begins_as_yes_no(text)
