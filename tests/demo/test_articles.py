"""The demo shop's help articles and exam are complete, readable and agree with each other.

The exam's kinds: "usual" asks in the words of the articles, "own" in a customer's own words,
"near" is what a shop might know but nobody wrote, "offtopic" has nothing to do with the shop.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
import pytest

DEMO = Path(__file__).parents[2] / "switchboard" / "demo"
LANGUAGES = {"en", "es", "de"}
KEYS = {"category", "title", "slug", "language", "questions", "audience"}
WORD = re.compile(r"\w[\w’'.,:/-]*")


@dataclass(frozen=True)
class Article:
    """One file: its front matter and its Markdown."""

    meta: dict[str, Any]
    body: str


def _load() -> dict[str, Article]:
    posts = {path.name: frontmatter.load(str(path)) for path in DEMO.glob("articles/*.md")}
    return {name: Article(dict(post.metadata), post.content) for name, post in posts.items()}


ARTICLES = _load()
EXAM: list[dict[str, Any]] = json.loads((DEMO / "exam.json").read_text(encoding="utf-8"))


def _sections(body: str) -> list[tuple[str, str]]:
    """Heading and text of each `##` section; the part before the first heading has none."""
    parts = re.split(r"^## (.+)$", body, flags=re.MULTILINE)
    return [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]


def _plain(question: str) -> str:
    return " ".join(WORD.findall(question.casefold()))


def test_there_are_enough_articles_and_each_exists_in_every_language() -> None:
    languages: dict[str, set[str]] = {}
    for post in ARTICLES.values():
        languages.setdefault(post.meta["slug"], set()).add(post.meta["language"])
    assert len(languages) >= 34
    assert {slug: found for slug, found in languages.items() if found != LANGUAGES} == {}


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_front_matter_is_complete(name: str) -> None:
    post = ARTICLES[name]
    assert set(post.meta) == KEYS
    assert name == f"{post.meta['slug']}.{post.meta['language']}.md"
    assert post.meta["audience"] in {"public", "staff"}
    assert 5 <= len(post.meta["questions"]) <= 8
    assert len({_plain(question) for question in post.meta["questions"]}) == len(
        post.meta["questions"]
    )


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_each_section_can_be_quoted_alone(name: str) -> None:
    body = ARTICLES[name].body
    (_, opening), *sections = _sections(body)
    assert not opening.strip(), "text before the first heading has no heading to be quoted with"
    assert 2 <= len(sections) <= 4
    assert 120 <= len(WORD.findall(body)) <= 300
    lengths = {heading: len(WORD.findall(text)) for heading, text in sections}
    assert {heading: n for heading, n in lengths.items() if not 40 <= n <= 95} == {}


def test_titles_are_unique_within_a_language() -> None:
    titles = Counter((post.meta["language"], post.meta["title"]) for post in ARTICLES.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_an_article_has_one_audience_in_all_languages() -> None:
    audiences = {(post.meta["slug"], post.meta["audience"]) for post in ARTICLES.values()}
    assert len(audiences) == len({slug for slug, _ in audiences})


def test_numbers_agree_between_the_languages() -> None:
    """A price or a deadline that differs between languages is a wrong answer in one of them."""
    differing = {}
    for slug in {post.meta["slug"] for post in ARTICLES.values()}:
        found = {lang: _euros(ARTICLES[f"{slug}.{lang}.md"].body) for lang in LANGUAGES}
        if len({tuple(sorted(amounts.items())) for amounts in found.values()}) > 1:
            differing[slug] = found
    assert differing == {}


def _euros(body: str) -> Counter[str]:
    """Amounts in euros, normalised: "€3.90" and "3,90 €" are the same."""
    english = re.findall(r"€(\d[\d.,]*\d|\d)", body)
    other = re.findall(r"(\d[\d.,]*\d|\d) €", body)
    return Counter(re.sub(r"[.,]", "", amount) for amount in english + other)


def test_every_public_article_is_asked_for_in_every_language() -> None:
    public = {post.meta["slug"] for post in ARTICLES.values() if post.meta["audience"] == "public"}
    for language in LANGUAGES:
        asked = {item["slug"] for item in EXAM if item["language"] == language}
        assert asked - {None} == public


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_exam_is_large_and_not_copied_from_the_articles(language: str) -> None:
    items = [item for item in EXAM if item["language"] == language]
    answered = [item for item in items if item["kind"] in {"usual", "own"}]
    assert {item["kind"] for item in items} == {"usual", "own", "near", "offtopic"}
    assert len(answered) >= 60
    assert len(items) - len(answered) >= 40
    assert all((item["slug"] is not None) == (item in answered) for item in items)
    posts = [post for post in ARTICLES.values() if post.meta["language"] == language]
    known = {
        _plain(question)
        for post in posts
        for question in [post.meta["title"], *post.meta["questions"]]
    }
    asked = [_plain(item["question"]) for item in items]
    assert [question for question in asked if question in known] == []
    assert len(set(asked)) == len(asked)
