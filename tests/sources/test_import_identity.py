"""A document is known by its source and its whole path: nothing else is ever replaced by it."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.conftest import ARTICLES, SOURCES, Fetching
from tests.sources.test_imports import IMPORT, send
from tests.support.papers import word, zipped

TREE = {
    "shipping/README.md": b"# Shipping\n\nParcels leave on Tuesdays.",
    "returns/README.md": b"# Returns\n\nYou have 44 days to return.",
    "shipping/index.html": b"<title>Hours</title><body><main><p>Open from nine.</p></main>",
    "returns/index.html": b"<title>Way</title><body><main><p>Take the tram.</p></main>",
}


async def by_slug(fetching: Fetching) -> dict[str, dict[str, Any]]:
    """The workspace's articles by slug and language."""
    listed = await fetching.workspace.get(ARTICLES, params={"limit": 100})
    return {f"{item['slug']}.{item['language']}": item for item in listed["items"]}


async def test_files_of_the_same_name_in_different_folders_stay_apart(fetching: Fetching) -> None:
    archive = ("help.zip", zipped(TREE))
    result = await send(fetching, archive, language="en")
    assert (result["created"], result["updated"], result["errors"]) == (4, 0, [])
    bodies = " ".join(item["body"] for item in (await fetching.articles()).values())
    assert all(text in bodies for text in ("Tuesdays", "44 days", "nine", "tram"))
    again = await send(fetching, archive, language="en")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 4)


async def test_two_archives_with_the_same_paths_stay_apart(fetching: Fetching) -> None:
    await send(fetching, ("a.zip", zipped({"README.md": b"# A\n\nText of a."})))
    result = await send(fetching, ("b.zip", zipped({"README.md": b"# B\n\nText of b."})))
    assert (result["created"], result["updated"]) == (1, 0)
    assert set(await fetching.articles()) == {"A", "B"}


async def test_two_files_of_one_name_in_one_form_stay_apart(fetching: Fetching) -> None:
    result = await send(fetching, ("README.md", b"# A\n\nText."), ("README.md", b"# B\n\nText."))
    assert (result["created"], result["updated"]) == (2, 0)


@pytest.mark.parametrize(
    "file", [("vouchers.md", b"# Old vouchers\n\nPaper."), ("vouchers.docx", word())]
)
async def test_an_article_written_by_hand_is_never_replaced(
    fetching: Fetching, file: tuple[str, bytes]
) -> None:
    given = {"title": "Vouchers", "slug": "vouchers", "body": "By hand.", "language": "en"}
    mine = await fetching.workspace.post(ARTICLES, given)
    for overwrite in ("false", "true"):
        result = await send(fetching, file, language="en", overwrite=overwrite)
        assert result["errors"] == []
        kept = await fetching.workspace.get(f"{ARTICLES}/{mine['id']}")
        assert (kept["body"], kept["version"]) == ("By hand.", 1)
        assert "not imported from here" in " ".join(note["detail"] for note in result["notes"])
    articles = await by_slug(fetching)
    assert {"vouchers.en", "vouchers-2.en"} == set(articles)
    [source] = (await fetching.workspace.get(SOURCES))["items"]
    [document] = (await fetching.documents(source["id"])).values()
    assert document["article_id"] == articles["vouchers-2.en"]["id"]
    assert "was not changed; this one is vouchers-2" in " ".join(document["notes"])


async def test_a_slug_that_is_named_replaces_nothing_either(fetching: Fetching) -> None:
    given = {"title": "Vouchers", "slug": "vouchers", "body": "By hand.", "language": "en"}
    mine = await fetching.workspace.post(ARTICLES, given)
    articles = [{"slug": "vouchers", "title": "Other", "body": "From a file.", "language": "en"}]
    for _ in range(2):
        await fetching.workspace.post(IMPORT, {"articles": articles})
    assert (await fetching.workspace.get(f"{ARTICLES}/{mine['id']}"))["body"] == "By hand."
    assert len(await by_slug(fetching)) == 2


async def test_another_source_replaces_nothing(fetching: Fetching) -> None:
    first = await fetching.workspace.post(SOURCES, {"kind": "upload", "name": "First"})
    second = await fetching.workspace.post(SOURCES, {"kind": "upload", "name": "Second"})
    await send(fetching, ("a.md", b"# A\n\nOne."), source_id=first["id"])
    result = await send(fetching, ("a.md", b"# A\n\nTwo."), source_id=second["id"])
    assert (result["created"], result["updated"]) == (1, 0)


