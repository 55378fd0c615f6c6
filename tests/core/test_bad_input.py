"""Bad input, over the whole API: a problem with a useful sentence, and never a fault of ours.

Every route of the application is tried, so a new one is covered from its first day.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from switchboard.core.pages import encode_cursor
from switchboard.core.request_middleware import MAX_BODY_BYTES
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

PATH = "/api/v1/conversations"
ODD_TEXTS = ["a\x00b", "\x00", "a\ud800b", "x" * 100_000, "", " ", "🦄", "\\u0000"]
ODD_VALUES: list[Any] = [None, 7, -1, 2**31, 2**63, 2**80, 1.5, True, [], {}, ["x"], {"a": 1}]
ODD_VALUES += [[[]], *ODD_TEXTS]
ODD_IN_URLS = ("%00", "a%00b", "%FF%FE", "x" * 5000, "9" * 40, "..%2f..", "%ED%A0%80", "%25")
ODD_IN_QUERIES = (*ODD_IN_URLS, "", "-1", "null", quote("é'\"%;--"))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shop(workspaces: WorkspaceFactory) -> WorkspaceUnderTest:
    """One workspace for all of these."""
    return await workspaces.make()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def ids(shop: WorkspaceUnderTest) -> dict[str, str]:
    """Ids that exist, for paths."""
    visitor = await shop.visitor()
    await visitor.write("Hello")
    return {
        "conversation_id": await shop.conversation_of(visitor),
        "inbox_id": shop.inbox["id"],
        "assistant_id": shop.assistant_id,
        "visitor": visitor.token,
    }


def is_useful(answer: httpx.Response) -> bool:
    """A problem of the caller's, as RFC 9457 has it."""
    body = answer.json()
    return (
        400 <= answer.status_code < 500
        and answer.headers["content-type"] == "application/problem+json"
        and body["status"] == answer.status_code
        and bool(body["title"] and body["detail"])
    )


def operations(app: FastAPI, *methods: str) -> Iterator[tuple[str, str]]:
    """Every operation of the API but the one that ends our own session."""
    for path, item in app.openapi()["paths"].items():
        for method in item:
            if method in methods and not path.endswith("/logout"):
                yield method.upper(), path


async def ask(
    shop: WorkspaceUnderTest, ids: dict[str, str], method: str, path: str, **kwargs: Any
) -> httpx.Response:
    filled = re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], "1"), path)
    headers = kwargs.pop("headers", {})
    if "/widget/" in path:
        headers["Authorization"] = f"Bearer {ids['visitor']}"
    else:
        headers["Authorization"] = f"Bearer {shop.token}"
    return await shop.http.request(method, filled, headers=headers, **kwargs)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[1, 2",
        b"\xff\xfe",
        b"text",
        b"[" * 50_000,
        b'{"a":' * 5_000,
        b"9" * 10_000,
        b"",
        b"null",
        b"7",
        b'"text"',
        b"NaN",
    ],
    ids=[
        "brace",
        "list",
        "bytes",
        "text",
        "deep",
        "deep objects",
        "digits",
        "nothing",
        "null",
        "number",
        "string",
        "no number",
    ],
)
async def test_a_body_that_is_no_json(
    app: FastAPI, shop: WorkspaceUnderTest, ids: dict[str, str], body: bytes
) -> None:
    for method, path in operations(app, "post", "patch", "put"):
        headers = {"Content-Type": "application/json"}
        answer = await ask(shop, ids, method, path, content=body, headers=headers)
        assert answer.status_code < 500, (method, path, answer.text)
        if answer.status_code >= 400:
            assert is_useful(answer), (method, path, answer.text)


async def test_every_field_takes_no_odd_value_badly(
    app: FastAPI, shop: WorkspaceUnderTest, ids: dict[str, str]
) -> None:
    schemas = app.openapi()["components"]["schemas"]
    for method, path in operations(app, "post", "patch", "put"):
        if path.endswith("/password"):
            continue
        operation = app.openapi()["paths"][path][method.lower()]
        for body in odd_bodies(operation, schemas):
            answer = await ask(
                shop,
                ids,
                method,
                path,
                content=json.dumps(body),
                headers={"Content-Type": "application/json"},
            )
            said = (method, path, str(body)[:200], answer.text[:300])
            assert answer.status_code < 500, said
            if answer.status_code >= 400:
                assert is_useful(answer), said


