"""Articles come in from files; what is wrong with one is said, and stops no other."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.documents import reading
from switchboard.documents.document import Document, Unreadable
from tests.support.workspace import WorkspaceUnderTest

IMPORT = "/api/v1/knowledge/import"


def read_file(name: str, text: str) -> list[Document]:
    """The articles in a file of this text."""
    return reading.read_file(name, text.encode("utf-8", "replace"))


MARKDOWN = """---
title: Returns
language: de
questions:
- Wie lange?
- 60
audience: staff
status: draft
url: https://shop.test/returns
unknown: ignored
---
# Heading
Text.
"""


def test_front_matter_says_what_the_article_is() -> None:
    [source] = read_file("returns.en.md", MARKDOWN)
    assert source.fields == {
        "title": "Returns",
        "slug": "returns",
        "language": "de",
        "questions": ["Wie lange?", "60"],
        "audience": "staff",
        "status": "draft",
        "url": "https://shop.test/returns",
        "body": "# Heading\nText.",
    }


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a/gift-cards.es.md",
            "Hola.",
            {"slug": "gift-cards", "language": "es", "title": "gift cards"},
        ),
        ("gift-cards.md", "# Our *cards*\nHi.", {"slug": "gift-cards", "title": "Our *cards*"}),
        ("x.pt-BR.md", "Oi.", {"slug": "x", "language": "pt-BR"}),
        ("v2.1-notes.md", "Hi.", {"slug": "v2-1-notes"}),
    ],
)
def test_the_file_name_says_what_front_matter_does_not(
    name: str, text: str, expected: dict[str, str]
) -> None:
    [source] = read_file(name, text)
    assert {key: source.fields[key] for key in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"id": 7, "title": "T", "content": "C"}',
        '[{"id": 7, "title": "T", "content": "C"}]',
        '{"articles": [{"id": 7, "title": "T", "content": "C"}]}',
        '[{"slug": "7", "title": "T", "body": "C", "author": "ignored"}]',
    ],
)
def test_json_comes_in_several_shapes(text: str) -> None:
    [source] = read_file("help.json", text)
    assert source.fields == {"slug": "7", "title": "T", "body": "C"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", "{", "not valid JSON (line 1)"),
        ("a.json", "[" * 100_000, "not valid JSON"),
        ("a.md", "---\ntitle: [\n---\nx", "not YAML"),
        ("a.exe", "x", "Only .md"),
        ("a.md", "x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_an_unreadable_file_says_why(name: str, text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said.replace("(", r"\(").replace(")", r"\)")):
        read_file(name, text)


@given(st.sampled_from(["a.md", "a.json", "a.de.md"]), st.text(max_size=200))
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    with suppress(Unreadable):
        assert all(source.name.startswith(name) for source in read_file(name, text))


@given(st.text(alphabet="-:[]{}&*!|>'\"%@ \nab1", max_size=80))
def test_any_front_matter_is_read_or_refused(yaml: str) -> None:
    with suppress(Unreadable):
        [source] = read_file("a.md", f"---\n{yaml}\n---\nText.")
        assert str(source.fields["body"]).endswith("Text.")


async def test_articles_and_files_come_in_by_the_api(workspace: WorkspaceUnderTest) -> None:
    body = {
        "articles": [{"title": "One", "body": "x"}, {"title": ""}, {"title": "One", "body": "y"}],
        "files": [{"name": "two.md", "text": "# Two"}, {"name": "three.json", "text": "nonsense"}],
        "language": "es",
    }
    result = await workspace.post(IMPORT, body)
    assert (result["created"], result["updated"], result["unchanged"]) == (3, 0, 0)
    assert [error["name"] for error in result["errors"]] == ["#2", "three.json"]
    again = await workspace.post(IMPORT, body)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 3)
    listed = await workspace.get("/api/v1/knowledge/articles", params={"language": "es"})
    assert {item["title"] for item in listed["items"]} == {"One", "Two"}


@pytest.mark.parametrize(
    "body", [{"articles": 5}, {"articles": ["x"]}, {"files": [{"name": "a.md"}]}, []]
)
async def test_a_malformed_import_is_refused(workspace: WorkspaceUnderTest, body: Any) -> None:
    answer = await workspace.call("POST", IMPORT, json=body)
    assert answer.status_code == 422
