"""Tells open screens what changed in a conversation, after the commit.

Three topics: what the visitor may see, what staff may see, and, for the whole workspace, that
a conversation changed (lists refresh from it). A frame for a visitor about an entry that is
not for them carries its number only, so that the numbers they hear have no gap.
"""

from typing import Any

import orjson

from switchboard.conversations import schemas
from switchboard.conversations.events import EntryAppended, Marked, Read
from switchboard.conversations.models import Conversation, Entry, EntryKind
from switchboard.core.db import Session
from switchboard.realtime import Bus

VISITOR_EVENTS = frozenset({"assigned", "handed_over", "resolved", "reopened", "rated"})


def visitor_topic(conversation_id: str) -> str:
    """What the customer's own screens listen to."""
    return f"visitor:{conversation_id}"


def staff_topic(conversation_id: str) -> str:
    """What the console listens to while it shows a conversation."""
    return f"staff:{conversation_id}"


def workspace_topic(workspace_id: str) -> str:
    """What the console's lists listen to."""
    return f"workspace:{workspace_id}"


def member_topic(member_id: str) -> str:
    """What all screens of one person listen to."""
    return f"member:{member_id}"


def for_visitor(entry: Entry) -> bool:
    """Whether the customer may see an entry: no note, and only events that concern them."""
    if entry.kind == EntryKind.EVENT:
        return entry.event is not None and entry.event["type"] in VISITOR_EVENTS
    return entry.kind == EntryKind.MESSAGE


def shown_to_visitor(entry: Entry) -> schemas.Entry | None:
    """The entry as the customer sees it: of an event, who is in charge now, and no reasons."""
    if not for_visitor(entry):
        return None
    shown = schemas.Entry.of(entry)
    if shown.event is not None:
        told = {name: said for name, said in shown.event.items() if name in _TOLD_TO_VISITORS}
        shown = shown.model_copy(update={"event": told})
    return shown


def shown_to_staff(entry: Entry) -> schemas.Entry:
    """The entry as the console sees it: all of it."""
    return schemas.Entry.of(entry)


_TOLD_TO_VISITORS = frozenset({"type", "assignee", "score"})


class _NewEntries(list[EntryAppended]):
    """What one unit of work has appended."""


async def publish_entry(bus: Bus, session: Session, event: EntryAppended) -> None:
    """Publish a new entry to everyone who looks, once it is committed.

    All that one transaction appends is published together: a round trip to Valkey costs more
    than what it carries.
    """
    waiting = session.part(_NewEntries)
    waiting.append(event)
    if len(waiting) > 1:
        return

    async def publish() -> None:
        frames = (frame for one in waiting for frame in _frames(one.conversation, one.entry))
        await bus.publish(*frames)

    session.after_commit(publish)


async def publish_marked(bus: Bus, session: Session, event: Marked) -> None:
    """Tell lists that a conversation looks different, once it is committed."""
    frame = orjson.dumps(_changed(event.conversation))
    topic = workspace_topic(event.workspace_id)
    session.after_commit(lambda: bus.publish((topic, frame)))


async def publish_read(bus: Bus, session: Session, event: Read) -> None:
    """Tell the other screens of whoever reads how far they have, once it is committed."""
    said = {"conversation_id": event.conversation_id, "seq": event.seq}
    frame = orjson.dumps({"type": "read", **said})
    session.after_commit(lambda: bus.publish((member_topic(event.reader_id), frame)))


def _frames(conversation: Conversation, entry: Entry) -> list[tuple[str, bytes]]:
    to_staff = _entry_frame(entry, schemas.Entry.of(entry))
    if entry.kind == EntryKind.MESSAGE:
        to_visitor = to_staff
    elif (shown := shown_to_visitor(entry)) is not None:
        to_visitor = _entry_frame(entry, shown)
    else:
        hidden = {"conversation_id": entry.conversation_id, "entry": {"seq": entry.seq}}
        to_visitor = orjson.dumps({"type": "hidden", **hidden})
    return [
        (visitor_topic(conversation.id), to_visitor),
        (staff_topic(conversation.id), to_staff),
        (workspace_topic(conversation.workspace_id), orjson.dumps(_changed(conversation))),
    ]


def _entry_frame(entry: Entry, shown: schemas.Entry) -> bytes:
    body = shown.model_dump(mode="json")
    return orjson.dumps({"type": "entry", "conversation_id": entry.conversation_id, "entry": body})


def _changed(conversation: Conversation) -> dict[str, Any]:
    assignee = None
    if conversation.assignee_kind is not None:
        assignee = {"kind": conversation.assignee_kind, "id": conversation.assignee_id}
    return {
        "type": "conversation",
        "conversation": {
            "id": conversation.id,
            "inbox_id": conversation.inbox_id,
            "status": conversation.status,
            "assignee": assignee,
            "last_seq": conversation.last_seq,
        },
    }
