"""A customer's message is kept once, whatever comes twice or at the same time."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from switchboard.contacts import Contact, Sender
from switchboard.conversations import (
    AuthorKind,
    Conversation,
    Entry,
    InboundMessage,
    InboxNotFound,
    Received,
    Status,
    ask_for_person,
    receive,
)
from switchboard.core.clock import now
from switchboard.core.db import Database
from tests.support.workspace import WorkspaceUnderTest


def message(
    workspace: WorkspaceUnderTest, sender: str, external_id: str, text: str = "Hello"
) -> InboundMessage:
    return InboundMessage(workspace.inbox["id"], external_id, Sender(sender), text)


async def arrive(
    database: Database, workspace: WorkspaceUnderTest, inbound: InboundMessage
) -> Received:
    async with database.transaction(workspace.id) as session:
        [received] = await receive(session, [inbound])
    assert received is not None
    return received


async def entries_of(
    database: Database, workspace: WorkspaceUnderTest, conversation_id: str
) -> list[Entry]:
    async with database.transaction(workspace.id) as session:
        rows = await session.scalars(
            select(Entry).where(Entry.conversation_id == conversation_id).order_by(Entry.seq)
        )
        return list(rows)


async def test_the_same_message_again_is_the_first_one(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    first = await arrive(database, workspace, message(workspace, "ann", "1"))
    again = await arrive(database, workspace, message(workspace, "ann", "1", "changed"))
    assert (first.duplicate, again.duplicate) == (False, True)
    assert again.entry.id == first.entry.id
    assert again.entry.text == "Hello"


async def test_the_same_message_from_somebody_new_is_the_first_one_too(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    """A provider may send it again after its customer got another number."""
    first = await arrive(database, workspace, message(workspace, "ann", "1"))
    again = await arrive(database, workspace, message(workspace, "ann, renumbered", "1"))
    assert (again.duplicate, again.entry.id) == (True, first.entry.id)


async def test_twenty_first_messages_at_once_each_twice(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    sender = uuid4().hex
    wanted = [message(workspace, sender, f"{sender}/{number % 20}") for number in range(40)]
    results = await asyncio.gather(*(arrive(database, workspace, each) for each in wanted))
    assert sum(not result.duplicate for result in results) == 20
    (conversation_id,) = {result.conversation.id for result in results}
    entries = await entries_of(database, workspace, conversation_id)
    assert [entry.seq for entry in entries] == list(range(1, 22))
    assert [entry.event and entry.event["type"] for entry in entries] == ["created"] + [None] * 20
    async with database.transaction(workspace.id) as session:
        assert await session.scalar(select(func.count()).select_from(Contact)) == 1
        assert await session.scalar(select(func.count()).select_from(Conversation)) == 1


async def test_the_same_id_fifty_times_at_once_is_one_message(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    same = message(workspace, "ann", "wamid.1")
    results = await asyncio.gather(*(arrive(database, workspace, same) for _ in range(50)))
    assert sum(not result.duplicate for result in results) == 1


async def test_first_messages_together_begin_a_conversation_each(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    """As one by one; a sender's second message and a settled matter are left for later."""
    known = await arrive(database, workspace, message(workspace, "known", "k1"))
    settled = await arrive(database, workspace, message(workspace, "settled", "s1"))
    await workspace.post(f"/api/v1/conversations/{settled.conversation.id}/resolve")
    written = [
        message(workspace, "new 1", "n1"),
        message(workspace, "known", "k2"),
        message(workspace, "known", "k3"),
        message(workspace, "settled", "s2"),
        message(workspace, "new 2", "n2", "I'm new"),
    ]
    async with database.transaction(workspace.id) as session:
        first, second, third, fourth, last = await receive(session, written)
    assert first is not None
    assert last is not None
    assert second is not None
    assert (third, fourth) == (None, None)
    assert second.conversation.id == known.conversation.id
    for received in (first, last):
        entries = await entries_of(database, workspace, received.conversation.id)
        assert [entry.event and entry.event["type"] for entry in entries] == ["created", None]
        async with database.transaction(workspace.id) as session:
            stored = await session.get_one(Conversation, received.conversation.id)
            assert (stored.last_seq, stored.last_said_seq) == (2, 2)
            assert stored.assignee_id == workspace.assistant_id
            assert stored.last_message_text == received.entry.text


