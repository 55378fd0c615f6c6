"""Word documents as companies have them: templates, reviews, notes. Nothing is lost in silence."""

import pytest

from switchboard.documents import Parser, Unreadable
from tests.support.papers import with_member, word, word_of

CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(runs)}</w:p>"


def box(text: str) -> str:
    """A text box, as Word writes it: for itself, and again for programs that are older."""
    content = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def row(*cells: str) -> str:
    """A table's row."""
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (CONTROL.format(paragraph(run("It lasts 37 months."))), "It lasts 37 months."),
        (
            paragraph(run("Write to "), CONTROL.format(run("a desk")), run(" soon.")),
            "Write to a desk soon.",
        ),
        (CONTROL.format(CONTROL.format(paragraph(run("Deep.")))), "Deep."),
        (
            paragraph(
                run("Takes "),
                "<w:del><w:r><w:delText>14</w:delText></w:r></w:del>",
                f"<w:ins>{run('21')}</w:ins>",
                run(" days."),
            ),
            "Takes 21 days.",
        ),
        (
            paragraph("<w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom>")
            + paragraph(f"<w:moveTo>{run('Moved.')}</w:moveTo>"),
            "Moved.",
        ),
        (paragraph(run("Anchor."), box("Keep it.")), "Anchor.\n\nKeep it."),
        (
            paragraph(run("See "), f"<w:fldSimple>{run('page 4')}</w:fldSimple>", run(".")),
            "See page 4.",
        ),
        (
            paragraph(run("So "), "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>", run(".")),
            "So E=mc.",
        ),
        (paragraph(run("Seen."), run("Secret price", "<w:vanish/>")), "Seen."),
        (
            "<w:tbl>"
            + row(paragraph(run("Part")), paragraph(run("Covered")))
            + CONTROL.format(row(paragraph(run("Hinge")), paragraph(run("12 months"))))
            + "</w:tbl>",
            "| Part | Covered |\n|---|---|\n| Hinge | 12 months |",
        ),
        (
            "<w:tbl>"
            + row(paragraph(run("Part")), paragraph(run("Covered")))
            + row(
                paragraph(run("Plate")),
                paragraph(run("37 months, see the list"))
                + f"<w:tbl>{row(paragraph(run('19 EUR')))}</w:tbl>",
            )
            + "</w:tbl>",
            "| Part | Covered |\n|---|---|\n| Plate | 37 months, see the list 19 EUR |",
        ),
        (
            "<w:tbl>"
            + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
            + f"{paragraph(run('Both'))}</w:tc></w:tr>"
            + row(paragraph(run("a")), paragraph(run("b")))
            + "</w:tbl>",
            "| Both | Both |\n|---|---|\n| a | b |",
        ),
    ],
)
async def test_what_stands_in_a_document_is_read(parser: Parser, inner: str, expected: str) -> None:
    [found] = await parser.file("a.docx", word_of(inner))
    assert found.fields["body"] == expected


async def test_footnotes_stand_where_they_belong(parser: Parser) -> None:
    note = f'<w:footnote w:id="2">{paragraph(run("Sundays aside."))}</w:footnote>'
    body = paragraph(run("Within ten days"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("."))
    [found] = await parser.file("a.docx", word_of(body, footnotes=note))
    assert found.fields["body"] == "Within ten days (Sundays aside.)."


async def test_what_is_left_out_is_said(parser: Parser) -> None:
    body = paragraph(
        run("Kept."),
        run("Secret", "<w:vanish/>"),
        "<w:del><w:r><w:delText>Gone</w:delText></w:r></w:del>",
        "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>",
    )
    header = f"<w:hdr {'xmlns:w='}'http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    made = with_member(
        word_of(body), "word/header9.xml", f"{header}{paragraph(run('Head'))}</w:hdr>".encode()
    )
    [found] = await parser.file("a.docx", with_member(made, "word/comments.xml", b"<x/>"))
    assert found.notes == (
        "Images were skipped.",
        "Deleted text in tracked changes was skipped.",
        "Hidden text was skipped.",
        "Headers and footers were skipped.",
        "Comments were skipped.",
    )


@pytest.mark.parametrize(
    "name", ["word/document.xml", "word/styles.xml", "word/footnotes.xml", "docProps/core.xml"]
)
async def test_xml_that_reaches_outside_is_not_opened(parser: Parser, name: str) -> None:
    outside = b'<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]><x>&s;</x>'
    with pytest.raises(Unreadable):
        await parser.file("a.docx", with_member(word(), name, outside))


async def test_a_document_in_a_hundred_thousand_levels_is_survived(parser: Parser) -> None:
    deep = "<w:sdt><w:sdtContent>" * 100_000
    with pytest.raises(Unreadable):
        await parser.file("a.docx", word_of(deep))
    assert await parser.file("a.md", b"# Fine\nText.")
