"""A PDF says where letters stand: columns are read one by one, and tables row by row."""

import pytest

from switchboard.documents.pdf import read_pdf
from tests.support.papers import placed_pdf

LEFT = [
    "Let the oven cool for 90 min-",
    "utes before you clean it. Use",
    "soap and never steel wool for",
    "the glass of the oven door.",
]
RIGHT = [
    "Bread bakes at 230 degrees on",
    "the lowest rack for a good 35",
    "minutes. Cakes bake at 170, in",
    "the middle. Leave them alone.",
]
THIRD = [
    "The lamp inside is changed by",
    "hand when the oven is cold. Do",
    "not touch the new glass with",
    "your fingers, they leave fat.",
]
CLEAN = "Let the oven cool for 90 minutes before you clean it. Use soap and never steel wool"
BAKE = "Bread bakes at 230 degrees on the lowest rack for a good 35 minutes."

Texts = list[tuple[float, float, str]]


def columns(*texts: list[str], by_row: bool, top: float = 700) -> Texts:
    """Columns of lines, drawn across the page as layout programs do, or one after the other."""
    placed = [
        (50.0 + 180 * column, top - 14 * row, line)
        for column, lines in enumerate(texts)
        for row, line in enumerate(lines)
    ]
    return sorted(placed, key=lambda each: -each[1]) if by_row else placed


def body(*pages: Texts, title: str | None = None) -> str:
    """The text of a PDF."""
    [found] = read_pdf("guide.pdf", placed_pdf(*pages, title=title))
    return str(found.fields["body"])


@pytest.mark.parametrize("by_row", [True, False])
def test_columns_are_read_one_after_the_other(by_row: bool) -> None:
    text = body(columns(LEFT, RIGHT, by_row=by_row))
    assert CLEAN in text
    assert BAKE in text
    assert text.index(CLEAN) < text.index(BAKE)


def test_three_columns_below_a_line_and_above_another() -> None:
    placed = [
        (50.0, 740.0, "This leaflet is about the oven and about nothing but the oven, as it says."),
        *columns(LEFT, RIGHT, THIRD, by_row=True),
        (
            50.0,
            600.0,
            "Call us when something is still not clear to you after you have read it all.",
        ),
    ]
    text = body(placed)
    order = [text.index(part) for part in ("This leaflet", CLEAN, BAKE, "The lamp", "Call us")]
    assert order == sorted(order)


def test_a_column_that_is_longer_than_its_neighbour_is_read_to_its_end() -> None:
    longer = [*LEFT, "Then close the door again and", "leave the oven to dry a while."]
    text = body(columns(longer, RIGHT, by_row=True))
    assert text.index("leave the oven to dry") < text.index("Bread bakes")


ROWS = [
    ("Part", "For model", "Price"),
    ("Heating plate", "K-200", "19.00 EUR"),
    ("Lid hinge", "K-400", "6.80 EUR"),
]


def test_a_table_keeps_its_rows() -> None:
    placed = [
        (x, 700.0 - 18 * number, cell)
        for number, row in enumerate(ROWS)
        for x, cell in zip((50.0, 200.0, 330.0), row, strict=True)
    ]
    assert body(placed) == (
        "| Part | For model | Price |\n|---|---|---|\n"
        "| Heating plate | K-200 | 19.00 EUR |\n| Lid hinge | K-400 | 6.80 EUR |"
    )


def test_a_cell_of_two_lines_is_one_cell() -> None:
    placed = [(50.0, 700.0, "Part"), (200.0, 700.0, "Note"), (330.0, 700.0, "Price")]
    placed += [(50.0, 682.0, "Plate"), (200.0, 682.0, "made of"), (330.0, 682.0, "19 EUR")]
    placed += [(200.0, 670.0, "steel"), (50.0, 652.0, "Hinge"), (200.0, 652.0, "of brass")]
    placed += [(330.0, 652.0, "4 EUR")]
    assert "| Plate | made of steel | 19 EUR |\n| Hinge | of brass | 4 EUR |" in body(placed)


def test_a_list_whose_signs_stand_apart_is_no_table() -> None:
    placed = [
        (x, 700.0 - 18 * number, text)
        for number in range(4)
        for x, text in ((50.0, f"{number + 1}."), (80.0, f"Step number {number + 1}"))
    ]
    assert "|" not in body(placed)
    assert "1. Step number 1" in body(placed)


def test_a_sentence_goes_on_over_a_page() -> None:
    first = [(50.0, 700.0, "If the pump does not start when you press the key,")]
    second = [(50.0, 760.0, "unplug it for one minute."), (50.0, 700.0, "Descale it often.")]
    assert body(first, second).split("\n\n") == [
        "If the pump does not start when you press the key, unplug it for one minute.",
        "Descale it often.",
    ]


def test_pages_without_text_are_named() -> None:
    [found] = read_pdf("a.pdf", placed_pdf([(50.0, 700.0, "Some text.")], [], []))
    assert found.notes == ("Pages without text, such as scans, were skipped: 2, 3.",)


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft PowerPoint - prices_final_v3.pptx",
        "Microsoft Word - Document1",
        "prices_final_v3",
        "guide",
        "Guide.indd",
        "Untitled-1",
        "C:\\\\Users\\\\me\\\\prices",
        "PowerPoint Presentation",
        "file:///tmp/x.html",
        "Dokument1",
    ],
)
def test_a_title_that_is_a_file_name_is_none(title: str) -> None:
    [found] = read_pdf("guide.pdf", placed_pdf([(50.0, 700.0, "Some text.")], title=title))
    assert found.fields["title"] == "guide"


@pytest.mark.parametrize("title", ["Spare part prices 2026", "COVID-19", "Care guide, 2nd edition"])
def test_a_title_that_is_one_stays(title: str) -> None:
    [found] = read_pdf("x.pdf", placed_pdf([(50.0, 700.0, "Some text.")], title=title))
    assert found.fields["title"] == title


def test_a_page_of_very_many_pieces_is_survived() -> None:
    placed = [(x * 3.0, y * 8.0, "a") for x in range(190) for y in range(100)]
    assert body(placed).count("a") == 19_000
