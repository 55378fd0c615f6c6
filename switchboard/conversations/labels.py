"""Labels: the workspace's words that conversations are marked with."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from switchboard.conversations.events import Marked
from switchboard.conversations.models import Conversation, ConversationTag, Label, Priority
from switchboard.conversations.timeline import lock
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, Invalid, NotFound
from switchboard.core.ids import new_id
from switchboard.core.jobs import enqueue

MOST = 500
MOST_OF_ONE = 20
FORGET = "conversations.forget_label"
_AT_A_TIME = 500


async def list_labels(session: Session) -> Sequence[Label]:
    """The labels of the workspace, by name."""
    rows = await session.scalars(
        select(Label)
        .where(Label.workspace_id == session.workspace_id)
        .order_by(func.lower(Label.name), Label.id)
    )
    return rows.all()


async def create_label(session: Session, name: str, color: str) -> Label:
    """A new label. Raises Conflict when the name is taken, or there are too many."""
    count = select(func.count()).where(Label.workspace_id == session.workspace_id)
    if (await session.scalar(count) or 0) >= MOST:
        raise Conflict(f"A workspace can have up to {MOST} labels.")
    label = Label(id=new_id("lbl"), workspace_id=session.workspace_id, name=name, color=color)
    session.add(label)
    await _flush(session, name)
    return label


async def change_label(
    session: Session, label_id: str, name: str | None, color: str | None
) -> Label:
    """Rename or recolour a label. Raises NotFound and Conflict."""
    label = await _find(session, label_id)
    label.name, label.color = name or label.name, color or label.color
    await _flush(session, label.name)
    return label


async def delete_label(session: Session, label_id: str) -> None:
    """Give a label up; a job takes it off the conversations that have it. Raises NotFound."""
    await session.delete(await _find(session, label_id))
    await enqueue(session, FORGET, {"label_id": label_id})


async def set_labels(
    session: Session, conversation_id: str, *, add: Collection[str], remove: Collection[str]
) -> Conversation:
    """Put labels on a conversation and take others off. Raises NotFound and Invalid."""
    await _require(session, add)
    conversation = await lock(session, conversation_id)
    wanted = sorted({*conversation.label_ids, *add} - set(remove))
    if len(wanted) > MOST_OF_ONE:
        raise Invalid(f"A conversation can have up to {MOST_OF_ONE} labels.")
    if wanted != conversation.label_ids:
        conversation.label_ids = wanted
        await _tell(session, conversation)
    return conversation


async def set_priority(session: Session, conversation_id: str, priority: Priority) -> Conversation:
    """Say how soon a conversation wants to be looked at. Raises ConversationNotFound."""
    conversation = await lock(session, conversation_id)
    if conversation.priority != priority:
        conversation.priority = priority
        await _tell(session, conversation)
    return conversation


async def forget_label(session: Session, label_id: str) -> int:
    """Take a label that is gone off some of the conversations; returns off how many."""
    theirs = select(ConversationTag.conversation_id).where(ConversationTag.tag == label_id)
    some = theirs.order_by(ConversationTag.conversation_id).limit(_AT_A_TIME)
    changed: Any = await session.execute(
        update(Conversation)
        .where(Conversation.id.in_(some))
        .values(
            label_ids=func.array_remove(Conversation.label_ids, label_id),
            updated_at=Conversation.updated_at,
        )
        .execution_options(synchronize_session=False)
    )
    return int(changed.rowcount)


async def _tell(session: Session, conversation: Conversation) -> None:
    await session.flush()
    await session.emit(Marked(workspace_id=session.workspace_id, conversation=conversation))


async def _require(session: Session, label_ids: Collection[str]) -> None:
    if not label_ids:
        return
    query = select(Label.id).where(
        Label.workspace_id == session.workspace_id, Label.id.in_(label_ids)
    )
    if set(label_ids) - set(await session.scalars(query)):
        raise Invalid("Label not found in this workspace.")


async def _find(session: Session, label_id: str) -> Label:
    query = select(Label).where(Label.workspace_id == session.workspace_id, Label.id == label_id)
    label = await session.scalar(query.with_for_update())
    if label is None:
        raise NotFound("Label not found.")
    return label


async def _flush(session: Session, name: str) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise Conflict(f"A label named {name} already exists.") from None
