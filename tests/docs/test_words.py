"""Texts for people use the words of `docs/reference/style.md`, and none that sound translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

BANNED = {
    r"shall": "archaic: can, will, or leave it out",
    r"who(?:so)?ever": "inverted: name the person, or say anyone who",
    r"besides|thereby|thereof|therein|till|anew": "archaic: also, by this, until, again",
    r"meanwhile": "in the meantime, until then, or leave it out",
    r"nobody": "no one, or Unassigned",
    r"somebody|everybody": "someone, everyone, or name the person",
    r"mend(?:s|ed|ing)?": "fix, repair, adjust",
    r"(?:is|are|was|were) told (?:of|so|why|at once)": "gets a notification, hears why",
    r"go(?:es)? on|gone on|went on": "continue, keep doing",
    r"that which": "what",
    r"there is no such": "Article not found",
    r"(?:other )?ways? to ask": "alternative questions",
    r"held jobs?": "failed jobs",
    r"log(?:s|ged)? in|login page": "sign in",
    r"hand-over": "handover",
    r"colours?|grey|humour": "American spelling: color, gray",
    r"for ever": "forever",
}
"""What must not be in a text, and what to say instead."""
_FOUND = re.compile(rf"\b(?:{'|'.join(BANNED)})\b", re.IGNORECASE)
_DATA = ("assistant/small_talk", "assistant/person", "assistant/prompt", "demo/", "dev/", "search/")
"""Modules whose strings are words of customers and models, not texts of ours."""
_DECORATORS = {"command", "get", "post", "put", "patch", "delete"}
_ALLOWED = {"docs/reference/style.md", "docs/reference/figures.md"}
"""The list of terms itself, and raw output of benchmarks."""


def test_the_words_are_found() -> None:
    assert list(_wrong(["Every page that shall have it."])) == [
        "shall: Every page that shall have it."
    ]
    assert not list(_wrong(["The marshal of a shallow, untilled field went one by one."]))


def test_english_texts_of_the_web() -> None:
    files = [file for file in (ROOT / "web").rglob("en.ts") if "node_modules" not in file.parts]
    texts = [text for file in files for text in _quoted(file)]
    assert len(texts) > 1_000
    assert not list(_wrong(texts))


def test_sentences_of_the_server() -> None:
    sources = (ROOT / "switchboard").rglob("*.py")
    paths = [path for path in sources if not any(part in path.as_posix() for part in _DATA)]
    texts = [sentence for path in paths for sentence in _sentences(path)]
    assert len(texts) > 300
    assert not list(_wrong(texts))


def test_documentation() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    named = {page.relative_to(ROOT).as_posix(): page for page in pages}
    wrong = {name: [*_wrong(_prose(page))] for name, page in named.items() if name not in _ALLOWED}
    assert {name: lines for name, lines in wrong.items() if lines} == {}


def _wrong(texts: list[str]) -> Iterator[str]:
    for text in texts:
        yield from (f"{found[0]}: {text}" for found in _FOUND.finditer(text))


def _quoted(file: Path) -> list[str]:
    return re.findall(r'"((?:[^"\\]|\\.)*)"', re.sub(r'"[\w.]+":', "", file.read_text()))


def _sentences(path: Path) -> Iterator[str]:
    """String literals that are sentences, and what commands and endpoints say of themselves."""
    tree = ast.parse(path.read_text())
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in notes:
                parts = [text]
            case ast.JoinedStr(values=values):
                parts = [str(part.value) for part in values if isinstance(part, ast.Constant)]
            case ast.FunctionDef() | ast.AsyncFunctionDef() if _is_public(node):
                parts = [ast.get_docstring(node) or ""]
            case _:
                continue
        if re.search(r"\w \w.*[.?!:]\s*$", "…".join(parts), re.DOTALL):
            yield "…".join(parts)


def _is_public(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is a command or an endpoint: its docstring is a help text."""
    calls = [call.func for call in node.decorator_list if isinstance(call, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in _DECORATORS for call in calls)


def _prose(page: Path) -> list[str]:
    """A page's lines without code."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`]*`", "", text).splitlines()
