"""Stores the usual messages by set: one statement for all of them.

Usual is a message for a conversation that is open, and the first one of somebody new. It is the
busiest path of the product, so it spares the round trips and the object mapping of `receive`,
which takes every other case and decides what a message means. What both write is the same;
`tests/conversations/test_receive.py` tests them alike. `append_to_open` never waits for a row that
somebody else holds, so the two cannot deadlock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from switchboard.conversations.inbound import InboundMessage
from switchboard.conversations.models import (
    AssigneeKind,
    AuthorKind,
    Conversation,
    Entry,
    EntryKind,
    Status,
)
from switchboard.conversations.timeline import preview
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.ids import new_id
from switchboard.core.search_terms import stored_terms

_NEW = """
SELECT * FROM unnest(
  $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
  $8::timestamptz[], $9::text[], $10::text[]
) AS n (
  entry_id, inbox_id, external_id, sender, name, text, attachments, written_at, terms, preview
)
"""
_COLUMNS = """
  conversation_id, seq, id, workspace_id, inbox_id, external_id, kind,
  author_kind, author_id, author_name, text, attachments, sources, event, created_at, search
"""
_APPEND = f"""
WITH new AS ({_NEW}), matching AS MATERIALIZED (
  SELECT n.*, c.id, c.status, c.workspace_id, c.contact_id, c.last_seq
  FROM new n
  JOIN identities i ON i.inbox_id = n.inbox_id AND i.external_id = n.sender
  CROSS JOIN LATERAL (
    SELECT id FROM conversations WHERE identity_id = i.id ORDER BY created_at DESC LIMIT 1
  ) latest
  JOIN conversations c ON c.id = latest.id
  FOR NO KEY UPDATE OF i, c SKIP LOCKED
), appended AS (
  INSERT INTO entries ({_COLUMNS})
  SELECT id, last_seq + 1, entry_id, workspace_id, inbox_id, external_id, '{EntryKind.MESSAGE}',
    '{AuthorKind.CONTACT}', contact_id, name, text, attachments::jsonb, '[]', NULL, written_at,
    array_to_tsvector(string_to_array(terms, ' '))
  FROM matching WHERE status = '{Status.OPEN}'
  ON CONFLICT (inbox_id, external_id) WHERE external_id IS NOT NULL DO NOTHING
  RETURNING conversation_id, seq, id AS entry_id, created_at
)
UPDATE conversations c
SET last_seq = appended.seq, last_said_seq = appended.seq,
  last_activity_at = greatest(c.last_activity_at, $11),
  last_message_at = appended.created_at, last_message_text = new.preview,
  last_message_author = '{AuthorKind.CONTACT}',
  waiting_since = coalesce(c.waiting_since, appended.created_at), updated_at = $11
