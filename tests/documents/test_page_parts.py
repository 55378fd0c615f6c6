"""Tables keep their columns, and headings are their text without the signs beside them."""

import pytest

from switchboard.documents.html import fragment_markdown, read_page


def table(rows: str) -> list[str]:
    """The lines of a table of these rows."""
    return fragment_markdown(f"<table>{rows}</table>").splitlines()


def test_cells_that_span_stand_in_each_place_they_cover() -> None:
    assert table(
        "<tr><th rowspan=2>Model<th colspan=2>Dose<tr><th>soft<th>hard"
        "<tr><td rowspan=2>LP-9<td>20 g<td>35 g<tr><td colspan=2>see the label"
    ) == [
        "| Model | Dose: soft | Dose: hard |",
        "|---|---|---|",
        "| LP-9 | 20 g | 35 g |",
        "| LP-9 | see the label | see the label |",
    ]


@pytest.mark.parametrize(
    "span", ["rowspan=65534", "colspan=1000", "rowspan=0", "colspan=x", "rowspan=99999999999"]
)
def test_spans_that_lie_are_bounded(span: str) -> None:
    rows = f"<tr><td {span}>a<td {span}>b<td>c" * 300
    assert len("\n".join(table(rows))) < 2_000_000


def test_a_table_in_a_cell_is_part_of_that_cell() -> None:
    inner = "<table><tr><td>Plates<td>19 EUR<tr><td>Hinges<td>4 EUR</table>"
    rows = f"<tr><th>Part<th>Covered<tr><td>Plate<td>37 months{inner}<tr><td>Lid<td>12 months"
    assert table(rows)[2:] == [
        "| Plate | 37 months Plates, 19 EUR; Hinges, 4 EUR |",
        "| Lid | 12 months |",
    ]


def test_a_table_for_the_looks_is_its_text() -> None:
    inner = "<table><tr><th>Land<th>Price<tr><td>Spain<td>4 EUR</table>"
    assert table(f"<tr><td><h2>Prices</h2>{inner}<td>x") == [
        "## Prices",
        "",
        "| Land | Price |",
        "|---|---|",
        "| Spain | 4 EUR |",
        "",
        "x",
    ]


def test_a_picture_alone_in_a_cell_says_what_it_shows() -> None:
    rows = "<tr><th>Plan<th>Phone<tr><td>Basic<td><img alt=No src=x><tr><td>Full<td><img alt=Yes>"
    assert table(rows)[2:] == ["| Basic | No |", "| Full | Yes |"]


@pytest.mark.parametrize(
    "heading",
    [
        '<h2>Care<a class="headerlink" href="#care" title="Link to this heading">¶</a></h2>',
        '<h2 class="anchor">Care<a href="#care" class="hash-link">&#8203;#</a></h2>',
        '<h2><a class="anchor" href="#care" aria-hidden="true"><svg></svg></a>Care</h2>',
        '<h2><a class="header-anchor" href="#care">#</a> Care</h2>',
        '<h2>Care <a href="https://shop.test/x#care">🔗</a></h2>',
        '<h2>Care <a href="#care" class="permalink">Permalink</a></h2>',
        '<h2>Care<a href="#care"><span class="sr-only">Link to this heading</span></a></h2>',
        '<h2>Care <span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2>',
        '<h2><a href="#care">Care</a></h2>',
        '<h2>Care <button class="copy" aria-label="Copy link">🔗</button></h2>',
        "<h2>Care ¶</h2>",
        "<h2>C\u00ada\u200bre</h2>",
    ],
)
def test_permalink_signs_are_no_part_of_a_heading(heading: str) -> None:
    page = f"<main><h1>Kettles</h1><p>Text.</p>{heading}<p>Wash it.</p></main>"
    found = read_page("https://shop.test/x", page.encode(), None)
    assert found.fields["body"] == "Text.\n\n## Care\n\nWash it."


@pytest.mark.parametrize("title", ["Programming in C#", "What is § 5?", "Order #12", "A & B"])
def test_signs_that_belong_to_a_heading_stay(title: str) -> None:
    page = f"<main><h1>{title.replace('&', '&amp;')}</h1><p>Text.</p></main>"
    assert read_page("https://shop.test/", page.encode(), None).fields["title"] == title


def test_a_link_in_a_heading_stays_when_it_leads_elsewhere() -> None:
    page = b'<main><h1>A</h1><h2>See <a href="/b">prices</a></h2><p>Text.</p></main>'
    body = read_page("https://shop.test/", page, None).fields["body"]
    assert "## See [prices](https://shop.test/b)" in body


@pytest.mark.parametrize(
    ("content", "leads"),
    [
        ("0; url=/new", "https://shop.test/new"),
        ("0;URL='/new'", "https://shop.test/new"),
        ("3, /new", "https://shop.test/new"),
        ("300; url=/new", None),
        ("5", None),
        ("0; url=http://[", None),
    ],
)
def test_a_page_says_where_it_sends_its_readers(content: str, leads: str | None) -> None:
    page = f'<meta http-equiv="Refresh" content="{content}"><p>x</p>'
    assert read_page("https://shop.test/old", page.encode(), None).refresh == leads


@pytest.mark.parametrize("title", ["index.html", "Untitled Document", "prices_final_v3", "Home"])
def test_a_title_that_is_a_file_name_is_none(title: str) -> None:
    page = f"<title>{title}</title><main><h2>Spare parts</h2><p>Text.</p></main>"
    assert read_page("https://shop.test/", page.encode(), None).fields["title"] == "Spare parts"


def test_addresses_that_are_none_are_survived() -> None:
    page = (
        b'<base href="http://["><link rel=canonical href="http://["><p>x <a href="http://[">y</a>'
    )
    found = read_page("https://shop.test/", page, None)
    assert (found.canonical, found.fields["body"]) == (None, "x y")


def test_what_is_struck_out_is_not_said() -> None:
    """Neither "20 EUR 15 EUR" nor the old price alone: who reads the page sees the new one."""
    page = b"<body><main><h1>A</h1><p>It costs <s>20 EUR</s> <del>18 EUR</del> 15 EUR.</p></main>"
    found = read_page("https://shop.test/", page, None)
    assert found.fields["body"] == "It costs 15 EUR."
    assert found.notes == (
        "Struck-out text was skipped: “20 EUR”",
        "Struck-out text was skipped: “18 EUR”",
    )
