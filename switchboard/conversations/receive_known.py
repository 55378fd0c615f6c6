"""The usual message: its sender is known and their conversation is open. One statement keeps it.

It is the busiest path of the product, so it spares the round trips and the object mapping of
`receive`, which takes every other case and decides what a message means. What both write is
the same; `tests/conversations/test_receive.py` tests them alike. It locks the sender first and
then the conversation, as `receive` does: in another order the two would deadlock.
"""

import json
from datetime import datetime

from switchboard.conversations.inbound import InboundMessage
from switchboard.conversations.models import AuthorKind, Conversation, Entry, EntryKind
from switchboard.conversations.timeline import PREVIEW_CHARACTERS
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.ids import new_id

_KEEP = f"""
WITH found AS MATERIALIZED (
  SELECT c.* FROM identities i JOIN conversations c ON c.identity_id = i.id
  WHERE i.inbox_id = $1 AND i.external_id = $2
  ORDER BY c.created_at DESC LIMIT 1
  FOR NO KEY UPDATE OF i, c
), kept AS (
  INSERT INTO entries (
    conversation_id, seq, id, workspace_id, inbox_id, external_id, kind,
    author_kind, author_id, author_name, text, attachments, sources, created_at
  )
  SELECT id, last_seq + 1, $3, workspace_id, inbox_id, $4, '{EntryKind.MESSAGE}',
    '{AuthorKind.CONTACT}', contact_id, $5, $6, $7::text::jsonb, '[]', $8
  FROM found WHERE status = 'open'
  ON CONFLICT (inbox_id, external_id) WHERE external_id IS NOT NULL DO NOTHING
  RETURNING conversation_id, seq
)
UPDATE conversations c
SET last_seq = kept.seq, last_said_seq = kept.seq,
  last_activity_at = greatest(c.last_activity_at, $9),
  last_message_at = $8, last_message_text = left($6, {PREVIEW_CHARACTERS}),
  last_message_author = '{AuthorKind.CONTACT}',
  waiting_since = coalesce(c.waiting_since, $8), updated_at = $9
FROM kept WHERE c.id = kept.conversation_id
RETURNING c.*
"""  # noqa: S608 (constants of ours; values are parameters)


async def keep_if_usual(
    session: Session, message: InboundMessage
) -> tuple[Conversation, Entry] | None:
    """Keep a message, or return None and change nothing when it is not the usual case.

    The rows returned are copies that belong to no session: as they stand, not to be changed.
    """
    at = now()
    entry_id, created_at = new_id("msg"), message.sent_at or at
    driver = await session.driver()
    row = await driver.fetchrow(
        _KEEP,
        message.inbox_id,
        message.sender.external_id,
        entry_id,
        message.external_id,
        message.sender.name,
        message.text,
        json.dumps(message.attachments),
        created_at,
        at,
    )
    if row is None:
        return None
    conversation = Conversation(**dict(row))
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
