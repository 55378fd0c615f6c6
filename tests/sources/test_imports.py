"""Files come in by a form: each says what came of it, and a broken one stops no other."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.sources.conftest import ARTICLES, SOURCES, Fetching
from tests.support.papers import pdf, word, zipped

IMPORT = "/api/v1/knowledge/import"
Files = list[tuple[str, bytes]]


async def send(fetching: Fetching, *files: tuple[str, bytes], **fields: str) -> dict[str, Any]:
    """Send files as a browser's form does."""
    answer = await _send(fetching, list(files), fields)
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()
    return result


async def _send(fetching: Fetching, files: Files, fields: dict[str, str]) -> httpx.Response:
    form = [("files", (name, data)) for name, data in files]
    return await fetching.workspace.call("POST", IMPORT, files=form, data=fields)


async def test_files_of_every_kind_come_in(fetching: Fetching) -> None:
    inside = {
        "help/refunds.de.md": b"# Erstattung\n\nDas Geld kommt nach drei Tagen.",
        "help/broken.json": b"{",
        "notes.txt": "Geschäfte\n\nSie finden uns in Köln und in Aachen.".encode("cp1252"),
    }
    result = await send(
        fetching,
        ("returns.en.pdf", pdf([[("Returns", 24), ("Sixty days.", 11)]])),
        ("sizes.docx", word()),
        ("faq.csv", b"Pregunta;Respuesta\nA donde envian?;A toda Espana.\nA que sitios?;A toda"),
        ("page.html", b"<html lang=es><title>Regalos</title><p>Los envolvemos gratis.</p>"),
        ("all.zip", zipped(inside)),
        ("virus.exe", b"MZ"),
    )
    assert (result["created"], result["updated"], result["unchanged"]) == (7, 0, 0)
    errors = {error["name"]: error["detail"] for error in result["errors"]}
    assert errors["all.zip/help/broken.json"] == "The file is not valid JSON (line 1)."
    assert errors["virus.exe"].startswith("Only .md")
    articles = await fetching.articles()
    assert articles["Erstattung"]["language"] == "de"
    assert articles["Regalos"]["language"] == "es"
    assert articles["Geschäfte"]["language"] == "de"
    [source] = (await fetching.workspace.get(SOURCES))["items"]
    assert (source["kind"], source["name"], source["state"]) == (
        "upload",
        "Uploaded files",
        "incomplete",
    )
    assert source["counts"]["errors"] == 2
    assert set(await fetching.documents(source["id"], "error")) == {
        "all.zip/help/broken.json",
        "virus.exe",
    }


async def test_the_same_file_changes_nothing_and_edits_are_kept(fetching: Fetching) -> None:
    first = ("returns.md", b"# Returns\n\nSixty days.")
    await send(fetching, first)
    assert (await send(fetching, first))["unchanged"] == 1
    assert (await send(fetching, ("returns.md", b"# Returns\n\nNinety days.")))["updated"] == 1
    article = (await fetching.articles())["Returns"]
    await fetching.workspace.patch(f"{ARTICLES}/{article['id']}", {"body": "By hand."})
    newer = ("returns.md", b"# Returns\n\nA year.")
    kept = await send(fetching, newer)
    assert (kept["updated"], kept["errors"][0]["name"]) == (0, "returns.md")
    assert "edited here" in kept["errors"][0]["detail"]
    assert (await fetching.articles())["Returns"]["body"] == "By hand."
    assert (await send(fetching, newer, overwrite="true"))["updated"] == 1
    assert (await fetching.articles())["Returns"]["body"] == "# Returns\n\nA year."


async def test_files_of_one_drop_are_one_source(fetching: Fetching) -> None:
    files = [(f"{number}.md", f"# Title {number}\n\nText.".encode()) for number in range(6)]
    await asyncio.gather(*(send(fetching, file) for file in files))
    [source] = (await fetching.workspace.get(SOURCES))["items"]
    assert source["counts"]["articles"] == 6


async def test_the_form_says_language_audience_and_where_they_belong(fetching: Fetching) -> None:
    source = await fetching.workspace.post(SOURCES, {"kind": "upload", "name": "Handbook"})
    options = {"language": "de", "audience": "staff", "source_id": source["id"]}
    await send(fetching, ("a.md", b"# Title\n\nEnglish words, in truth."), **options)
    article = (await fetching.articles())["Title"]
    assert (article["language"], article["audience"]) == ("de", "staff")
    assert (await fetching.source(source["id"]))["counts"]["articles"] == 1


@pytest.mark.parametrize(
    ("files", "fields", "status"),
    [
        ([], {"language": "en"}, 422),
        ([("a.md", b"x")], {"language": "klingon!"}, 422),
        ([("a.md", b"x")], {"audience": "nobody"}, 422),
        ([("a.md", b"x")], {"source_id": "src_nobody"}, 404),
    ],
)
async def test_a_form_that_cannot_be_meant_is_refused(
    fetching: Fetching, files: Files, fields: dict[str, str], status: int
) -> None:
    answer = await _send(fetching, files or [("", b"")], fields)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
