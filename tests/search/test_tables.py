"""The row of a table that a question is about."""

import pytest

from switchboard.search.asks import content
from switchboard.search.places import places
from switchboard.search.tables import Asked, best_row, numbers, rows_of
from switchboard.search.text_analysis import Terms

COSTS = """Standard delivery costs between €3.90 and €12.90.

| Destination | Standard | Free from |
|---|---|---|
| Spain, Portugal | €3.90 | €60 |
| Germany, Austria, **France** | €4.90 | €75 |
| Other EU countries | €7.90 | €120 |
| United Kingdom, Switzerland | €12.90 | – |
"""
SIZES = """
| Size | Chest | Waist | Hips |
|---|---|---|---|
| S | 87–93 | 73–79 | 93–98 |
| M | 94–101 | 80–87 | 99–104 |
"""
REPAIRS = """
| Reparatur | Preis |
|---|---|
| Flicken auf Jacke, Zelt oder Matte | 12 € |
| Zeltstange, pro Segment | 8 € |
"""


def row(question: str, table: str, language: str = "en") -> str | None:
    """The text of the row that is found."""
    words = [Terms.of(word, language) for word in content(question)]
    asked = Asked(
        [word for own in words for word in own.words],
        [own.grams for own in words for _ in own.words],
        places(question, language),
        numbers(question),
    )
    found, _ = best_row(rows_of(table, language), asked)
    return found.text if found else None


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("How much is delivery to Portugal?", "Spain, Portugal:"),
        ("what does it cost to ship to france", "Germany, Austria, France:"),
        ("Delivery to Vienna?", "Germany, Austria"),
        ("How much is it to Poland?", "Other EU countries:"),
        ("postage to the UK", "United Kingdom, Switzerland:"),
    ],
)
def test_a_place_has_its_row_by_its_name_its_city_or_its_union(question: str, begins: str) -> None:
    found = row(question, COSTS)
    assert found is not None
    assert found.startswith(begins)


def test_a_row_is_said_with_its_head() -> None:
    assert row("delivery to Portugal", COSTS) == "Spain, Portugal: Standard €3.90, Free from €60"


@pytest.mark.parametrize("question", ["How much is delivery?", "delivery to Norway", ""])
def test_no_row_is_chosen_where_none_stands_out(question: str) -> None:
    assert row(question, COSTS) is None


def test_a_number_is_looked_for_in_the_column_that_is_named() -> None:
    assert (row("My chest is 98 cm, which size?", SIZES) or "").startswith("M:")
    assert (row("My hips are 98 cm, which size?", SIZES) or "").startswith("S:")
    assert row("Which size for 70 cm chest?", SIZES) is None


def test_a_word_stands_in_a_row_in_another_form() -> None:
    assert (row("Was kosten neue Zeltstangen?", REPAIRS, "de") or "").startswith("Zeltstange")


@pytest.mark.parametrize("text", ["", "no table | here", "|---|\n| a |", "| a |\n|---|\n\n| b |"])
def test_what_is_no_table_has_no_rows(text: str) -> None:
    assert rows_of(text, "en") == ()
