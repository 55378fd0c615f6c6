"""Exports of other help desks and wikis: their texts, their addresses, and who may read them."""

import json
from typing import Any

import pytest

from switchboard.documents.document import Document, Unreadable
from switchboard.documents.reading import read_file
from switchboard.documents.structured import from_json
from switchboard.documents.visibility import visibility

ZENDESK = {
    "articles": [
        {
            "id": 360001234567,
            "url": "https://x.zendesk.com/api/v2/help_center/en-us/articles/1.json",
            "html_url": "https://x.zendesk.com/hc/en-us/articles/1",
            "title": "Returns &amp; refunds",
            "body": "<h2>How long</h2><p>You have <b>44 days</b>.</p><ul><li>unused</li></ul>",
            "locale": "en-us",
            "draft": False,
            "user_segment_id": None,
            "section_id": 7,
        },
        {"id": 2, "title": "New prices", "body": "<p>9 EUR</p>", "locale": "de", "draft": True},
        {"id": 3, "title": "For agents", "body": "<p>Secret</p>", "user_segment_id": 11},
        {"id": 4, "title": "Signed in", "body": "<p>Hello</p>", "user_segment_id": 12},
        {"id": 5, "title": "Some", "body": "<p>VIP</p>", "user_segment_id": 99},
    ],
    "sections": [{"id": 7, "name": "Orders"}],
    "user_segments": [
        {"id": 11, "user_type": "staff"},
        {"id": 12, "user_type": "signed_in_users", "tags": []},
        {"id": 99, "user_type": "signed_in_users", "tags": ["vip"]},
    ],
}
INTERCOM = {
    "type": "list",
    "data": [
        {
            "type": "article",
            "id": "55",
            "title": "Delivery",
            "description": "How long it takes",
            "body": "<p>Two days.</p>",
            "state": "published",
            "url": "https://help.x.test/en/articles/55-delivery",
            "default_locale": "en",
            "translated_content": {
                "type": "article_translated_content",
                "en": {"type": "article_content", "title": "Delivery", "body": "<p>Two days.</p>"},
                "de": {
                    "type": "article_content",
                    "title": "Lieferung",
                    "body": "<p>Zwei Tage.</p>",
                    "state": "draft",
                },
            },
        },
        {
            "type": "article",
            "id": "56",
            "title": "Embargo",
            "body": "<p>9 EUR</p>",
            "state": "draft",
        },
    ],
}
FRESHDESK = [
    {
        "category": {
            "name": "General",
            "folders": [
                {
                    "name": "Public",
                    "visibility": 1,
                    "articles": [
                        {"id": 1, "title": "A", "description": "<p>Text</p>", "status": 2},
                        {"id": 2, "title": "B", "description": "<p>Text</p>", "status": 1},
                    ],
                },
                {
                    "name": "Team",
                    "visibility": 3,
                    "articles": [{"id": 3, "title": "C", "description": "<p>x</p>", "status": 2}],
                },
                {
                    "name": "Companies",
                    "visibility": 4,
                    "articles": [{"id": 4, "title": "D", "description": "<p>x</p>", "status": 2}],
                },
            ],
        }
    }
]
STORAGE = (
    '<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">How long?</ac:parameter>'
    "<ac:rich-text-body><p>44 days.</p></ac:rich-text-body></ac:structured-macro>"
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">sh</ac:parameter>'
    "<ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro>"
    '<p>See <ac:link><ri:page ri:content-title="Prices" /></ac:link>.</p>'
    '<table><tr><td><ac:emoticon ac:emoji-fallback="Yes"/></td><td>b</td></tr></table>'
)
CONFLUENCE = {
    "results": [
        {
            "id": "1",
            "type": "page",
            "status": "current",
            "title": "Returns",
            "body": {"storage": {"value": STORAGE, "representation": "storage"}},
            "_links": {"webui": "/spaces/HELP/pages/1/Returns"},
            "restrictions": {
                "read": {"restrictions": {"user": {"results": []}, "group": {"results": []}}}
            },
        },
        {
            "id": "2",
            "type": "page",
            "status": "draft",
            "title": "Later",
            "body": {"storage": {"value": "<p>x</p>"}},
        },
        {
            "id": "3",
            "type": "page",
            "status": "current",
            "title": "Board",
            "body": {"view": {"value": "<p>x</p>"}},
            "restrictions": {"read": {"restrictions": {"group": {"results": [{"name": "board"}]}}}},
        },
        {
            "id": "4",
            "type": "page",
            "status": "trashed",
            "title": "Gone",
            "body": {"storage": {"value": "<p>x</p>"}},
        },
        {
            "id": "5",
            "type": "comment",
            "title": "Re: Returns",
            "body": {"storage": {"value": "<p>?</p>"}},
        },
    ],
    "_links": {"base": "https://x.atlassian.net/wiki"},
}


