"""Every frame that a socket may be sent: an answer or nothing, never a fault of ours."""

import json
import random
from collections.abc import Iterator
from typing import Any

import orjson
import pytest_asyncio
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.cases import HOSTILE_TEXTS, HOSTILE_VALUES
from tests.support.loop_time import no_long_step
from tests.support.screens import Screen, console_screen, widget_screen
from tests.support.server import Server
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

FRAMES = 400
PER_SOCKET = 60
"""Fewer than a socket may send before it is hung up on."""
MAX_STEP = 0.25
TYPES = ["message", "handover", "typing", "read", "resume", "subscribe", "unsubscribe", "viewing"]
TYPES += ["ping", "hello", "nothing", ""]

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from([text for text in HOSTILE_TEXTS if len(text) < 30_000])
    | st.sampled_from(HOSTILE_VALUES),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
_FIELDS = ("id", "text", "seq", "last_seq", "active", "note", "new", "attachment_ids")
_FRAMES = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES) | _VALUES},
    optional=dict.fromkeys(_FIELDS, _VALUES) | {"conversation_id": st.just("known") | _VALUES},
)
RAW = ["", "[", "[" * 30_000, "{}", "null", "7", '"x"', '{"type":' * 2_000, "\x00", "NaN"]
RAW += ['{"type":"message","id":"a","text":"\\ud800"}', '{"type":"read","seq":1e400}']


def frames(conversation_id: str) -> list[str]:
    """The same frames in each run."""
    made: list[str] = [*RAW]

    @settings(
        max_examples=FRAMES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_FRAMES)
    def collect(frame: dict[str, Any]) -> None:
        if frame.get("conversation_id") == "known":
            frame = {**frame, "conversation_id": conversation_id}
        made.append(json.dumps(frame))

    collect()
    random.Random(1).shuffle(made)
    return [text for text in made if len(text) < 60_000]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shop(workspaces: WorkspaceFactory) -> WorkspaceUnderTest:
    return await workspaces.make()


def batches(texts: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(texts), PER_SOCKET):
        yield texts[start : start + PER_SOCKET]


async def survives(screen: Screen, texts: list[str]) -> None:
    """Send these; the socket still answers, and none of its answers is a fault of ours."""
    for text in texts:
        await screen.send_text(text)
    await screen.send("ping")
    # Frames are answered in their order, so the last pong comes after all other answers.
    pings = 1 + sum(_is_ping(text) for text in texts)
    await eventually(lambda: _count(screen, "pong") == pings)
    faults = [frame for frame in screen.frames if frame.get("problem", {}).get("status", 0) >= 500]
    assert not faults, (faults[:3], texts)
    assert not screen.closed.is_set()


def _is_ping(text: str) -> bool:
    try:
        frame = orjson.loads(text)
    except ValueError:
        return False
    return isinstance(frame, dict) and frame.get("type") == "ping"


def _count(screen: Screen, kind: str) -> int:
    return sum(frame["type"] == kind for frame in screen.frames)


async def test_a_visitors_frames(server: Server, shop: WorkspaceUnderTest) -> None:
    visitor = await shop.visitor()
    await visitor.write("Hello")
    texts = frames(await shop.conversation_of(visitor))
    async with no_long_step(MAX_STEP):
        for batch in batches(texts):
            async with widget_screen(server, visitor.token) as screen:
                await survives(screen, batch)


async def test_the_staffs_frames(server: Server, shop: WorkspaceUnderTest) -> None:
    visitor = await shop.visitor()
    await visitor.write("Hello")
    texts = frames(await shop.conversation_of(visitor))
    async with no_long_step(MAX_STEP):
        for batch in batches(texts):
            async with console_screen(server, shop.token) as screen:
                await survives(screen, batch)
