"""Whatever the provider does, the customer gets an answer or a person, and staff see why.

When the search is sure, the built-in answerer quotes the passage in the model's place. When it
is not, the customer hears an honest sentence and a person is called.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from switchboard.core.db import Database
from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.model_faults import Fault
from switchboard.engines import Engines
from tests.stories.conftest import everything_indexed, some_articles
from tests.support.installation import Installation, installed, own_database
from tests.support.screens import widget_screen
from tests.support.talk import events_in, last_turn, said_by
from tests.support.workspace import WorkspaceUnderTest

PROMISED_SECONDS = 20
TURN_SECONDS = 2.5
QUESTION = "how long do I have to send something back?"
UNCLEAR = (
    "Was my parcel delivered to somebody else?",
    "I got the wrong colour and the parcel was open",
    "Can I bring it back to the carrier?",
    "Where can I swap or return a present?",
    "Can I give something back that was delivered to my neighbour?",
)
FAULTS: list[Fault] = ["timeout", "429", "quota", "500", "rubbish", "break_midstream", "empty"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def own(
    engines: Engines,
    model: tuple[str, ModelAdmin],
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Installation]:
    """An installation whose turns may not take long."""
    async with (
        own_database(engines.urls) as urls,
        installed(
            urls,
            tmp_path_factory.mktemp("data"),
            openai_base_url=model[0],
            openai_api_key="sk-story",
            turn_timeout_seconds=TURN_SECONDS,
        ) as installation,
    ):
        yield installation


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def workspace(own: Installation) -> WorkspaceUnderTest:
    """A workspace with some of the sample shop's articles."""
    made = await own.workspaces.make()
    await some_articles(made)
    await everything_indexed(own.services.get(Database), made.id)
    return made


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_customer_gets_the_passage_all_the_same(
    own: Installation,
    workspace: WorkspaceUnderTest,
    model: tuple[str, ModelAdmin],
    fault: Fault,
) -> None:
    await model[1].fail(fault, times=10)
    visitor = await workspace.visitor(locale="en")
    async with widget_screen(own.server, visitor.token) as widget:
        await widget.write(QUESTION)
        answer = await widget.entry(lambda entry: entry["author"]["kind"] == "assistant")
    await model[1].stop_failing()

    # The built-in answer, once, and no half sentence of the model's is left on the screen.
    assert "You have 60 days" in answer["text"]
    assert answer["sources"]
    assert len(said_by("assistant", await visitor.timeline())) == 1
    turn = await last_turn(workspace, await workspace.conversation_of(visitor))
    assert turn["outcome"] == "reply"
    assert turn["reason"] in ("model_failed", "timed_out")
    assert turn["error"]
    assert turn["duration_ms"] < PROMISED_SECONDS * 1000


async def test_without_a_sure_passage_a_person_is_called_honestly(
    workspace: WorkspaceUnderTest, model: tuple[str, ModelAdmin]
) -> None:
    """What is found only may fit, so it takes a model to answer; and the model is down."""
    visitor = await workspace.visitor(locale="en")
    await model[1].fail("500", times=10)
    await visitor.write(await _only_may_fit(workspace))
    conversation_id = await workspace.conversation_of(visitor)
    turn = await last_turn(workspace, conversation_id)
    await model[1].stop_failing()
    assert turn["decision"] == "clarify"
    assert turn["outcome"] == "handover"
    assert turn["reason"] in ("model_failed", "timed_out")
    assert turn["error"]
    (told,) = said_by("assistant", await visitor.timeline())
    assert "a problem on our side" in told["text"]
    assert "A colleague will reply here" in told["text"]
    assert "handed_over" in events_in(await visitor.timeline())


async def _only_may_fit(workspace: WorkspaceUnderTest) -> str:
    """A question that the search is not sure about."""
    for question in UNCLEAR:
        found = await workspace.post("/api/v1/knowledge/search", {"query": question})
        if found["decision"] == "clarify":
            return question
    raise AssertionError("the search is sure about all of them")