def text(words: str, **more: Any) -> dict[str, Any]:
    """Rich text of Notion's."""
    return {"plain_text": words, "annotations": {}, "href": None, **more}


def page(title: str, status: str | None, *blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A page of Notion's."""
    properties: dict[str, Any] = {"Name": {"type": "title", "title": [text(title)]}}
    if status:
        properties["Status"] = {"type": "status", "status": {"name": status}}
    return {"object": "page", "id": title * 8, "properties": properties, "children": blocks, **more}


def block(kind: str, words: str, **more: Any) -> dict[str, Any]:
    """A block of Notion's."""
    return {"type": kind, kind: {"rich_text": [text(words)], **more}}


NOTION = {
    "object": "list",
    "results": [
        page(
            "Returns",
            "Published",
            block("heading_2", "How long"),
            block("paragraph", "44 days."),
            {**block("toggle", "And gifts?"), "children": [block("paragraph", "The same.")]},
            block("bulleted_list_item", "unused"),
            block("bulleted_list_item", "in its box"),
            {
                "type": "table",
                "table": {},
                "children": [
                    {
                        "type": "table_row",
                        "table_row": {"cells": [[text("Land")], [text("Price")]]},
                    },
                    {
                        "type": "table_row",
                        "table_row": {"cells": [[text("Spain")], [text("4 EUR")]]},
                    },
                ],
            },
            url="https://www.notion.so/Returns-1",
        ),
        page("Prices", "In review", block("paragraph", "9 EUR")),
        page("Old", None, block("paragraph", "x"), archived=True),
        page("Trash", None, block("paragraph", "x"), in_trash=True),
    ],
}


def read(export: Any) -> dict[str, Document]:
    """The documents of an export, by their titles or names."""
    found = read_file("export.json", json.dumps(export).encode())
    return {str(document.fields.get("title", document.name)): document for document in found}


def rights(export: Any) -> dict[str, tuple[str, str]]:
    """Status and audience of each."""
    return {
        title: (
            document.fields.get("status", "published"),
            document.fields.get("audience", "public"),
        )
        for title, document in read(export).items()
        if not document.left_out
    }


def test_zendesk() -> None:
    found = read(ZENDESK)
    returns = found["Returns & refunds"]
    assert returns.fields["body"] == "## How long\n\nYou have **44 days**.\n\n- unused"
    assert returns.fields["url"] == "https://x.zendesk.com/hc/en-us/articles/1"
    assert (returns.fields["language"], returns.fields["category"]) == ("en-US", "Orders")
    assert rights(ZENDESK) == {
        "Returns & refunds": ("published", "public"),
        "New prices": ("draft", "public"),
        "For agents": ("published", "staff"),
        "Signed in": ("published", "customers"),
        "Some": ("draft", "staff"),
    }
    assert "for some readers only" in found["Some"].notes[0]


def test_intercom() -> None:
    found = read(INTERCOM)
    assert found["Delivery"].fields["body"] == "Two days."
    assert found["Delivery"].fields["url"] == "https://help.x.test/en/articles/55-delivery"
    assert (found["Lieferung"].fields["language"], found["Lieferung"].name) == (
        "de",
        "export.json#55.de",
    )
    assert rights(INTERCOM) == {
        "Delivery": ("published", "public"),
        "Lieferung": ("draft", "public"),
        "Embargo": ("draft", "public"),
    }


def test_freshdesk() -> None:
    assert read(FRESHDESK)["A"].fields["category"] == "Public"
    assert rights(FRESHDESK) == {
        "A": ("published", "public"),
        "B": ("draft", "public"),
        "C": ("published", "staff"),
        "D": ("draft", "staff"),
    }
    single = [
        {"id": 9, "title": "E", "description": "<p>x</p>", "status": 2, "folder": {"visibility": 2}}
    ]
    assert rights(single) == {"E": ("published", "customers")}


def test_confluence() -> None:
    found = read(CONFLUENCE)
    body = found["Returns"].fields["body"]
    assert body.startswith("### How long?\n\n44 days.\n\n```\na < b\n```\n\nSee Prices.")
    assert "Yes" in body
    assert found["Returns"].fields["url"] == (
        "https://x.atlassian.net/wiki/spaces/HELP/pages/1/Returns"
    )
    assert rights(CONFLUENCE) == {
        "Returns": ("published", "public"),
        "Later": ("draft", "public"),
        "Board": ("draft", "staff"),
    }
    left_out = {document.left_out for document in found.values() if document.left_out}
    assert left_out == {
        "Deleted in the system it was exported from.",
        "It is no article but a comment.",
    }


def test_notion() -> None:
    found = read(NOTION)
    assert found["Returns"].fields["body"] == (
        "## How long\n\n44 days.\n\n### And gifts?\n\nThe same.\n\n- unused\n- in its box\n\n"
        "| Land | Price |\n|---|---|\n| Spain | 4 EUR |"
    )
    assert rights(NOTION) == {
        "Returns": ("published", "public"),
        "Prices": ("draft", "public"),
        "Old": ("draft", "public"),
    }


@pytest.mark.parametrize(
    ("said", "status", "audience"),
    [
        ({}, None, None),
        ({"status": "publish"}, "published", None),
        ({"status": "in review"}, "draft", None),
        ({"status": 1}, "draft", None),
        ({"state": {"name": "Entwurf"}}, "draft", None),
        ({"isDraft": True}, "draft", None),
        ({"draft": "false"}, None, None),
        ({"published": False}, "draft", None),
        ({"published_at": None}, "draft", None),
        ({"publish_at": "2999-01-01"}, "draft", None),
        ({"publish_at": "2001-01-01T00:00:00Z"}, None, None),
        ({"embargo_until": "next spring"}, "draft", None),
        ({"scheduledAt": 32503680000}, "draft", None),
        ({"expires_at": "2001-01-01"}, "draft", None),
        ({"archived": True}, "draft", None),
        ({"internal": True}, None, "staff"),
        ({"is_public": False}, None, "staff"),
        ({"status": "private"}, None, "staff"),
        ({"visibility": "logged-in users"}, None, "customers"),
        ({"audience": ["public", "staff"]}, None, "staff"),
        ({"visibility": "gold partners"}, "draft", "staff"),
        ({"audience": 7}, "draft", "staff"),
        ({"login_required": "yes"}, None, "customers"),
        ({"user_segment_ids": []}, None, None),
        ({"allowed_groups": ["board"]}, "draft", "staff"),
        ({"private": True, "visibility": "public"}, None, "staff"),
    ],
)
def test_what_is_not_for_everybody_stays_so(
    said: dict[str, Any], status: str | None, audience: str | None
) -> None:
    found = visibility(said)
    assert (found.status, found.audience) == (status, audience)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("draft: true", {"status": "draft"}),
        ("published: false", {"status": "draft"}),
        ("date: 2999-01-01", {"status": "draft"}),
        ("visibility: internal", {"audience": "staff"}),
        (
            "status: published\naudience: customers",
            {"status": "published", "audience": "customers"},
        ),
    ],
)
def test_front_matter_says_it_too(front: str, expected: dict[str, str]) -> None:
    [found] = read_file("a.md", f"---\n{front}\n---\n# A\n\nText.".encode())
    said = {key: found.fields[key] for key in ("status", "audience") if key in found.fields}
    assert said == expected


