"""Each kind of file becomes articles, with its headings, lists and tables."""

import pytest

from switchboard.documents import Document, Parser, Unreadable
from switchboard.documents.divide import divide
from switchboard.documents.table import read_csv
from tests.support.papers import pdf, word, zipped


async def test_a_pdf_has_headings_where_letters_are_larger(parser: Parser) -> None:
    pages = [
        [
            ("Shop handbook, page 1", 8),
            ("Returns", 24),
            ("You have sixty days to send some-", 11),
            ("thing back.", 11),
            ("", 11),
            ("Another paragraph.", 11),
            ("\u2022 an item", 11),
        ],
        [("Shop handbook, page 2", 8), ("Sale items", 16), ("The same sixty days.", 11)],
        [("Shop handbook, page 3", 8), ("More (in brackets).", 11)],
    ]
    [found] = await parser.file("handbook.en.pdf", pdf(pages))
    assert found.fields["title"] == "Returns"
    assert found.fields["language"] == "en"
    assert found.fields["body"].split("\n\n") == [
        "# Returns",
        "You have sixty days to send something back.",
        "Another paragraph.",
        "- an item",
        "## Sale items",
        "The same sixty days.",
        "More (in brackets).",
    ]
    [named] = await parser.file("x.pdf", pdf(pages, title="The handbook"))
    assert named.fields["title"] == "The handbook"


async def test_a_word_document_keeps_its_shape(parser: Parser) -> None:
    [found] = await parser.file("returns.docx", word())
    assert found.fields["title"] == "Returns"
    assert found.fields["body"].split("\n\n") == [
        "# How long",
        "You have **60 days**",
        "- unused\n- in its box",
        "1. print the label",
        "| Country | Price |\n|---|---|\n| Spain | 4 \\| 5 |",
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("question,answer\nHow long?,60 days\nUntil when?,60 days\n", "utf-8"),
        ("Frage;Antwort\nHow long?;60 days\nUntil when?;60 days\n", "utf-8-sig"),
        ("Pregunta\tRespuesta\nHow long?\t60 days\nUntil when?\t60 days\n", "utf-16"),
        ("How long?,60 days\nUntil when?,60 days\n", "utf-8"),
        ("answer,title,question\n60 days,,How long?\n60 days,,Until when?\n", "cp1252"),
    ],
)
async def test_questions_with_one_answer_are_one_article(
    parser: Parser, text: str, encoding: str
) -> None:
    [found] = await parser.file("faq.csv", text.encode(encoding))
    assert found.fields["questions"] == ["How long?", "Until when?"]
    assert (found.fields["title"], found.fields["body"]) == ("How long?", "60 days")


def test_an_answer_in_two_languages_is_two_articles() -> None:
    text = "question;answer;language;audience\nA?;x;en;staff\nB?;x;de;public\nC?;;;\n"
    first, second, third = read_csv("faq.csv", text)
    assert (first.fields["language"], first.fields["audience"]) == ("en", "staff")
    assert second.fields["language"] == "de"
    assert (third.name, third.fields["body"]) == ("faq.csv#c", "")


async def test_encodings_are_found_out(parser: Parser) -> None:
    text = "Rückgabe\n\nGrüße aus Köln: Sie können alles zurückgeben, größere Möbel auch."
    [found] = await parser.file("rueckgabe.txt", text.encode("cp1252"))
    assert found.fields["title"] == "Rückgabe"
    assert "größere Möbel" in found.fields["body"]


def test_a_long_document_becomes_several_articles() -> None:
    sections = "\n".join(f"## Section {n}\n\n" + "word " * 6_000 for n in range(12))
    parts = divide(Document("book.md", {"title": "Book", "slug": "book", "body": sections}))
    assert [part.fields["slug"] for part in parts] == ["book", "book-2", "book-3"]
    assert parts[1].fields["title"] == "Book: Section 4 (2/3)"
    assert "".join(part.fields["body"] for part in parts).count("word") == 72_000


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"not at all", "isn't a valid PDF"),
        ("a.pdf", b"%PDF-1.7 and then nothing", "isn't a valid PDF"),
        ("a.pdf", pdf([[]]), "only images"),
        ("a.docx", b"hello", "isn't a valid Word document"),
        ("a.docx", zipped({"x": b"y"}), "isn't a valid Word document"),
        ("a.md", b"---\na: [\n---\nx", "front matter"),
        ("a.md", pdf([[("x", 9)]]), "isn't a valid .md file"),
        ("a.json", b"{", "not valid JSON"),
        ("a.json", b"[" * 100_000, "not valid JSON"),
        ("a.csv", b"", "Nothing to import"),
        ("a.csv", b"one\ntwo", "two columns"),
        ("a.exe", b"MZ", "Only .md"),
        ("a.md", b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
async def test_what_is_wrong_is_said(parser: Parser, name: str, data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        await parser.file(name, data)
