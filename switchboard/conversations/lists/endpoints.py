"""Lists of conversations over HTTP: pages, counts, search, labels, and many at once."""

from typing import Annotated

from fastapi import APIRouter, Query, status

from switchboard.conversations import schemas as one
from switchboard.conversations.labels import (
    change_label,
    create_label,
    delete_label,
    list_labels,
    set_labels,
    set_priority,
)
from switchboard.conversations.lists import schemas
from switchboard.conversations.lists.bulk import act_on_many
from switchboard.conversations.lists.counts import count_far, count_own_views
from switchboard.conversations.lists.filters import Filter, Listing
from switchboard.conversations.lists.pages import list_conversations
from switchboard.conversations.lists.search import search
from switchboard.conversations.models import AuthorKind, Priority
from switchboard.conversations.queries import get_conversation
from switchboard.conversations.read_marks import mark_unread
from switchboard.conversations.timeline import Author
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.pages import Page
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])
labels = APIRouter(prefix="/api/v1/labels", tags=["labels"])

Reader = Annotated[Principal, allow("conversations.read")]
Writer = Annotated[Principal, allow("conversations.write")]
Manager = Annotated[Principal, allow("settings.write")]
Db = Annotated[Database, provided(Database)]
Words = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
After = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]*$")]


@router.get("")
async def list_page(
    staff: Reader, db: Db, wanted: Annotated[Listing, Query()]
) -> Page[one.Conversation]:
    """Conversations that fit all that is asked for, newest activity first unless sorted.

    With a filter that no index serves, a page may be short or empty and still have a `next`.
    """
    async with db.transaction(staff.workspace_id) as session:
        return await list_conversations(session, wanted, staff.id)


@router.get("/counts")
async def counts(staff: Reader, db: Db) -> schemas.ConversationCounts:
    """Count the conversations in each view, up to 100."""
    async with db.transaction(staff.workspace_id) as session:
        return await count_own_views(session, staff.id)


@router.get("/count")
async def count_all(staff: Reader, db: Db, wanted: Annotated[Filter, Query()]) -> schemas.ViewCount:
    """Count the conversations that match a filter, up to 10,000."""
    async with db.transaction(staff.workspace_id) as session:
        return await count_far(session, wanted, staff.id)


@router.get("/search")
async def find(
    staff: Reader,
    db: Db,
    q: Words = "",
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> schemas.FoundInConversations:
    """People by name, address and number; messages and notes by the beginnings of words.

    Without words nothing is found.
    """
    async with db.transaction(staff.workspace_id) as session:
        return await search(session, q.strip(), reader_id=staff.id, after=after, limit=limit)


@router.post("/bulk")
async def act(body: schemas.BulkAction, staff: Writer, db: Db) -> schemas.BulkResult:
    """Apply an action to many conversations; each succeeds or fails on its own."""
    return await act_on_many(db, staff.workspace_id, body, _author(staff))


@router.post("/{conversation_id}/labels")
async def mark(
    conversation_id: str, body: schemas.LabelsChange, staff: Writer, db: Db
) -> one.Conversation:
    """Add and remove labels of a conversation."""
    async with db.transaction(staff.workspace_id) as session:
        await set_labels(session, conversation_id, add=body.add, remove=body.remove)
        return await get_conversation(session, conversation_id, reader_id=staff.id)


@router.post("/{conversation_id}/priority")
async def prioritize(
    conversation_id: str, body: schemas.PriorityChange, staff: Writer, db: Db
) -> one.Conversation:
    """Set the priority of a conversation."""
    async with db.transaction(staff.workspace_id) as session:
        await set_priority(session, conversation_id, Priority[body.priority.upper()])
        return await get_conversation(session, conversation_id, reader_id=staff.id)


@router.post("/{conversation_id}/unread")
async def unread(conversation_id: str, staff: Reader, db: Db) -> one.Conversation:
    """Mark a conversation as unread for yourself."""
    async with db.transaction(staff.workspace_id) as session:
        await mark_unread(session, conversation_id, staff.id)
        return await get_conversation(session, conversation_id, reader_id=staff.id)


@labels.get("")
async def list_all_labels(staff: Reader, db: Db) -> Page[schemas.Label]:
    """List all labels, by name."""
    async with db.transaction(staff.workspace_id) as session:
        rows = await list_labels(session)
        return Page(items=[_shown(row) for row in rows])


@labels.post("", status_code=status.HTTP_201_CREATED)
async def create(body: schemas.NewLabel, staff: Writer, db: Db) -> schemas.Label:
    """Create a label."""
    async with db.transaction(staff.workspace_id) as session:
        return _shown(await create_label(session, body.name, body.color))


@labels.patch("/{label_id}")
async def change(label_id: str, body: schemas.LabelChange, staff: Manager, db: Db) -> schemas.Label:
    """Update a label's name or color, on every conversation that has it."""
    async with db.transaction(staff.workspace_id) as session:
        return _shown(await change_label(session, label_id, body.name, body.color))


@labels.delete("/{label_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove(label_id: str, staff: Manager, db: Db) -> None:
    """Delete a label; it is removed from all conversations."""
    async with db.transaction(staff.workspace_id) as session:
        await delete_label(session, label_id)


def _shown(row: object) -> schemas.Label:
    return schemas.Label.model_validate(row, from_attributes=True)


def _author(staff: Principal) -> Author:
    return Author(AuthorKind.MEMBER, staff.id, staff.name)
