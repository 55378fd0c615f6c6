"""The documentation says where things are: every reference and every link leads somewhere."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXPLAINED = sorted((ROOT / "docs/how-it-works").glob("*.md"))
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "bench/README.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]

_REFERENCE = re.compile(r"`([\w./-]+\.(?:py|tsx?)): ([\w.]+)(?: = ([^`]+))?`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|\bsrc(?:set)?=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def _named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def _names_in_python(path: Path) -> dict[str, str]:
    """Every function, class and assignment, by `Class.method`; constants with their value."""
    return dict(_names(ast.parse(path.read_text("utf-8")), ""))


def _names(parent: ast.Module | ast.ClassDef, prefix: str) -> Iterator[tuple[str, str]]:
    for node in parent.body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield prefix + node.name, ""
            case ast.ClassDef():
                yield prefix + node.name, ""
                yield from _names(node, f"{prefix}{node.name}.")
            case ast.Assign():
                for target in node.targets:
                    yield prefix + ast.unparse(target), ast.unparse(node.value)
            case ast.AnnAssign():
                value = ast.unparse(node.value) if node.value else ""
                yield prefix + ast.unparse(node.target), value


def _is_defined_in_typescript(path: Path, name: str) -> bool:
    """Whether the file defines a function, class, constant or method of this name."""
    defined = rf"(?:function|class|const|interface|type)\s+{name}\b|^\s+(?:\w+\s+)*{name}\("
    return re.search(defined, path.read_text("utf-8"), re.MULTILINE) is not None


def _complaint(file: str, name: str, value: str | None) -> str | None:
    path = ROOT / file
    if not path.is_file():
        return f"there is no {file}"
    if path.suffix != ".py":
        return None if _is_defined_in_typescript(path, name) else f"{file} has no {name}"
    names = _names_in_python(path)
    if name not in names:
        return f"{file} has no {name}"
    if value is not None and names[name].replace("_", "") != value.replace("_", ""):
        return f"{file}: {name} is {names[name]}, not {value}"
    return None


@pytest.mark.parametrize("page", EXPLAINED, ids=_named)
def test_every_reference_to_code_leads_there(page: Path) -> None:
    text = page.read_text("utf-8").replace("\n", " ")
    found = [_complaint(*reference) for reference in _references(text)]
    assert [complaint for complaint in found if complaint] == []


def _references(text: str) -> Iterator[tuple[str, str, str | None]]:
    for file, name, value in _REFERENCE.findall(text):
        yield file, name, value or None


def test_the_life_of_a_message_names_its_steps() -> None:
    text = (ROOT / "docs/how-it-works/life-of-a-message.md").read_text("utf-8")
    assert len(set(_REFERENCE.findall(text.replace("\n", " ")))) >= 40


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = _LINK.findall(_FENCE.sub("", page.read_text("utf-8")))
    local = [link for pair in links for link in pair if link and not re.match("[a-z]+:|#", link)]
    missing = [link for link in local if not (page.parent / link.partition("#")[0]).exists()]
    assert missing == []