@pytest.mark.parametrize(("status", "expected"), [("Draft", "draft"), ("Published", "published")])
def test_notions_files_say_it_below_their_title(status: str, expected: str) -> None:
    text = f"# Returns\n\nStatus: {status}\nTags: shop\n\nYou have 44 days."
    name = "Help/Returns 0123456789abcdef0123456789abcdef.md"
    [found] = read_file(name, text.encode())
    assert (found.fields["status"], found.fields["slug"]) == (expected, "returns")


def test_a_text_in_an_unknown_form_is_a_draft_of_its_words() -> None:
    body = {"root": {"children": [{"text": "44 days"}]}, "children": [{"text": "44 days"}]}
    [found] = from_json("x.json", [{"title": "A", "content": body}])
    assert (found.fields["status"], found.fields["body"]) == ("draft", "44 days")


@pytest.mark.parametrize(
    "value",
    [
        {"a": [{"b": [{"title": "Deep", "body": "x"}]}]},
        [[{"title": "In a list", "body": "x"}]],
        {"title": {"rendered": "WordPress"}, "content": {"rendered": "<p>x</p>"}},
    ],
)
def test_articles_are_found_wherever_they_are(value: Any) -> None:
    assert len([each for each in from_json("x.json", value) if each.fields.get("body")]) == 1


def test_deep_and_endless_json_is_refused() -> None:
    deep = "[" * 200 + '{"title": "A", "body": "x"}' + "]" * 200
    wrapped = '{"a":' * 200 + '{"title": "A", "body": "x"}' + "}" * 200
    for source in (deep, wrapped, "[" * 100_000, "1" * 100_000):
        with pytest.raises(Unreadable):
            read_file("a.json", source.encode())
    many = [{"title": f"T{number}", "body": "x"} for number in range(5_001)]
    assert len(from_json("x.json", many[:5_000])) == 5_000
    with pytest.raises(Unreadable, match="more than 5,000 articles"):
        from_json("x.json", many)
