"""Requests for every operation, the same in each run: by its schema, against it, and hostile."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import requests
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.errors import SerializationNotPossible

EXAMPLES = 4
"""Cases of one operation that fit its schema, and as many that do not."""
HOSTILE = 6
"""Cases of one operation that carry hostile values."""

ENDLESS = ("/api/v1/widget/events",)
"""Answers that do not end by themselves."""
ENDING = ("/logout", "/password")
"""What would sign the caller out, or lock the door behind them."""


def is_endless(path: str) -> bool:
    """Whether an operation's answer goes on for ever."""
    return path in ENDLESS


def ends_sessions(path: str) -> bool:
    """Whether an operation may end its caller's session."""
    return path.endswith(ENDING)


def is_plain(path: str) -> bool:
    """All others."""
    return not (is_endless(path) or ends_sessions(path))


HOSTILE_TEXTS = [
    "",
    "\x00",
    "a\ud800b",
    "http://[",
    "https://[::1",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "9" * 5_000,
    "-1e400",
    "NaN",
    "../../etc/passwd",
    "%00%ff",
    "\r\nBcc: victim@shop.test",
    "a@b.test, c@d.test",
    "<script>alert(1)</script>",
    "'; DROP TABLE articles; --",
    "\u202e\ufeff\u0000"[:2],
    "🦄" * 500,
    "[" * 20_000,
    "*a *a " * 5_000,
    " " * 20_000,
    "1." * 10_000,
    "a" * 60_000,
]
HOSTILE_VALUES: list[Any] = [None, True, -1, 2**31, 2**63, 2**200, 1e308, -0.0, [], {}, [[]]]


AnyCase = Case[Any]


@dataclass(frozen=True)
class Request:
    """A request that anybody may send. `operation` is the one that is meant."""

    operation: str
    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | str | None = None


def requests_of(
    app: FastAPI, known: dict[str, str], which: Callable[[str], bool] = is_plain
) -> list[Request]:
    """The requests for all operations of a kind.

    Args:
        known: ids that exist, by the parameter's name; half of the paths have them.
        which: whether the operations of a path are among them.
    """
    schema = schemathesis.openapi.from_dict(app.openapi())
    made: list[Request | None] = []
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]  # our own document is valid
        if not which(operation.path):
            continue
        chance = random.Random(operation.label)
        fitting = [*_cases(operation, GenerationMode.POSITIVE)]
        cases = [*fitting, *_cases(operation, GenerationMode.NEGATIVE)]
        made += [_request(case, known, chance) for case in cases]
        made += [_hostile(case, known, chance) for case in fitting for _ in range(2)][:HOSTILE]
    return [request for request in made if request is not None]


def _cases(operation: Any, mode: GenerationMode) -> list[AnyCase]:
    found: list[AnyCase] = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def collect(case: AnyCase) -> None:
        found.append(case)

    # Some operations take nothing that could be wrong, or a type of body that is ours alone.
    try:
        collect()
    except (Unsatisfiable, SerializationNotPossible):
        return []
    return found


def _request(case: AnyCase, known: dict[str, str], chance: random.Random) -> Request | None:
    if chance.random() < 0.5:
        named = {name: known[name] for name in case.path_parameters or {} if name in known}
        case.path_parameters.update(named)
    try:
        given = case.as_transport_kwargs(base_url="http://localhost")
        ready = requests.Request(**{k: v for k, v in given.items() if k in _TAKEN}).prepare()
    except (requests.RequestException, UnicodeError, ValueError, SerializationNotPossible):
        return None  # what no client could send
    headers = {name: str(value) for name, value in ready.headers.items()}
    body: Any = ready.body
    return Request(case.operation.label, str(ready.method), str(ready.url), headers, body)


_TAKEN = ("method", "url", "headers", "params", "data", "json", "files", "cookies")


def _hostile(case: AnyCase, known: dict[str, str], chance: random.Random) -> Request | None:
    path = case.path
    for name in case.path_parameters or {}:
        value = known.get(name) if chance.random() < 0.7 else chance.choice(("%00", "x" * 3_000))
        path = path.replace(f"{{{name}}}", value or "1")
    query = {name: chance.choice(HOSTILE_TEXTS[:-6]) for name in case.query or {}}
    url = f"http://localhost{path}?{urlencode(query, errors='surrogatepass')}"
    headers = {"Content-Type": "application/json", "Origin": chance.choice(("http://[", "null"))}
    body = None
    if isinstance(case.body, dict | list):
        body = json.dumps(_spoiled(case.body, chance))
    return Request(case.operation.label, case.method.upper(), url, headers, body)


def _spoiled(value: Any, chance: random.Random) -> Any:
    """The same with one of its values replaced by a hostile one."""
    places = list(_places(value))
    if not places:
        return chance.choice(HOSTILE_VALUES)
    holder, key = chance.choice(places)
    own: Any = json.loads(json.dumps(value))
    part = own
    for step in holder:
        part = part[step]
    part[key] = chance.choice(HOSTILE_TEXTS if chance.random() < 0.7 else HOSTILE_VALUES)
    return own


def _places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield way, key
        if isinstance(inner, dict | list):
            yield from _places(inner, (*way, key))
