"""Limits that docs/guides and docs/reference name, at their edge and just beyond it."""

from typing import Any

import jwt
import pytest

from switchboard.core.clock import now
from tests.support.workspace import WorkspaceUnderTest

FITS, TOO_MUCH = (200, 201, 202, 204), (422,)


@pytest.mark.parametrize(("length", "fits"), [(255, True), (256, False)])
async def test_an_idempotency_key_has_255_characters(
    workspace: WorkspaceUnderTest,
    length: int,
    fits: bool,
) -> None:
    given = {"title": "A", "body": "x"}
    headers = {"Idempotency-Key": "k" * length}
    answer = await workspace.call("POST", "/api/v1/knowledge/articles", json=given, headers=headers)
    assert answer.status_code in (FITS if fits else TOO_MUCH)


@pytest.mark.parametrize(
    ("message", "fits"),
    [
        ({"id": "a" * 8, "text": "x"}, True),
        ({"id": "a" * 7, "text": "x"}, False),
        ({"id": "a" * 64, "text": "x"}, True),
        ({"id": "a" * 65, "text": "x"}, False),
        ({"id": "message-1", "text": "x" * 4_000}, True),
        ({"id": "message-2", "text": "x" * 4_001}, False),
    ],
)
async def test_a_visitors_message(
    workspace: WorkspaceUnderTest,
    message: dict[str, Any],
    fits: bool,
) -> None:
    visitor = await workspace.visitor()
    answer = await visitor.call("POST", "/messages", json=message)
    assert answer.status_code in (FITS if fits else TOO_MUCH), answer.text


@pytest.mark.parametrize(("count", "fits"), [(8, True), (9, False)])
async def test_a_help_center_has_eight_links(
    workspace: WorkspaceUnderTest,
    count: int,
    fits: bool,
) -> None:
    links = [{"label": f"Shop {n}", "url": f"https://shop.test/{n}"} for n in range(count)]
    answer = await workspace.call("PATCH", "/api/v1/help-center", json={"links": links})
    assert answer.status_code in (FITS if fits else TOO_MUCH), answer.text


@pytest.mark.parametrize(
    ("visits", "data", "fits"), [(30, 20, True), (31, 1, False), (1, 21, False)]
)
async def test_visits_wait_thirty_at_most_with_twenty_texts(
    workspace: WorkspaceUnderTest,
    visits: int,
    data: int,
    fits: bool,
) -> None:
    visitor = await workspace.visitor()
    said = {f"key{number}": "x" for number in range(data)}
    visit = {"name": "page", "page": "https://shop.test/", "at": now().isoformat(), "data": said}
    answer = await visitor.call("POST", "/visits", json={"visits": [visit] * visits})
    assert answer.status_code in (FITS if fits else TOO_MUCH), answer.text


@pytest.mark.parametrize(("length", "fits"), [(31, False), (32, True), (200, True), (201, False)])
async def test_an_identity_secret_has_32_to_200_characters(
    workspace: WorkspaceUnderTest,
    length: int,
    fits: bool,
) -> None:
    given = {
        "name": "Chat",
        "channel": "webchat",
        "settings": {"identity_secret": "s" * length},
    }
    answer = await workspace.call("POST", "/api/v1/inboxes", json=given)
    assert answer.status_code in (FITS if fits else TOO_MUCH), answer.text


@pytest.mark.parametrize(
    ("characters", "seconds", "status"),
    [(200, 3_500, 201), (201, 3_500, 401), (20, 3_700, 401)],
)
async def test_an_identity_has_200_characters_and_an_hour(
    workspace: WorkspaceUnderTest, characters: int, seconds: int, status: int
) -> None:
    secret = "s" * 40
    settings = {"identity_secret": secret}
    given = {"name": "Chat", "channel": "webchat", "settings": settings}
    inbox = await workspace.post("/api/v1/inboxes", given)
    claims = {"sub": "u" * characters, "exp": int(now().timestamp()) + seconds}
    body = {
        "widget_key": inbox["widget_key"],
        "identity_token": jwt.encode(claims, secret, "HS256"),
    }
    answer = await workspace.http.post("/api/v1/widget/sessions", json=body)
    assert answer.status_code == status, answer.text
