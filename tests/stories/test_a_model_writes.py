"""With a language model the answer is written from the passages, token by token.

The model is `switchboard dev model`, our stand-in for an OpenAI-compatible provider: a real
server, asked through the real library.
"""

import itertools
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from switchboard.dev.model_admin import ModelAdmin
from switchboard.engines import Engines
from tests.support.installation import Installation, installed, own_database
from tests.support.screens import console_screen, widget_screen
from tests.support.talk import last_turn, said_by
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceUnderTest

ARTICLE: dict[str, Any] = {
    "title": "How long you have to return something",
    "body": "You have 60 days from the day your parcel was delivered to send something back.",
    "questions": ["how long do I have to send something back?"],
}
QUESTION = "how long do I have to send something back?"
WRITTEN = "You have 60 days from the day your parcel was delivered to send it back. [1]"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def own(
    engines: Engines, model: tuple[str, ModelAdmin], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Installation]:
    """An installation with a model."""
    async with (
        own_database(engines.urls) as urls,
        installed(
            urls,
            tmp_path_factory.mktemp("data"),
            openai_base_url=model[0],
            openai_api_key="sk-story",
        ) as installation,
    ):
        yield installation


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def workspace(own: Installation) -> WorkspaceUnderTest:
    """A workspace that knows one thing."""
    made = await own.workspaces.make()
    await made.post("/api/v1/knowledge/articles", ARTICLE)
    return made


async def test_the_answer_grows_before_the_visitors_eyes(
    own: Installation, workspace: WorkspaceUnderTest, model: tuple[str, ModelAdmin]
) -> None:
    provider = model[1]
    # A model's first answer of all is shown when it is whole; then it is known not to think aloud.
    await provider.say(WRITTEN)
    await workspace.post("/api/v1/assistant/try", {"text": QUESTION})
    await provider.say(WRITTEN)
    await provider.fail("slow")  # a pause before each word, as a real model makes
    visitor = await workspace.visitor(locale="en")
    async with widget_screen(own.server, visitor.token) as widget:
        await widget.write(QUESTION)
        answer = await widget.entry(lambda entry: entry["author"]["kind"] == "assistant")
        drafts = widget.drafts

    # Each draft is the whole text so far, and the last word is the posted entry.
    assert len(drafts) >= 3
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(drafts))
    assert answer["text"].startswith(drafts[-1])
    assert (
        answer["text"] == "You have 60 days from the day your parcel was delivered to send it back."
    )
    assert [source["title"] for source in answer["sources"]] == [ARTICLE["title"]]
    kinds = [str(frame["type"]) for frame in widget.frames]
    assert kinds.index("typing") < kinds.index("draft")
    assert "draft_dropped" not in kinds

    # The passages went to the model; what it used and cost stands in the trace.
    request = (await provider.requests())[-1]
    assert ARTICLE["body"] in str(request["messages"])
    turn = await last_turn(workspace, await workspace.conversation_of(visitor))
    assert (turn["outcome"], turn["error"]) == ("reply", None)
    assert turn["input_tokens"] > 0
    assert turn["output_tokens"] > 0
    assert turn["model"] == request["model"]


async def test_a_person_takes_over_while_the_assistant_writes(
    own: Installation, workspace: WorkspaceUnderTest, model: tuple[str, ModelAdmin]
) -> None:
    provider = model[1]
    await provider.say(WRITTEN)
    await provider.fail("slow")
    visitor = await workspace.visitor(locale="en")
    async with (
        widget_screen(own.server, visitor.token) as widget,
        console_screen(own.server, workspace.token) as console,
    ):
        await widget.write(QUESTION)
        conversation_id = await eventually(lambda: workspace.conversation_of(visitor))
        await console.send("subscribe", conversation_id=conversation_id, last_seq=0)
        await console.shows("draft")

        assignee = {"kind": "member", "id": workspace.owner_id}
        path = f"/api/v1/conversations/{conversation_id}"
        await workspace.post(f"{path}/assign", {"assignee": assignee})
        for screen in (widget, console):
            await screen.shows("draft_dropped")

        # The draft is gone for good, and its trace says so.
        turn = await last_turn(workspace, conversation_id)
        assert turn["outcome"] == "dropped"
        await workspace.post(f"{path}/messages", {"text": "Sixty days, and I am Olivia."})
        await widget.entry(lambda entry: entry["author"]["kind"] == "member")
        assert said_by("assistant", widget.entries) == []


async def test_five_messages_cost_one_answer(
    workspace: WorkspaceUnderTest, model: tuple[str, ModelAdmin]
) -> None:
    provider = model[1]
    visitor = await workspace.visitor(locale="en")
    burst = ["hi", "I bought a lantern", "five weeks ago", "not for me", QUESTION]
    for text in burst:
        await visitor.write(text)

    async def answered() -> bool:
        return bool(said_by("assistant", await visitor.timeline()))

    await eventually(answered)
    whole = str((await provider.requests())[-1]["messages"])
    assert all(text in whole for text in burst)
    assert len(said_by("assistant", await visitor.timeline())) == 1
