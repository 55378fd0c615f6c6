"""One miss does not switch the assistant off: it offers a colleague and answers until one comes."""

import pytest

from switchboard.conversations import Assignee, AssigneeKind, EntryKind, Inbox, assign
from tests.assistant.conftest import Chat
from tests.assistant.test_jobs import QUESTION

UNKNOWN = "Who painted the ceiling of the chapel?"


async def test_what_nobody_wrote_about_is_declined_with_an_offer(chat: Chat) -> None:
    await chat.say(UNKNOWN, ago=60)
    await chat.answered_by()
    (said,) = await chat.answers()
    assert "ask a colleague?" in said.text
    assert [each["title"] for each in (said.rich or {})["quick_replies"]] == [
        "Yes, ask a colleague",
        "No, thanks",
    ]
    (turn,) = await chat.turns()
    assert (turn.outcome, turn.reason, turn.entry_id) == ("clarify", "offered_person", said.id)
    assert (await chat.row()).assignee_kind == AssigneeKind.ASSISTANT
    assert not await chat.entries(EntryKind.NOTE)


@pytest.mark.parametrize("word", ["Yes, ask a colleague", "yes please", "Sure"])
async def test_who_takes_the_offer_waits_for_a_person(chat: Chat, word: str) -> None:
    for text in (UNKNOWN, word):
        await chat.say(text, ago=60)
        await chat.answered_by()
    row = await chat.row()
    (note,) = await chat.entries(EntryKind.NOTE)
    events = [entry.event or {} for entry in await chat.entries(EntryKind.EVENT)]
    assert (row.assignee_kind, row.lease_owner) == (None, None)
    assert row.waiting_since is not None
    assert "Who painted the ceiling" in note.text
    assert {"type": "handed_over", "reason": "asked_for_person"} in events


@pytest.mark.parametrize("word", ["No, thanks", "no"])
async def test_who_declines_the_offer_goes_on_with_the_assistant(chat: Chat, word: str) -> None:
    for text in (UNKNOWN, word, QUESTION):
        await chat.say(text, ago=60)
        await chat.answered_by()
    assert (await chat.answers())[-1].sources
    assert (await chat.row()).assignee_kind == AssigneeKind.ASSISTANT


async def test_the_offer_is_made_once(chat: Chat) -> None:
    for text in (UNKNOWN, "And who painted the walls?"):
        await chat.say(text, ago=60)
        await chat.answered_by()
    (*_, turn) = await chat.turns()
    assert (turn.outcome, turn.reason) == ("handover", "nothing_found")
    assert (await chat.row()).assignee_kind is None


async def test_an_inbox_may_hand_over_at_once(chat: Chat) -> None:
    async with chat.database.transaction(chat.workspace.id) as session:
        inbox = await session.get_one(Inbox, chat.workspace.inbox["id"])
        inbox.settings = {**inbox.settings, "when_unknown": "hand_over"}
    await chat.say(UNKNOWN, ago=60)
    await chat.answered_by()
    (turn,) = await chat.turns()
    assert (turn.outcome, turn.reason) == ("handover", "nothing_found")
    assert (await chat.row()).assignee_kind is None


async def test_while_nobody_has_come_the_assistant_answers_what_it_knows(chat: Chat) -> None:
    await chat.say("I want to talk to a person", ago=60)
    await chat.answered_by()
    waiting = (await chat.row()).waiting_since
    assert waiting is not None

    await chat.say(QUESTION, ago=60)
    await chat.answered_by()
    assert (await chat.answers())[-1].sources
    row = await chat.row()
    assert (row.assignee_kind, row.waiting_since) == (None, waiting)

    # What it does not know is said once, and then left to the people who were asked.
    told = len(await chat.answers())
    for text in (UNKNOWN, "And who painted the walls?", "Hm, and the doors of the chapel?"):
        await chat.say(text, ago=60)
        await chat.answered_by()
    assert [entry.text for entry in (await chat.answers())[told:]] == [
        "I don't have a reliable answer to that one either. Our team has your messages and will"
        " reply here."
    ]
    row = await chat.row()
    assert (row.waiting_since, row.lease_owner) == (waiting, None)

    await chat.say("I want to talk to a person!", ago=60)
    await chat.answered_by()
    assert (await chat.answers())[-1].text.startswith("I've already asked our team.")
    handed_over = [
        entry
        for entry in await chat.entries(EntryKind.EVENT)
        if (entry.event or {})["type"] == "handed_over"
    ]
    assert len(handed_over) == 1


async def test_a_person_who_takes_over_ends_it(chat: Chat) -> None:
    await chat.say("I want to talk to a person", ago=60)
    await chat.answered_by()
    await chat.do(assign, Assignee(AssigneeKind.MEMBER, "mem_1", "Ana"))
    told = len(await chat.answers())
    await chat.say(QUESTION, ago=60)
    await chat.answered_by()
    assert len(await chat.answers()) == told
    # Given back to the queue by hand, it waits for people alone.
    await chat.do(assign, None)
    await chat.say(QUESTION, ago=60)
    await chat.answered_by()
    assert len(await chat.answers()) == told
