"""Every regular expression of the product, over hostile text: twice the text, twice the work."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import switchboard

SIZES = (250, 1_000, 4_000)
UNITS = ["a", " ", "\n", "[", "(", "<", "*", "1", "1.", "1,", "-", ".", "/", "@", "'", "#", "|"]
UNITS += ["[1", "[1,", " [", "](", "[](", "a.", "a-", "1 ", "1\u00a0", "{{", "<a ", "\t", "?", "."]
UNITS += ["https://", "&", "=", "!", "é", "中", "jan ", "no ", "a@", "am i ", ". "]
ENDS = ("", "!", "?x")
NEGLIGIBLE_SECONDS = 0.02
MOST_GROWTH = 9.0
"""From a thousand to four thousand characters: linear work grows by 4, quadratic by 16."""

ANCHORED = {
    "switchboard.assistant.debounce._ASKING_WORD",
    "switchboard.search.asks._BEGINS",
    "switchboard.search.asks._BEGINS_WHETHER",
}
"""Those that the product applies at the beginning of a text alone."""
BOUNDED = {
    "switchboard.assistant.person._": 300,
    "switchboard.assistant.choice._": 200,
    "switchboard.insights.contradictions._COUNTED": 400,
    "switchboard.llm.rate_limits._PART": 40,
}
"""Beginnings of places that cut a text to so many characters before they look at it."""
ELSEWHERE = (
    "switchboard.dev",
    "switchboard.engines",
    "switchboard.migrations",
    "switchboard.documents.",
)
"""What reads our own output alone, or runs in a child process with a limit of time."""


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each compiled expression of a module, with its place."""
    seen: set[str] = set()
    for module in pkgutil.walk_packages(switchboard.__path__, "switchboard."):
        if module.name.startswith(ELSEWHERE) or module.name.endswith("picture_worker"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            several = value if isinstance(value, list | tuple) else [value]
            for number, one in enumerate(several):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    if one.pattern not in seen:
                        yield f"{module.name}.{name}{number or ''}", one
                    seen.add(one.pattern)


def seconds(place: str, expression: re.Pattern[str], text: str) -> float:
    """Processor time that all matches in a text take."""
    began = time.process_time()
    if place in ANCHORED:
        expression.match(text)
    else:
        for _ in expression.finditer(text):
            pass
    return time.process_time() - began


def is_linear(place: str, expression: re.Pattern[str], unit: str, end: str) -> bool:
    most = next((most for own, most in BOUNDED.items() if place.startswith(own)), SIZES[-1])
    before = 0.0
    for size in (size for size in SIZES if size <= max(most, SIZES[0])):
        text = (unit * size)[:size] + end
        took = min(seconds(place, expression, text) for _ in range(1 if before == 0.0 else 2))
        if took > NEGLIGIBLE_SECONDS and took > MOST_GROWTH * max(before, 0.0005):
            return False
        before = took
    return True


@pytest.mark.parametrize(("place", "expression"), list(expressions()))
def test_an_expression_is_linear(place: str, expression: re.Pattern[str]) -> None:
    for unit in UNITS:
        for end in ENDS:
            assert is_linear(place, expression, unit, end), (place, unit, end)


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"\s+$", r"\S{2,}.*[?]\s*$"])
def test_what_is_not_linear_is_found(pattern: str) -> None:
    expression = re.compile(pattern)
    units = ["\t", "?", " "] if "a+" not in pattern else ["aaaaaaaaaaaaaaaaaaaaaaa!"]
    assert not all(is_linear("", expression, unit, "!") for unit in units)
