"""What staff do with conversations, over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, status

from switchboard.conversations import schemas
from switchboard.conversations.assign import Assignee, assign
from switchboard.conversations.attachments import as_kept, put_into, take
from switchboard.conversations.drafts import drop_draft, keep_draft, read_draft
from switchboard.conversations.mentions import check_mentions, keep_mentions
from switchboard.conversations.models import AssigneeKind, AuthorKind, Draft, EntryKind
from switchboard.conversations.post import post
from switchboard.conversations.queries import get_conversation
from switchboard.conversations.read_marks import mark_read
from switchboard.conversations.status import reopen, resolve, snooze
from switchboard.conversations.timeline import Author, NewEntry, read_after, read_before
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.team import Principal, allow
from switchboard.team.directory import find_assignee

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])

Reader = Annotated[Principal, allow("conversations.read")]
Writer = Annotated[Principal, allow("conversations.write")]
Db = Annotated[Database, provided(Database)]
Limit = Annotated[int, Query(ge=1, le=200)]
Seq = Annotated[int | None, Query(ge=0, le=schemas.LARGEST_SEQ)]


@router.get("/{conversation_id}")
async def read(conversation_id: str, staff: Reader, db: Db) -> schemas.Conversation:
    """Get a conversation."""
    async with db.transaction(staff.workspace_id) as session:
        return await get_conversation(session, conversation_id, reader_id=staff.id)


@router.get("/{conversation_id}/timeline")
async def timeline(
    conversation_id: str,
    staff: Reader,
    db: Db,
    after_seq: Seq = None,
    before_seq: Seq = None,
    limit: Limit = 100,
) -> schemas.Timeline:
    """Entries after a number; or, without `after_seq`, the newest (before a number).

    `next` is the `after_seq` of what follows.
    """
    async with db.transaction(staff.workspace_id) as session:
        conversation = await get_conversation(session, conversation_id, reader_id=staff.id)
        if after_seq is None:
            rows = await read_before(session, conversation_id, before_seq, limit=limit)
        else:
            rows = await read_after(session, conversation_id, after_seq, limit=limit)
    more = after_seq is not None and rows and rows[-1].seq < conversation.last_seq
    return schemas.Timeline(
        items=[schemas.Entry.of(row) for row in rows],
        next=str(rows[-1].seq) if more else None,
        last_seq=conversation.last_seq,
    )


@router.post("/{conversation_id}/messages", status_code=status.HTTP_201_CREATED)
async def post_message(
    conversation_id: str,
    body: schemas.NewMessage,
    staff: Writer,
    db: Db,
    idempotency_key: Annotated[str | None, Header(max_length=255)] = None,
) -> schemas.Entry:
    """Reply to the customer, or leave a note; the same `Idempotency-Key` posts it once."""
    key = idempotency_key and schemas.staff_key(staff.id, conversation_id, idempotency_key)
    async with db.transaction(staff.workspace_id) as session:
        await check_mentions(session, EntryKind(body.kind), body.mentions)
        files = await take(session, staff.id, body.attachment_ids)
        entry = await post(
            session,
            conversation_id,
            NewEntry(
                EntryKind(body.kind),
                _author(staff),
                text=body.text,
                external_id=key,
                attachments=as_kept(files),
                rich=body.rich.model_dump(exclude_none=True) if body.rich else None,
            ),
        )
        put_into(conversation_id, files, internal=body.kind == "note")
        await keep_mentions(session, entry, body.mentions)
        await drop_draft(session, conversation_id, staff.id, body.kind)
        await mark_read(session, conversation_id, staff.id, entry.seq)
    return schemas.Entry.of(entry)


@router.post("/{conversation_id}/assign")
async def put_in_charge(
    conversation_id: str, body: schemas.Assignment, staff: Writer, db: Db
) -> schemas.Conversation:
    """Assign the conversation to a member, a team or an assistant, or unassign it."""
    async with db.transaction(staff.workspace_id) as session:
        chosen = None
        if body.assignee is not None:
            name = await find_assignee(session, body.assignee.kind, body.assignee.id)
            chosen = Assignee(AssigneeKind(body.assignee.kind), body.assignee.id, name)
        await assign(session, conversation_id, chosen, _author(staff))
        return await get_conversation(session, conversation_id, reader_id=staff.id)


@router.post("/{conversation_id}/resolve")
async def settle(conversation_id: str, staff: Writer, db: Db) -> schemas.Conversation:
    """Resolve the conversation."""
    return await _change(db, staff, conversation_id, resolve)


@router.post("/{conversation_id}/reopen")
async def take_up_again(conversation_id: str, staff: Writer, db: Db) -> schemas.Conversation:
    """Reopen a snoozed or resolved conversation."""
    return await _change(db, staff, conversation_id, reopen)


@router.post("/{conversation_id}/snooze")
async def let_rest(
    conversation_id: str, body: schemas.Snooze, staff: Writer, db: Db
) -> schemas.Conversation:
    """Snooze the conversation until a time, or until the customer writes."""
    async with db.transaction(staff.workspace_id) as session:
        await snooze(session, conversation_id, body.until, _author(staff))
        return await get_conversation(session, conversation_id, reader_id=staff.id)


@router.post("/{conversation_id}/read")
async def read_through(
    conversation_id: str, body: schemas.ReadThrough, staff: Reader, db: Db
) -> schemas.Conversation:
    """Mark the conversation as read up to a number."""
    async with db.transaction(staff.workspace_id) as session:
        conversation = await get_conversation(session, conversation_id, reader_id=staff.id)
        await mark_read(session, conversation_id, staff.id, min(body.seq, conversation.last_seq))
        return await get_conversation(session, conversation_id, reader_id=staff.id)


@router.get("/{conversation_id}/draft")
async def read_own_draft(conversation_id: str, staff: Writer, db: Db) -> schemas.Draft:
    """Get your unsent draft; empty if there is none."""
    async with db.transaction(staff.workspace_id) as session:
        return _draft(await read_draft(session, conversation_id, staff.id))


@router.put("/{conversation_id}/draft")
async def keep_own_draft(
    conversation_id: str, body: schemas.DraftText, staff: Writer, db: Db
) -> schemas.Draft:
    """Save your unsent draft; an empty text deletes it."""
    async with db.transaction(staff.workspace_id) as session:
        if not body.text.strip():
            await read_draft(session, conversation_id, staff.id)
            await drop_draft(session, conversation_id, staff.id)
            return _draft(None)
        return _draft(await keep_draft(session, conversation_id, staff.id, body.kind, body.text))


@router.delete("/{conversation_id}/draft", status_code=status.HTTP_204_NO_CONTENT)
async def drop_own_draft(conversation_id: str, staff: Writer, db: Db) -> None:
    """Delete your draft."""
    async with db.transaction(staff.workspace_id) as session:
        await read_draft(session, conversation_id, staff.id)
        await drop_draft(session, conversation_id, staff.id)


def _draft(row: Draft | None) -> schemas.Draft:
    if row is None:
        return schemas.Draft(text="", updated_at=None)
    return schemas.Draft.model_validate(row, from_attributes=True)


async def _change(
    db: Database, staff: Principal, conversation_id: str, verb: Any
) -> schemas.Conversation:
    async with db.transaction(staff.workspace_id) as session:
        await verb(session, conversation_id, _author(staff))
        return await get_conversation(session, conversation_id, reader_id=staff.id)


def _author(staff: Principal) -> Author:
    return Author(AuthorKind.MEMBER, staff.id, staff.name)
