"""Texts that are heavy to read hold nobody up: articles, help pages, messages."""

import asyncio

import httpx
import pytest

from tests.support.loop_time import no_long_step
from tests.support.workspace import WorkspaceUnderTest

MAX_STEP = 0.25
HEAVY = {
    "emphasis": "*a *a " * 33_000,
    "brackets": "[" * 190_000,
    "links": "[a](b" * 38_000,
    "tables": "|a|b\n|-|-\n" * 18_000,
    "lists": "* a\n " * 38_000,
    "headings": "# a\n" * 48_000,
    "backticks": "`a`` " * 38_000,
    "one word": "x" * 190_000,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
async def test_a_heavy_article_holds_nobody_up(workspace: WorkspaceUnderTest, text: str) -> None:
    article = {"title": "Heavy", "body": text, "language": "en", "status": "published"}
    async with no_long_step(MAX_STEP):
        saved, beside = await asyncio.gather(
            workspace.call("POST", "/api/v1/knowledge/articles", json=article),
            workspace.call("GET", "/api/v1/me"),
        )
    assert saved.status_code in (201, 422), saved.text[:300]
    assert beside.status_code == 200


@pytest.mark.parametrize("text", ["?" * 3_999 + "!", "a." * 2_000, " and" * 1_000, "1@" * 2_000])
async def test_a_heavy_message_holds_nobody_up(workspace: WorkspaceUnderTest, text: str) -> None:
    answer: httpx.Response = await workspace.call(
        "POST", "/api/v1/assistant/try", json={"text": text}
    )
    assert answer.status_code == 200
