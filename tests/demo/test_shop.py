"""The sample shop's page keeps to a strict content security policy and stays small."""

import re
from html.parser import HTMLParser
from pathlib import Path

SHOP = Path(__file__).parents[2] / "switchboard" / "demo" / "shop"
PAGE = (SHOP / "index.html").read_text(encoding="utf-8")


class Page(HTMLParser):
    """Collects the start tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(PAGE)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_snippet_has_one_place_in_the_head() -> None:
    head = PAGE.partition("</head>")[0]
    assert PAGE.count("<!-- switchboard:snippet -->") == 1
    assert "<!-- switchboard:snippet -->" in head


def test_nothing_is_inline_and_nothing_comes_from_elsewhere() -> None:
    tags = Page().tags
    assert [tag for tag, _ in tags if tag in {"style", "iframe"}] == []
    scripts = [attrs.get("src") or "" for tag, attrs in tags if tag == "script"]
    assert [src for src in scripts if not (SHOP / src.removeprefix("/demo/")).is_file()] == []
    names = {name for _, attrs in tags for name in attrs}
    assert "style" not in names
    assert [name for name in names if name.startswith("on")] == []
    links = [attrs["href"] or "" for _, attrs in tags if "href" in attrs]
    assert [link for link in links if not link.startswith(("#", "/demo/"))] == []
    assert "url(" not in (SHOP / "shop.css").read_text(encoding="utf-8")


def test_links_lead_to_files_and_headings_that_exist() -> None:
    tags = Page().tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for link in (attrs["href"] or "" for _, attrs in tags if "href" in attrs):
        if link.startswith("#"):
            assert link[1:] in ids
        else:
            assert (SHOP / link.removeprefix("/demo/")).is_file()
    named = [value for _, attrs in tags if (value := attrs.get("aria-labelledby"))]
    assert set(named) <= set(ids)


def test_the_page_is_small_and_says_what_it_is() -> None:
    assert sum(path.stat().st_size for path in SHOP.iterdir()) < 60_000
    text = re.sub(r"<[^>]+>", "", PAGE)
    assert "This is a sample shop that shows the Switchboard chat" in text