async def test_a_row_put_in_between_moves_no_other(fetching: Fetching) -> None:
    """Rows and items are known by what they say, not by their number."""
    table = "question,answer\nHow long?,60 days\nHow much?,4 EUR\n"
    await send(fetching, ("faq.csv", table.encode()), language="en")
    more = table.replace("\nHow much", "\nWhere?,In Porto\nHow much")
    result = await send(fetching, ("faq.csv", more.encode()), language="en")
    assert (result["created"], result["updated"], result["unchanged"]) == (1, 0, 2)


async def test_translations_are_those_of_the_same_path(fetching: Fetching) -> None:
    files = {
        "a/overview.en.md": b"# Overview of a\n\nText.",
        "a/overview.de.md": b"# Uebersicht von a\n\nEin Text.",
        "b/overview.de.md": b"# Uebersicht von b\n\nEin anderer Text.",
        "en/gifts.md": b"---\nlanguage: en\n---\n# Gifts\n\nText.",
        "de/gifts.md": b"---\nlanguage: de\n---\n# Geschenke\n\nText.",
    }
    assert (await send(fetching, ("all.zip", zipped(files))))["created"] == 5
    articles = await fetching.articles()
    siblings = {
        title: {other["title"] for other in item["translations"]}
        for title, item in articles.items()
    }
    assert siblings == {
        "Overview of a": {"Uebersicht von a"},
        "Uebersicht von a": {"Overview of a"},
        "Uebersicht von b": set(),
        "Gifts": {"Geschenke"},
        "Geschenke": {"Gifts"},
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.md", b""),
        ("blank.txt", b" \n\t\r\n"),
        ("mark.md", b"\xef\xbb\xbf"),
        ("front.md", b"---\ntitle: Nothing\n---\n"),
        ("page.html", b"<html><body><nav>Menu</nav></body></html>"),
        ("list.json", b"[]"),
        ("object.json", b'{"articles": []}'),
        ("head.csv", b"question,answer\n"),
        ("empty.pdf", b""),
        ("empty.docx", b""),
    ],
)
async def test_an_empty_file_imports_nothing(fetching: Fetching, name: str, data: bytes) -> None:
    result = await send(fetching, (name, data))
    assert (result["created"], await fetching.articles()) == (0, {})
    assert result["errors"] == [{"name": name, "detail": "Nothing to import.", "edited": False}]
    [source] = (await fetching.workspace.get(SOURCES))["items"]
    assert (await fetching.states(source["id"])) == {name: "skipped"}


async def test_a_source_with_a_failed_document_is_not_up_to_date(fetching: Fetching) -> None:
    await send(fetching, ("a.md", b"# A\n\nText."))
    [source] = (await fetching.workspace.get(SOURCES))["items"]
    assert source["state"] == "ready"
    await send(fetching, ("a.json", b"{"))
    [source] = (await fetching.workspace.get(SOURCES))["items"]
    assert (source["state"], source["counts"]["errors"]) == ("incomplete", 1)
    await send(fetching, ("a.json", b'{"title": "B", "body": "Text."}'))
    assert (await fetching.source(source["id"]))["state"] == "ready"


@pytest.mark.parametrize(
    ("said", "option", "audience"),
    [("staff", "public", "staff"), ("public", "customers", "customers"), (None, "staff", "staff")],
)
async def test_an_audience_that_is_given_never_widens(
    fetching: Fetching, said: str | None, option: str, audience: str
) -> None:
    front = f"---\naudience: {said}\n---\n" if said else ""
    await send(fetching, ("a.md", f"{front}# A\n\nText.".encode()), audience=option)
    assert (await fetching.articles())["A"]["audience"] == audience


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.md",
        "..\\..\\windows\\system.md",
        "<img src=x onerror=alert(1)>.md",
        "a'); DROP TABLE articles; --.md",
        "\u202egnp.exe.md",
        "{{7*7}} ${7*7}.md",
        "a" * 255 + ".md",
        "CON.md",
    ],
)
async def test_a_file_name_is_only_a_name(fetching: Fetching, name: str) -> None:
    result = await send(fetching, (name, b"# A\n\nText."))
    assert (result["created"], result["errors"]) == (1, [])
    [source] = (await fetching.workspace.get(SOURCES))["items"]
    [document] = await fetching.documents(source["id"])
    assert "\u202e" not in document
    assert (await fetching.articles())["A"]["body"] == "# A\n\nText."
    assert not Path("/etc/passwd.md").exists()


async def test_translations_given_as_json_stay_apart(fetching: Fetching) -> None:
    for language, body in (("en", "Parcels leave daily."), ("es", "Salen cada día.")):
        article = {"title": "Shipping", "slug": "shipping", "body": body}
        asked = {"articles": [article], "language": language}
        for created in (1, 0):
            result = await fetching.workspace.post(IMPORT, json=asked)
            assert (result["created"], result["updated"], result["errors"]) == (created, 0, [])
    assert set(await by_slug(fetching)) == {"shipping.en", "shipping.es"}
