"""What lists and headers show of conversations: one query, however many there are."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Bundle

from switchboard.contacts import Contact, display_name
from switchboard.conversations import schemas
from switchboard.conversations.errors import ConversationNotFound
from switchboard.conversations.models import Conversation, Draft, Inbox, Label, Priority, ReadMark
from switchboard.core.db import Session
from switchboard.team import workspace_language
from switchboard.team.directory import display_names


async def get_conversation(
    session: Session, conversation_id: str, *, reader_id: str
) -> schemas.Conversation:
    """One conversation. Raises ConversationNotFound when the workspace has none by this id."""
    found = await read_conversations(session, [conversation_id], reader_id=reader_id)
    if not found:
        raise ConversationNotFound
    return found[0]


async def read_conversations(
    session: Session, ids: Sequence[str], *, reader_id: str
) -> list[schemas.Conversation]:
    """The conversations with these ids, in this order, as they are shown to one reader."""
    if not ids:
        return []
    rows = {row[0].id: row for row in await session.execute(_with_names(session, ids, reader_id))}
    found = [rows[id_] for id_ in ids if id_ in rows]
    assignees = {row[0].assignee_id for row in found if row[0].assignee_id}
    names = await display_names(session, assignees)
    labels = await _labels(session, {id_ for row in found for id_ in row[0].label_ids})
    return [_conversation(row, names, labels) for row in found]


_CONTACT: Bundle[Any] = Bundle(
    "contact", Contact.id, Contact.name, Contact.email, Contact.phone, Contact.attributes
)


def _with_names(session: Session, ids: Sequence[str], reader_id: str) -> Any:
    mark = and_(ReadMark.conversation_id == Conversation.id, ReadMark.reader_id == reader_id)
    draft = and_(Draft.conversation_id == Conversation.id, Draft.author_id == reader_id)
    return (
        select(
            Conversation,
            _CONTACT,
            Inbox.channel,
            func.coalesce(ReadMark.seq, 0),
            Draft.author_id.is_not(None),
            workspace_language(session),
        )
        .join(Contact, Contact.id == Conversation.contact_id)
        .join(Inbox, Inbox.id == Conversation.inbox_id)
        .outerjoin(ReadMark, mark)
        .outerjoin(Draft, draft)
        .where(Conversation.workspace_id == session.workspace_id, Conversation.id.in_(ids))
    )


async def _labels(session: Session, ids: Collection[str]) -> dict[str, schemas.LabelBrief]:
    if not ids:
        return {}
    rows = await session.execute(
        select(Label.id, Label.name, Label.color)
        .where(Label.workspace_id == session.workspace_id, Label.id.in_(ids))
        .order_by(Label.name)
    )
    return {row.id: schemas.LabelBrief.model_validate(row._mapping) for row in rows}


def _conversation(
    found: Any, names: dict[str, str], labels: dict[str, schemas.LabelBrief]
) -> schemas.Conversation:
    row, contact, channel, read_seq, drafted, language = found
    return schemas.Conversation.model_validate(
        {
            "id": row.id,
            "inbox_id": row.inbox_id,
            "channel": channel,
            "status": row.status,
            "contact": {
                "id": contact.id,
                "name": contact.name,
                "email": contact.email,
                "display_name": display_name(contact, language),
            },
            "assignee": _assignee(row, names),
            "language": row.language,
            "priority": Priority(row.priority).name.lower(),
            "labels": [label for id_, label in labels.items() if id_ in row.label_ids],
            "last_seq": row.last_seq,
            "last_message": _last_message(row),
            "last_activity_at": row.last_activity_at,
            "unread": row.last_said_seq > read_seq,
            "drafted": drafted,
            "mentioned_ids": row.mentioned_ids,
            "waiting_since": row.waiting_since,
            "snoozed_until": row.snoozed_until,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        }
    )


def _assignee(row: Conversation, names: dict[str, str]) -> dict[str, Any] | None:
    if row.assignee_id is None:
        return None
    name = names.get(row.assignee_id)
    return {"kind": row.assignee_kind, "id": row.assignee_id, "name": name}


def _last_message(row: Conversation) -> dict[str, Any] | None:
    if row.last_message_at is None:
        return None
    return {
        "text": row.last_message_text,
        "author_kind": row.last_message_author,
        "created_at": row.last_message_at,
    }
