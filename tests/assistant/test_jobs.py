"""One answer for what the customer wrote, by one worker, unless a person was faster."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import delete

from switchboard.assistant import debounce
from switchboard.conversations import (
    Assignee,
    AssigneeKind,
    Conversation,
    EntryKind,
    Status,
    assign,
    lease,
)
from switchboard.conversations.live import staff_topic, visitor_topic
from switchboard.core.clock import now
from switchboard.core.errors import Unavailable
from switchboard.core.jobs import RetryLater
from switchboard.handover import Reason
from switchboard.llm import (
    ChatModel,
    Delta,
    Message,
    ModelBroken,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
    TextDelta,
    Tool,
)
from switchboard.llm.scripted import Reply as Says
from switchboard.llm.scripted import Request, ScriptedChat
from switchboard.team.assistants import Assistant
from tests.assistant.conftest import Chat, Meanwhile, together
from tests.assistant.shelf import RETURNS, Shelf
from tests.support.wait import eventually

QUESTION = "How many days do I have to send something back?"


async def test_a_question_is_answered_and_the_turn_kept(chat: Chat) -> None:
    await chat.say(QUESTION)
    await chat.answered_by()
    (said,) = await chat.answers()
    (turn,) = await chat.turns()
    row = await chat.row()
    assert RETURNS.passage in said.text
    assert said.sources[0]["article_id"] == RETURNS.article_id
    assert (turn.entry_id, said.turn_id) == (said.id, turn.id)
    assert (turn.outcome, turn.decision, turn.language) == ("reply", "answer", "en")
    assert (row.language, row.answered_seq) == ("en", said.seq - 1)
    assert (row.lease_owner, row.waiting_since) == (None, None)


async def test_a_second_wake_up_finds_nothing_to_do(chat: Chat) -> None:
    await chat.say(QUESTION)
    await chat.answered_by()
    await chat.answered_by()
    assert len(await chat.answers()) == 1


async def test_five_messages_in_four_seconds_get_one_answer_to_all(chat: Chat) -> None:
    texts = ["hi", "I bought a lamp", "from you", "how many days do I have", "to send it back"]
    await chat.say(*texts[:1], ago=0)
    assert await chat.asked_to_wait() <= timedelta(seconds=debounce.PAUSE)
    await chat.say(*texts[1:], ago=0)
    assert await chat.asked_to_wait() <= timedelta(seconds=debounce.PAUSE_IN_BURST)
    assert (await chat.row()).lease_owner is None
    shelf = Shelf()
    await answered_after_its_pause(chat, shelf)
    assert len(await chat.answers()) == 1
    assert shelf.queries[0] == "\n".join(texts[1:])
    (turn,) = await chat.turns()
    assert turn.manifest["answers"] == [entry.seq for entry in (await chat.entries())[:5]]


async def answered_after_its_pause(
    chat: Chat, shelf: Shelf, model: ChatModel | None = None
) -> None:
    """Run the job as often as it wants to be called again."""

    async def look() -> bool:
        try:
            await chat.answered_by(shelf, model)
        except RetryLater:
            return False
        return True

    done: bool = await eventually(look)
    assert done


async def test_a_message_that_comes_while_an_answer_is_prepared_is_part_of_it(chat: Chat) -> None:
    await chat.say(QUESTION, ago=3)
    shelf = Meanwhile(lambda: chat.say("And what does the warranty on lamps cover?", ago=2))
    await chat.asked_to_wait(shelf)
    assert await chat.answers() == []
    assert (await chat.row()).lease_owner is None
    await chat.answered_by(shelf)
    (said,) = await chat.answers()
    assert {source["article_id"] for source in said.sources} == {"art_returns", "art_warranty"}


async def test_nobody_is_handed_over_because_an_engine_is_away(chat: Chat) -> None:
    await chat.say(QUESTION)
    for _ in range(4):
        with pytest.raises(Unavailable):
            await chat.answered_by(Shelf(error=Unavailable("away")), attempt=9)
        assert (await chat.row()).lease_owner is None
    await chat.answered_by()
    (said,) = await chat.answers()
    assert RETURNS.passage in said.text


async def test_a_later_message_gets_an_answer_of_its_own(chat: Chat) -> None:
    await chat.say(QUESTION, ago=30)
    await chat.answered_by(Meanwhile(lambda: chat.say("How long does shipping take?", ago=5)))
    first, second = await chat.answers()
    assert first.sources[0]["article_id"] == "art_returns"
    assert second.sources[0]["article_id"] == "art_shipping"
    assert (await chat.row()).lease_owner is None


async def test_workers_never_answer_the_same_message_twice(chat: Chat) -> None:
    await chat.say(QUESTION)
    await together(*(chat.answered_by(Shelf(delay=0.05)) for _ in range(8)))
    assert len(await chat.answers()) == 1
    assert len(await chat.turns()) == 1


async def test_the_lease_of_a_dead_worker_is_taken_over(chat: Chat) -> None:
    await chat.say(QUESTION)
    async with chat.database.transaction(chat.workspace.id) as session:
        assert await lease.take(session, chat.id, "dead", timedelta(seconds=20))
    wait = await chat.asked_to_wait()
    assert timedelta(seconds=15) < wait < timedelta(seconds=21)
    async with chat.database.transaction(chat.workspace.id) as session:
        assert await lease.take(session, chat.id, "dead", timedelta(seconds=-1))
    await chat.answered_by()
    assert len(await chat.answers()) == 1


async def test_a_turn_that_outlived_its_lease_posts_nothing(chat: Chat) -> None:
    """As of a worker that was stopped for a while: another has answered when it goes on."""
    await chat.say(QUESTION, ago=3)

    async def taken_over() -> None:
        async with chat.database.transaction(chat.workspace.id) as session:
            conversation = await session.get_one(Conversation, chat.id)
            conversation.lease_until = now() - timedelta(seconds=1)
        await chat.answered_by()

    await chat.answered_by(Meanwhile(taken_over))
    assert len(await chat.answers()) == 1
    assert sorted(turn.outcome for turn in await chat.turns()) == ["dropped", "reply"]
    row = await chat.row()
    assert (row.lease_owner, row.answered_seq) == (None, (await chat.entries())[0].seq)


async def test_a_wake_up_leaves_when_a_person_is_in_charge(chat: Chat) -> None:
    await chat.say(QUESTION)
    await take_over(chat)
    await chat.answered_by()
    assert await chat.answers() == []
    assert list(await chat.turns()) == []


async def take_over(chat: Chat) -> None:
    """The owner takes the conversation."""
    olivia = Assignee(AssigneeKind.MEMBER, chat.workspace.owner_id, "Olivia Owner")
    await chat.do(assign, olivia)


async def test_an_answer_that_a_person_overtook_is_dropped(chat: Chat) -> None:
    await chat.say(QUESTION)
    await chat.answered_by(Meanwhile(lambda: take_over(chat)))
    assert await chat.answers() == []
    (turn,) = await chat.turns()
    assert (turn.outcome, turn.reason, turn.entry_id) == ("dropped", "taken_over", None)
    assert turn.passages[0]["article_id"] == "art_returns"
    assert (await chat.row()).lease_owner is None


class Hanging(ScriptedChat):
    """Writes a few words and then nothing more."""

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        tools: Sequence[Tool] = (),
        max_output_tokens: int = 1024,
        deadline: float = 60.0,
    ) -> AsyncGenerator[Delta, None]:
        """Begin, and hang."""
        self.requests.append(Request(tuple(messages), tuple(tools), max_output_tokens, deadline))
        for word in ("You", " have", " 30"):
            yield TextDelta(word)
        await asyncio.sleep(deadline)


async def test_a_person_who_takes_over_stops_the_writing(chat: Chat) -> None:
    await chat.say(QUESTION)
    model = Hanging()
    async with chat.bus.subscribe() as screen:
        await screen.add(visitor_topic(chat.id), staff_topic(chat.id))
        await eventually(lambda: chat.bus.connected)
        writing = asyncio.create_task(chat.answered_by(Shelf(), model))
        frames: list[dict[str, object]] = []
        async for message in screen:
            if not message.data:
                continue
            frames.append(orjson.loads(message.data))
            if frames[-1]["type"] == "draft" and not writing.done():
                await take_over(chat)
                await writing
            if frames[-1]["type"] == "typing" and not frames[-1]["active"]:
                break
    kinds = [frame["type"] for frame in frames]
    assert kinds.index("typing") < kinds.index("draft") < kinds.index("draft_dropped")
    assert str(frames[kinds.index("draft")]["text"]).startswith("You")
    assert await chat.answers() == []
    (turn,) = await chat.turns()
    assert turn.outcome == "dropped"
    assert (await chat.row()).assignee_kind == AssigneeKind.MEMBER


async def test_a_burst_that_goes_on_restarts_the_writing(chat: Chat) -> None:
    await chat.say(QUESTION, ago=1.5)
    model = Hanging()
    writing = asyncio.create_task(chat.answered_by(Shelf(), model))
    await eventually(lambda: bool(model.requests))
    await chat.say("It is a lamp", ago=0)
    with pytest.raises(RetryLater):
        await writing
    assert await chat.answers() == []
    second = ScriptedChat(["You have 30 days for a lamp [1]."])
    await answered_after_its_pause(chat, Shelf(), second)
    assert "It is a lamp" in second.requests[0].messages[-1].text
    assert QUESTION in second.requests[0].messages[-1].text
    assert len(await chat.answers()) == 1


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (Says(error=ModelTimeout("It took too long.")), "timed_out"),
        (Says(error=ModelRateLimited("429")), "model_failed"),
        (Says(error=ModelUnavailable("500")), "model_failed"),
        (Says("You have", error=ModelBroken("It broke off.")), "model_failed"),
        (Says(""), "model_failed"),
        (Says("Rockets fly towards 77 galaxies every morning."), "ungrounded"),
    ],
)
@pytest.mark.parametrize("sure", [True, False])
async def test_every_failure_ends_in_an_answer_or_a_person_and_is_explained(
    chat: Chat, failure: Says, reason: str, sure: bool
) -> None:
    await chat.say(QUESTION)
    model = ScriptedChat([failure, failure])
    await chat.answered_by(Shelf(decision="answer" if sure else "clarify"), model)
    (said,) = await chat.answers()
    (turn,) = await chat.turns()
    assert said.text
    assert (turn.outcome, turn.reason) == ("reply" if sure else "handover", reason)
    assert turn.error
    assert ((await chat.row()).assignee_kind == AssigneeKind.ASSISTANT) is sure


async def test_the_models_answer_is_kept_with_tokens_and_manifest(chat: Chat) -> None:
    await chat.say(QUESTION)
    await chat.answered_by(Shelf(), ScriptedChat(["You have 30 days [1]."]))
    (said,) = await chat.answers()
    (turn,) = await chat.turns()
    assert said.text == "You have 30 days."
    assert turn.model == "scripted"
    assert turn.input_tokens > turn.output_tokens > 0
    assert turn.manifest["segments"][2]["kept"]
    assert {"language", "search", "model"} <= turn.timings.keys()


async def test_thanks_that_is_all_resolves(chat: Chat) -> None:
    await chat.say(QUESTION, ago=60)
    await chat.answered_by()
    await chat.say("Thanks, that's all!")
    await chat.answered_by()
    assert (await chat.row()).status == Status.RESOLVED
    assert len(await chat.answers()) == 2


async def test_an_old_episode_is_no_context_for_a_new_one(chat: Chat) -> None:
    for _ in range(2):
        for _ in range(2):
            await chat.say(QUESTION)
            await chat.answered_by()
        await chat.say("that's all, thanks")
        await chat.answered_by()
    assert [turn.outcome for turn in await chat.turns()] == ["reply", "reply", "resolve"] * 2


async def test_what_cannot_be_answered_at_all_goes_to_a_person(chat: Chat) -> None:
    """Without its row the assistant cannot even begin; the third failure calls a person."""
    await chat.say(QUESTION)
    async with chat.database.transaction(chat.workspace.id) as session:
        await session.execute(delete(Assistant).where(Assistant.workspace_id == chat.workspace.id))
    with pytest.raises(Exception, match="No row"):
        await chat.answered_by(attempt=1)
    assert (await chat.row()).lease_owner is None
    await chat.answered_by(attempt=3)
    (event,) = [
        entry.event
        for entry in await chat.entries(EntryKind.EVENT)
        if entry.event and entry.event["type"] == "handed_over"
    ]
    assert event["reason"] == Reason.FAILED
    assert (await chat.row()).assignee_kind is None
