"""CSV as spreadsheets and help desks write it: no column and no row is lost without a word."""

from typing import Any

import pytest

from switchboard.documents import Empty, Parser, Unreadable
from switchboard.documents.table import read_csv

Told = list[tuple[str, list[str], str]]


def read(text: str) -> Told:
    """Title, questions and answer of each article."""
    found = read_csv("faq.csv", text)
    return [
        (str(d.fields["title"]), list(d.fields["questions"]), str(d.fields["body"])) for d in found
    ]


def fields(text: str) -> dict[str, Any]:
    """The only article's fields."""
    [found] = read_csv("faq.csv", text)
    return dict(found.fields)


ONE = [("How long?", ["How long?"], "60 days, or more")]


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nquestion;answer\nHow long?;60 days, or more\n",
        '\ufeffsep=,\r\nquestion,answer\r\nHow long?,"60 days, or more"\r\n',
        '"sep=|"\nquestion|answer\nHow long?|60 days, or more\n',
        "sep=\\t\nquestion\tanswer\nHow long?\t60 days, or more\n",
        "Kundenfrage;Unsere Antwort\nHow long?;60 days, or more\n",
        "Customer question;Answer text\nHow long?;60 days, or more\n",
        "Was man uns schreibt;Was wir sagen\nHow long?;60 days, or more\n",
        "Nr;Was man uns schreibt;Was wir sagen\n1;How long?;60 days, or more\n",
        'question;answer\nHow long?;"<p>60 days,<br> or&nbsp;more</p>"\n'.replace("<br>", ""),
        "question,answer\nHow long?,60 days&#44; or more\n",
    ],
)
def test_the_columns_are_found(text: str) -> None:
    [(title, questions, answer)] = read(text)
    assert (title, questions, " ".join(answer.split())) == ONE[0]


def test_columns_that_are_left_out_are_named() -> None:
    [found] = read_csv("a.csv", "question,answer,price,team\nHow long?,60 days,4 EUR,Porto\n")
    assert found.notes == ("Skipped columns: price, team.",)
    [found] = read_csv("a.csv", "No;Text a;Text b\n1;How long?;60 days, counted from delivery\n")
    assert found.notes[0] == "Read as questions: Text a; as answers: Text b."


def test_columns_in_two_languages_are_two_articles() -> None:
    text = "question_en,answer_en,Frage (DE),Antwort (DE)\nHow long?,60 days,Wie lange?,60 Tage\n"
    found = read_csv("faq.csv", text)
    assert [(d.fields["language"], d.fields["body"]) for d in found] == [
        ("en", "60 days"),
        ("de", "60 Tage"),
    ]


def test_several_columns_of_one_kind_all_count() -> None:
    text = "question 1,question 2,answer,answer\nHow long?,Until when?,60 days,Not on Sundays\n"
    assert read(text) == [("How long?", ["How long?", "Until when?"], "60 days\n\nNot on Sundays")]


def test_html_in_cells_is_read() -> None:
    html = '"<p>You have <b>60 days</b>.</p><ul><li>unused</li></ul>"'
    found = fields(f"question,answer\n<b>How long?</b>,{html}\n")
    assert found["title"] == "How long?"
    assert found["body"] == "You have **60 days**.\n\n- unused"


@pytest.mark.parametrize(
    ("head", "cell", "expected"),
    [
        ("status", "draft", {"status": "draft"}),
        ("Status", "to be checked", {"status": "draft"}),
        ("audience", "staff", {"audience": "staff"}),
        ("visibility", "agents", {"audience": "staff"}),
        ("internal", "yes", {"audience": "staff"}),
        ("published", "no", {"status": "draft"}),
    ],
)
def test_rows_say_who_may_read_them(head: str, cell: str, expected: dict[str, str]) -> None:
    found = fields(f"question,answer,{head}\nHow long?,60 days,{cell}\n")
    assert {key: found[key] for key in ("status", "audience") if key in found} == expected


def test_a_table_of_something_else_is_kept_as_a_table() -> None:
    [found] = read_csv("prices.csv", "Land,Price,Days\nSpain,4 EUR,2\nMalta,9 EUR,5\n")
    assert found.fields["title"] == "prices"
    assert found.fields["body"].splitlines()[0] == "| Land | Price | Days |"
    assert "| Malta | 9 EUR | 5 |" in found.fields["body"]
    assert "Imported as one table" in found.notes[0]


def test_a_long_cell_and_line_breaks_in_cells_are_read() -> None:
    long = "word " * 60_000
    found = fields(f'question,answer\n"How\nlong?","{long}"\n')
    assert (found["title"], len(found["body"])) == ("How long?", len(long.strip()))


@pytest.mark.parametrize("text", ["", "\n\n", "sep=;\n", " , , \n"])
def test_a_table_without_cells_is_empty(text: str) -> None:
    with pytest.raises(Empty):
        read_csv("a.csv", text)


async def test_a_million_rows_and_columns_are_refused(parser: Parser) -> None:
    for data in (b"a?,b\n" * 900_000, b"a," * 2_000_000, b'"' + b"a" * 4_900_000):
        with pytest.raises(Unreadable):
            await parser.file("a.csv", data)
    assert await parser.file("a.md", b"# Fine\n\nText.")
