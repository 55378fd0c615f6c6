"""Each limit of docs/guides/importing-articles.md, at its edge and just beyond it."""

import zipfile
from pathlib import Path

import pytest

from switchboard.documents import Document, Parser, Unreadable
from switchboard.documents.archive import check_members
from switchboard.documents.divide import divide
from switchboard.documents.limits import ARCHIVE_UNPACKED_BYTES
from switchboard.documents.reading import check_size
from switchboard.documents.table import read_csv
from tests.support.papers import empty_pdf, zipped


@pytest.mark.parametrize("ending", [".md", ".markdown", ".html", ".htm", ".csv", ".json", ".txt"])
def test_a_file_of_text_has_5_mb(ending: str) -> None:
    check_size(ending, 5_000_000)
    with pytest.raises(Unreadable, match="larger than 5 MB"):
        check_size(ending, 5_000_001)


async def test_5_mb_of_text_are_read(parser: Parser) -> None:
    found = await parser.file("a.md", b"word " * 1_000_000)
    assert sum(str(part.fields["body"]).count("word") for part in found) == 1_000_000
    with pytest.raises(Unreadable, match="larger than 5 MB"):
        await parser.file("a.md", b"word " * 1_000_000 + b"x")


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_pdf_or_word_document_has_25_mb(ending: str) -> None:
    check_size(ending, 25_000_000)
    with pytest.raises(Unreadable, match="larger than 25 MB"):
        check_size(ending, 25_000_001)


async def test_a_pdf_has_2000_pages(parser: Parser) -> None:
    with pytest.raises(Unreadable, match="only images"):
        await parser.file("a.pdf", empty_pdf(2_000))
    with pytest.raises(Unreadable, match="2,001 pages"):
        await parser.file("a.pdf", empty_pdf(2_001))


def test_a_zip_has_60_mb() -> None:
    check_size(".zip", 60_000_000)
    with pytest.raises(Unreadable, match="larger than 60 MB"):
        check_size(".zip", 60_000_001)


async def test_a_zip_has_5000_files(parser: Parser, tmp_path: Path) -> None:
    unpacked = await parser.unpack(zipped({f"{n}.md": b"x" for n in range(5_000)}), tmp_path)
    assert len(unpacked.files) == 5_000
    with pytest.raises(Unreadable, match="5,001 files"):
        await parser.unpack(zipped({f"{n}.md": b"" for n in range(5_001)}), tmp_path)


def test_a_zip_unpacks_to_250_mb() -> None:
    member = zipfile.ZipInfo("a.pdf")
    member.file_size = member.compress_size = 250_000_000
    check_members([member], ARCHIVE_UNPACKED_BYTES)
    member.file_size += 1
    with pytest.raises(Unreadable, match="larger than 250 MB"):
        check_members([member], ARCHIVE_UNPACKED_BYTES)


def test_a_table_has_50000_rows_of_200_columns() -> None:
    row = "How long?,60 days"
    assert len(read_csv("a.csv", "\n".join(["question,answer", *[row] * 49_999]))) == 1
    with pytest.raises(Unreadable, match="at most 50,000 rows"):
        read_csv("a.csv", "\n".join(["question,answer", *[row] * 50_000]))
    wide = ",".join(["question", "answer", *["x"] * 198])
    assert len(read_csv("a.csv", f"{wide}\n{row}")) == 1
    with pytest.raises(Unreadable, match="200 columns"):
        read_csv("a.csv", f"{wide},x\n{row}")


def test_a_table_has_5000_articles() -> None:
    rows = [f"Question {number}?,Answer {number}" for number in range(5_001)]
    assert len(read_csv("a.csv", "\n".join(["question,answer", *rows[:5_000]]))) == 5_000
    with pytest.raises(Unreadable, match="more than 5,000 articles"):
        read_csv("a.csv", "\n".join(["question,answer", *rows]))


def test_an_article_has_150_kb() -> None:
    assert len(divide(Document("a", {"title": "A", "body": "x" * 150_000}))) == 1
    assert len(divide(Document("a", {"title": "A", "body": "x" * 150_001}))) == 2