FROM appended JOIN new USING (entry_id) WHERE c.id = appended.conversation_id
RETURNING appended.entry_id, c.*
"""  # noqa: S608 (constants of ours; values are parameters)
_BEGIN = f"""
WITH new AS ({_NEW}), begun AS (
  INSERT INTO conversations (
    id, workspace_id, inbox_id, contact_id, identity_id, status, assignee_kind, assignee_id,
    last_seq, last_said_seq, last_activity_at, last_message_text, last_message_author,
    last_message_at, waiting_since, episode_seq, answered_seq, created_at, updated_at
  )
  SELECT ids.conversation_id, i.workspace_id, n.inbox_id, i.contact_id, i.id, '{Status.OPEN}',
    CASE WHEN b.assistant_id IS NOT NULL THEN '{AssigneeKind.ASSISTANT}' END, b.assistant_id,
    2, 2, $11, n.preview, '{AuthorKind.CONTACT}', n.written_at, n.written_at, 0, 0, $11, $11
  FROM new n
  JOIN unnest($1::text[], $12::text[]) AS ids (entry_id, conversation_id) USING (entry_id)
  JOIN identities i ON i.inbox_id = n.inbox_id AND i.external_id = n.sender
  JOIN inboxes b ON b.id = n.inbox_id
  WHERE NOT EXISTS (
    SELECT FROM entries e WHERE e.inbox_id = n.inbox_id AND e.external_id = n.external_id
  )
  RETURNING *
), entry_ids AS (
  SELECT * FROM unnest($1::text[], $12::text[], $13::text[])
    AS ids (entry_id, conversation_id, event_id)
), events AS (
  INSERT INTO entries ({_COLUMNS})
  SELECT c.id, 1, event_id, c.workspace_id, c.inbox_id, NULL, '{EntryKind.EVENT}',
    '{AuthorKind.SYSTEM}', NULL, NULL, '', '[]', '[]', '{{"type": "created"}}', $11, NULL
  FROM begun c JOIN entry_ids ON conversation_id = c.id
), messages AS (
  INSERT INTO entries ({_COLUMNS})
  SELECT c.id, 2, n.entry_id, c.workspace_id, c.inbox_id, n.external_id, '{EntryKind.MESSAGE}',
    '{AuthorKind.CONTACT}', c.contact_id, n.name, n.text, n.attachments::jsonb, '[]', NULL,
    n.written_at, array_to_tsvector(string_to_array(n.terms, ' '))
  FROM begun c JOIN entry_ids e ON e.conversation_id = c.id JOIN new n ON n.entry_id = e.entry_id
)
SELECT e.entry_id, begun.* FROM begun JOIN entry_ids e ON e.conversation_id = begun.id
"""  # noqa: S608 (constants of ours; values are parameters)


@dataclass(frozen=True, slots=True)
class Stored:
    """A message that was stored, with all entries that were appended for it.

    The rows are copies that belong to no session: as they stand, not to be changed.
    """

    conversation: Conversation
    entries: Sequence[Entry]


@dataclass(slots=True)
class _Batch:
    """The messages as columns, and what was made up for them."""

    session: Session
    messages: Sequence[InboundMessage]
    at: datetime = field(default_factory=now)
    ids: list[str] = field(default_factory=list)

    def columns(self) -> list[list[Any]]:
        """The parameters that `_NEW` takes."""
        workspace_id = self.session.workspace_id
        self.ids = [new_id("msg") for _ in self.messages]
        return [
            self.ids,
            [message.inbox_id for message in self.messages],
            [message.external_id for message in self.messages],
            [message.sender.external_id for message in self.messages],
            [message.sender.name for message in self.messages],
            [message.text for message in self.messages],
            [orjson.dumps(message.attachments).decode() for message in self.messages],
            [self.written_at(message) for message in self.messages],
            [" ".join(stored_terms(workspace_id, message.text)) for message in self.messages],
            [preview(message.text, message.attachments) for message in self.messages],
        ]

    def written_at(self, message: InboundMessage) -> datetime:
        return message.sent_at or self.at

    def conversations(self, rows: Sequence[Any]) -> list[Conversation | None]:
        """The conversation of each message, from rows that begin with the entry's id."""
        stored = {row["entry_id"]: dict(row) for row in rows}
        for row in stored.values():
            del row["entry_id"]
        return [Conversation(**stored[i]) if i in stored else None for i in self.ids]

    def entry(self, row: int, conversation: Conversation) -> Entry:
        message = self.messages[row]
        return Entry(
            **_place(conversation, conversation.last_seq, self.ids[row]),
            external_id=message.external_id,
            kind=EntryKind.MESSAGE,
            author_kind=AuthorKind.CONTACT,
            author_id=conversation.contact_id,
            author_name=message.sender.name,
            text=message.text,
            attachments=message.attachments,
            sources=[],
            created_at=self.written_at(message),
        )


async def append_to_open(
    session: Session, messages: Sequence[InboundMessage]
) -> list[Stored | None]:
    """Append messages of different senders to their conversations.

    None for each whose sender has no open conversation, who wrote it before, or whose rows
    somebody else holds.
    """
    batch = _Batch(session, messages)
    rows = await session.driver.fetch(_APPEND, *batch.columns(), batch.at)
    return [
        Stored(conversation, [batch.entry(row, conversation)]) if conversation else None
        for row, conversation in enumerate(batch.conversations(rows))
    ]


async def begin_with(session: Session, messages: Sequence[InboundMessage]) -> list[Stored | None]:
    """Begin a conversation with each of these first messages of different senders.

    The senders' identities were made in this transaction, so no other can begin one. None for each
    message that was stored before, when somebody else had sent it.
    """
    batch = _Batch(session, messages)
    columns = batch.columns()
    events = [new_id("msg") for _ in messages]
    conversations = [new_id("cnv") for _ in messages]
    rows = await session.driver.fetch(_BEGIN, *columns, batch.at, conversations, events)
    return [
        Stored(
            conversation,
            [_created(conversation, events[row], batch.at), batch.entry(row, conversation)],
        )
        if conversation
        else None
        for row, conversation in enumerate(batch.conversations(rows))
    ]


def _created(conversation: Conversation, event_id: str, at: datetime) -> Entry:
    return Entry(
        **_place(conversation, 1, event_id),
        kind=EntryKind.EVENT,
        author_kind=AuthorKind.SYSTEM,
        text="",
        attachments=[],
        sources=[],
        event={"type": "created"},
        created_at=at,
    )


def _place(conversation: Conversation, seq: int, entry_id: str) -> dict[str, Any]:
    return {
        "conversation_id": conversation.id,
        "seq": seq,
        "id": entry_id,
        "workspace_id": conversation.workspace_id,
        "inbox_id": conversation.inbox_id,
    }
