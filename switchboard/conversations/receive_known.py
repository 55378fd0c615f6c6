"""Usual messages: their senders are known and the conversations open. One statement keeps them.

It is the busiest path of the product, so it spares the round trips and the object mapping of
`receive`, which takes every other case and decides what a message means. What both write is
the same; `tests/conversations/test_receive.py` tests them alike. It never waits for a row that
somebody else holds (that message is not usual), so the two cannot deadlock.
"""

from collections.abc import Sequence
from datetime import datetime

import orjson

from switchboard.conversations.inbound import InboundMessage
from switchboard.conversations.models import AuthorKind, Conversation, Entry, EntryKind
from switchboard.conversations.timeline import PREVIEW_CHARACTERS
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.ids import new_id
from switchboard.core.search_terms import stored_terms

_KEEP = f"""
WITH wanted AS (
  SELECT * FROM unnest(
    $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::timestamptz[], $10::text[]
  ) AS w (entry_id, inbox_id, external_id, sender, name, said, attachments, said_at, terms)
), found AS MATERIALIZED (
  SELECT w.*, c.id, c.status, c.workspace_id, c.contact_id, c.last_seq
  FROM wanted w
  JOIN identities i ON i.inbox_id = w.inbox_id AND i.external_id = w.sender
  CROSS JOIN LATERAL (
    SELECT id FROM conversations WHERE identity_id = i.id ORDER BY created_at DESC LIMIT 1
  ) latest
  JOIN conversations c ON c.id = latest.id
  FOR NO KEY UPDATE OF i, c SKIP LOCKED
), kept AS (
  INSERT INTO entries (
    conversation_id, seq, id, workspace_id, inbox_id, external_id, kind,
    author_kind, author_id, author_name, text, attachments, sources, created_at, search
  )
  SELECT id, last_seq + 1, entry_id, workspace_id, inbox_id, external_id, '{EntryKind.MESSAGE}',
    '{AuthorKind.CONTACT}', contact_id, name, said, attachments::jsonb, '[]', said_at,
    array_to_tsvector(string_to_array(terms, ' '))
  FROM found WHERE status = 'open'
  ON CONFLICT (inbox_id, external_id) WHERE external_id IS NOT NULL DO NOTHING
  RETURNING conversation_id, seq, id AS entry_id, text, created_at
)
UPDATE conversations c
SET last_seq = kept.seq, last_said_seq = kept.seq,
  last_activity_at = greatest(c.last_activity_at, $9),
  last_message_at = kept.created_at, last_message_text = left(kept.text, {PREVIEW_CHARACTERS}),
  last_message_author = '{AuthorKind.CONTACT}',
  waiting_since = coalesce(c.waiting_since, kept.created_at), updated_at = $9
FROM kept WHERE c.id = kept.conversation_id
RETURNING kept.entry_id, c.*
"""  # noqa: S608 (constants of ours; values are parameters)


async def keep_usual(
    session: Session, messages: Sequence[InboundMessage]
) -> list[tuple[Conversation, Entry] | None]:
    """Keep messages of different senders; None for each that is not the usual case.

    The rows returned are copies that belong to no session: as they stand, not to be changed.
    """
    at = now()
    ids = [new_id("msg") for _ in messages]
    said_at = [message.sent_at or at for message in messages]
    driver = session.driver
    rows = await driver.fetch(
        _KEEP,
        ids,
        [message.inbox_id for message in messages],
        [message.external_id for message in messages],
        [message.sender.external_id for message in messages],
        [message.sender.name for message in messages],
        [message.text for message in messages],
        [orjson.dumps(message.attachments).decode() for message in messages],
        said_at,
        at,
        [" ".join(stored_terms(session.workspace_id, message.text)) for message in messages],
    )
    kept = {row["entry_id"]: dict(row) for row in rows}
    return [
        _pair(kept[entry_id], message, created_at) if entry_id in kept else None
        for entry_id, message, created_at in zip(ids, messages, said_at, strict=True)
    ]


def _pair(
    row: dict[str, object], message: InboundMessage, created_at: datetime
) -> tuple[Conversation, Entry]:
    entry_id = str(row.pop("entry_id"))
    conversation = Conversation(**row)
    return conversation, _entry(conversation, message, entry_id, created_at)


def _entry(
    conversation: Conversation, message: InboundMessage, entry_id: str, created_at: datetime
) -> Entry:
    return Entry(
        conversation_id=conversation.id,
        seq=conversation.last_seq,
        id=entry_id,
        workspace_id=conversation.workspace_id,
        inbox_id=message.inbox_id,
        external_id=message.external_id,
        kind=EntryKind.MESSAGE,
        author_kind=AuthorKind.CONTACT,
        author_id=conversation.contact_id,
        author_name=message.sender.name,
        text=message.text,
        attachments=message.attachments,
        sources=[],
        created_at=created_at,
    )
