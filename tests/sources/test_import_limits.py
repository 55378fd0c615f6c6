"""What one request may bring, at the edge of each limit and just beyond it."""

import json

import httpx

from tests.sources.conftest import Fetching
from tests.sources.test_imports import IMPORT, send

FORM_BYTES = 64 * 1024 * 1024
JSON_BYTES = 10 * 1024 * 1024


async def form(fetching: Fetching, size: int) -> httpx.Response:
    """Send a form of exactly so many bytes, with a file of an unknown kind in it."""
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n'
    tail = b"\r\n--b--\r\n"
    body = head + b"x" * (size - len(head) - len(tail)) + tail
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    return await fetching.workspace.call("POST", IMPORT, content=body, headers=headers)


async def test_a_form_has_64_mb(fetching: Fetching) -> None:
    allowed = await form(fetching, FORM_BYTES)
    assert allowed.status_code == 200, allowed.text
    refused = await form(fetching, FORM_BYTES + 1)
    assert (refused.status_code, refused.json()["detail"]) == (
        413,
        "At most 64 MB can be sent in one request.",
    )


async def test_a_text_beyond_10_mb_of_other_requests_comes_in(fetching: Fetching) -> None:
    files = [(f"{number}.md", b"# T\n\n" + b"word " * 590_000) for number in range(4)]
    assert sum(len(data) for _, data in files) > JSON_BYTES
    result = await send(fetching, *files)
    assert (result["errors"], result["created"] >= 4) == ([], True)


async def test_json_has_10_mb(fetching: Fetching) -> None:
    empty = json.dumps({"articles": []}).encode()
    for size, status in ((JSON_BYTES, 200), (JSON_BYTES + 1, 413)):
        headers = {"Content-Type": "application/json"}
        body = empty + b" " * (size - len(empty))
        answer = await fetching.workspace.call("POST", IMPORT, content=body, headers=headers)
        assert answer.status_code == status, answer.text
        assert status == 200 or answer.headers["content-type"] == "application/problem+json"


async def test_a_form_has_1000_files(fetching: Fetching) -> None:
    for count, status in ((1_000, 200), (1_001, 400)):
        files = [("files", (f"{number}.bin", b"x")) for number in range(count)]
        answer = await fetching.workspace.call("POST", IMPORT, files=files)
        assert answer.status_code == status, answer.text
        assert status == 200 or answer.headers["content-type"] == "application/problem+json"


async def test_json_has_1000_articles_and_1000_texts(fetching: Fetching) -> None:
    for field, item in (("articles", {}), ("files", {"name": "a.bin", "text": "x"})):
        for count, status in ((1_000, 200), (1_001, 422)):
            answer = await fetching.workspace.call("POST", IMPORT, json={field: [item] * count})
            assert answer.status_code == status, answer.text[:300]


async def test_deep_json_is_refused(fetching: Fetching) -> None:
    for body in (b"[" * 1_000_000, b'{"articles":' + b'[{"a":' * 100_000):
        headers = {"Content-Type": "application/json"}
        answer = await fetching.workspace.call("POST", IMPORT, content=body, headers=headers)
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"


async def test_what_an_article_may_have(fetching: Fetching) -> None:
    """Titles and questions of docs/guides/importing-articles.md."""
    fits = {"title": "t" * 200, "body": "x", "questions": ["q" * 300] * 1_000}
    for field, value in (
        ("title", "t" * 201),
        ("questions", ["q" * 301]),
        ("questions", ["q"] * 1_001),
    ):
        given = {"title": "A", "body": "x", field: value}
        answer = await fetching.workspace.call("POST", "/api/v1/knowledge/articles", json=given)
        assert answer.status_code == 422, field
    answer = await fetching.workspace.call("POST", "/api/v1/knowledge/articles", json=fits)
    assert answer.status_code == 201, answer.text