async def test_a_first_message_by_set_is_the_same_as_one_alone(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    by_set = await arrive(database, workspace, message(workspace, "ann", "1"))
    anew = replace(message(workspace, "bob", "2"), new_conversation=True)
    alone = await arrive(database, workspace, anew)
    differ = {"id", "contact_id", "identity_id", "created_at", "updated_at"}
    differ |= {"last_activity_at", "last_message_at", "waiting_since"}

    async def row(received: Received) -> dict[str, object]:
        async with database.transaction(workspace.id) as session:
            stored = await session.get_one(Conversation, received.conversation.id)
            columns = Conversation.__table__.columns.keys()
            return {name: getattr(stored, name) for name in columns if name not in differ}

    assert await row(by_set) == await row(alone)


async def test_ids_count_within_their_inbox(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    other = await workspace.post("/api/v1/inboxes", {"name": "Other", "channel": "webchat"})
    first = await arrive(database, workspace, message(workspace, "ann", "1"))
    elsewhere = InboundMessage(other["id"], "1", Sender("ann"), "Hello")
    second = await arrive(database, workspace, elsewhere)
    assert not second.duplicate
    assert second.conversation.id != first.conversation.id


async def test_a_new_conversation_is_the_assistants(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    received = await arrive(database, workspace, message(workspace, "ann", "1"))
    conversation = received.conversation
    assert conversation.assignee_id == workspace.assistant_id
    assert conversation.waiting_since == received.entry.created_at
    assert conversation.status == Status.OPEN


async def test_without_an_assistant_it_waits_for_a_person(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    path = f"/api/v1/inboxes/{workspace.inbox['id']}"
    await workspace.patch(path, {"assistant_id": None})
    received = await arrive(database, workspace, message(workspace, "ann", "1"))
    assert received.conversation.assignee_kind is None


async def test_a_settled_matter_starts_anew_with_the_assistant(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    first = await arrive(database, workspace, message(workspace, "ann", "1"))
    path = f"/api/v1/conversations/{first.conversation.id}"
    chosen = {"assignee": {"kind": "member", "id": workspace.owner_id}}
    await workspace.post(f"{path}/assign", chosen)
    settled = await workspace.post(f"{path}/resolve")
    again = await arrive(database, workspace, message(workspace, "ann", "2"))
    assert again.conversation.id == first.conversation.id
    assert again.conversation.status == Status.OPEN
    assert again.conversation.assignee_id == workspace.assistant_id
    assert again.conversation.episode_seq == settled["last_seq"]
    entries = await entries_of(database, workspace, first.conversation.id)
    reopened = entries[-2]
    assert reopened.event == {"type": "reopened"}
    assert reopened.author_kind == AuthorKind.CONTACT


async def test_a_snoozed_conversation_wakes_with_whom_it_had(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    first = await arrive(database, workspace, message(workspace, "ann", "1"))
    path = f"/api/v1/conversations/{first.conversation.id}"
    chosen = {"assignee": {"kind": "member", "id": workspace.owner_id}}
    await workspace.post(f"{path}/assign", chosen)
    until = (now() + timedelta(days=1)).isoformat()
    await workspace.post(f"{path}/snooze", {"until": until})
    again = await arrive(database, workspace, message(workspace, "ann", "2"))
    assert again.conversation.status == Status.OPEN
    assert again.conversation.assignee_id == workspace.owner_id
    assert again.conversation.snoozed_until is None
    assert again.conversation.episode_seq == 0


async def test_a_late_message_of_a_channel_does_not_move_the_list_back(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    first = await arrive(database, workspace, message(workspace, "ann", "1"))
    sent = now() - timedelta(hours=3)
    late = InboundMessage(workspace.inbox["id"], "2", Sender("ann"), "Old", sent_at=sent)
    second = await arrive(database, workspace, late)
    assert second.entry.created_at == sent
    assert second.conversation.last_activity_at >= first.conversation.last_activity_at


async def test_an_inbox_that_is_gone_takes_nothing(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    gone = InboundMessage("ibx_gone", "1", Sender("ann"), "Hello")
    with pytest.raises(InboxNotFound):
        await arrive(database, workspace, gone)
    async with database.transaction(workspace.id) as session:
        assert await session.scalar(select(func.count()).select_from(Contact)) == 0


async def test_asking_for_a_person_needs_no_message(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    async with database.transaction(workspace.id) as session:
        conversation = await ask_for_person(session, workspace.inbox["id"], Sender("ann"))
    entries = await entries_of(database, workspace, conversation.id)
    assert [entry.event["type"] for entry in entries if entry.event][:2] == [
        "created",
        "handed_over",
    ]


async def test_nobody_reaches_anothers_entry_by_its_id(workspace: WorkspaceUnderTest) -> None:
    ann, bob = await workspace.visitor(name="Ann"), await workspace.visitor(name="Bob")
    guessed = uuid4().hex
    anns = await ann.write("Mine", message_id=guessed)
    bobs = await bob.write("His", message_id=guessed)
    assert bobs["id"] != anns["id"]
    assert bobs["text"] == "His"
    assert anns["client_id"] == bobs["client_id"] == guessed


@pytest.mark.parametrize("bad", ["../x/aaaaaaaa", "a/bbbbbbbbbb", "short", "x" * 65, "sp ace 123"])
async def test_a_clients_id_has_a_form(workspace: WorkspaceUnderTest, bad: str) -> None:
    visitor = await workspace.visitor()
    answer = await visitor.call("POST", "/messages", json={"id": bad, "text": "Hello"})
    assert answer.status_code == 422