def odd_bodies(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A fitting body, with one field at a time made odd."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    fields = schemas.get(name, {}).get("properties", {})
    fitting = {field: example(shape, schemas) for field, shape in fields.items()}
    for field in fields:
        yield {other: value for other, value in fitting.items() if other != field}
        for odd in ODD_VALUES:
            yield {**fitting, field: odd}
            if isinstance(fitting[field], dict):
                yield {**fitting, field: {**fitting[field], "a": odd}}


def example(shape: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """Something that fits a shape, more or less."""
    if "$ref" in shape:
        shape = schemas[shape["$ref"].rpartition("/")[2]]
    if "anyOf" in shape:
        return example(shape["anyOf"][0], schemas)
    if "enum" in shape:
        return shape["enum"][0]
    if "const" in shape:
        return shape["const"]
    properties = shape.get("properties", {})
    simple: dict[str, Any] = {
        "integer": 1,
        "number": 1.0,
        "boolean": True,
        "array": [],
        "object": {name: example(inner, schemas) for name, inner in properties.items()},
    }
    return simple.get(shape.get("type", ""), "a text 12345678")


async def test_odd_texts_in_paths_and_queries(
    app: FastAPI, shop: WorkspaceUnderTest, ids: dict[str, str]
) -> None:
    described = app.openapi()["paths"]
    for method, path in operations(app, "get", "delete", "post", "patch"):
        for odd in (*ODD_IN_URLS, "0") if "{" in path else ():
            bad = re.sub(r"\{\w+\}", odd, path)
            answer = await ask(shop, ids, method, bad, json={})
            assert answer.status_code < 400 or is_useful(answer), (
                method,
                bad[:200],
                answer.text[:300],
            )
        for parameter in described[path]["get"].get("parameters", []) if method == "GET" else ():
            for odd in ODD_IN_QUERIES if parameter["in"] == "query" else ():
                query = f"{path}?{parameter['name']}={odd}"
                answer = await ask(shop, ids, method, query)
                assert answer.is_success or is_useful(answer), (query[:200], answer.text[:300])


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "=" * 50,
        "a" * 200,
        encode_cursor("no time", "cnv_x"),
        encode_cursor("2026-01-01T00:00:00", "cnv_x"),
        encode_cursor("2026-01-01T00:00:00+00:00"),
        encode_cursor(1, 2),
        encode_cursor("2026-01-01T00:00:00+00:00", "a\x00b"),
        encode_cursor("99999-01-01", "x"),
    ],
)
async def test_cursors_that_are_not_ours(
    app: FastAPI, shop: WorkspaceUnderTest, ids: dict[str, str], cursor: str
) -> None:
    answer = await ask(shop, ids, "GET", PATH, params={"after": cursor})
    assert answer.status_code == 422
    assert is_useful(answer)


@pytest.mark.parametrize("number", ["-1", "x", "1.5", str(2**31), str(2**63), "9" * 30])
@pytest.mark.parametrize("name", ["after_seq", "before_seq", "limit"])
async def test_numbers_out_of_range(
    shop: WorkspaceUnderTest, ids: dict[str, str], name: str, number: str
) -> None:
    path = f"{PATH}/{ids['conversation_id']}/timeline"
    answer = await ask(shop, ids, "GET", path, params={name: number})
    assert answer.status_code == 422
    assert is_useful(answer)


async def test_times_have_a_zone_and_lie_ahead(
    shop: WorkspaceUnderTest, ids: dict[str, str]
) -> None:
    path = f"{PATH}/{ids['conversation_id']}/snooze"
    for until in ("2099-01-01T00:00:00", "1999-01-01T00:00:00Z", "soon", 10**30, "99999-01-01"):
        answer = await ask(shop, ids, "POST", path, json={"until": until})
        assert answer.status_code == 422, until
        assert is_useful(answer)


async def body_of(size: int) -> AsyncIterator[bytes]:
    """A body in parts, so that its length is not declared."""
    for _ in range(size // 2**16 + 1):
        yield b"x" * 2**16


@pytest.mark.parametrize("key", [None, "a-key"])
@pytest.mark.parametrize("declared", [True, False])
async def test_too_large_a_body(
    shop: WorkspaceUnderTest, ids: dict[str, str], declared: bool, key: str | None
) -> None:
    path = f"{PATH}/{ids['conversation_id']}/messages"
    content = b"x" * (MAX_BODY_BYTES + 1) if declared else body_of(MAX_BODY_BYTES + 1)
    headers = {"Content-Type": "application/json"}
    headers |= {"Idempotency-Key": f"{key}{declared}"} if key else {}
    answer = await ask(shop, ids, "POST", path, content=content, headers=headers)
    assert answer.status_code == 413
    assert is_useful(answer)
    assert answer.json()["type"].endswith("too_large")


async def test_unknown_ids_and_routes(shop: WorkspaceUnderTest, ids: dict[str, str]) -> None:
    for path in (f"{PATH}/cnv_none", "/api/v1/inboxes/ibx_none"):
        answer = await ask(shop, ids, "GET", path)
        assert answer.status_code == 404
        assert is_useful(answer)
    answer = await ask(shop, ids, "DELETE", PATH)
    assert answer.status_code == 405
    assert is_useful(answer)
    body = {"assignee": {"kind": "member", "id": "mem_none"}}
    answer = await ask(shop, ids, "POST", f"{PATH}/{ids['conversation_id']}/assign", json=body)
    assert answer.status_code == 404


async def test_what_is_refused_writes_nothing(
    shop: WorkspaceUnderTest, ids: dict[str, str]
) -> None:
    path = f"{PATH}/{ids['conversation_id']}"
    before = await shop.get(f"{path}/timeline")
    for text in ("a\x00b", "", "  ", "x" * 20_001):
        answer = await ask(shop, ids, "POST", f"{path}/messages", json={"text": text})
        assert answer.status_code == 422
    settings = {"settings": {"greeting": {"en": "a\x00b"}}}
    answer = await ask(shop, ids, "PATCH", f"/api/v1/inboxes/{ids['inbox_id']}", json=settings)
    assert answer.status_code == 422
    assert await shop.get(f"{path}/timeline") == before


async def test_every_answer_has_a_request_id(http: httpx.AsyncClient) -> None:
    assert (await http.get("/livez")).headers["x-request-id"]
    given = {"X-Request-Id": "mine"}
    assert (await http.get("/api/v1/nothing", headers=given)).headers["x-request-id"] == "mine"
