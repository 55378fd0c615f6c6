"""A copy of the conversation by mail, to the address that the company's own site vouches for."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from switchboard.channels.webchat.tokens import Visitor
from switchboard.conversations import AuthorKind, Entry, EntryKind, Inbox, read_after
from switchboard.conversations.models import Conversation
from switchboard.core.db import Database, Session
from switchboard.core.email_address import is_email_address
from switchboard.core.errors import Forbidden
from switchboard.core.ids import new_id
from switchboard.core.jobs import Job, Work, enqueue
from switchboard.core.mail import Post
from switchboard.core.provide import Services
from switchboard.team import Workspace

JOB = "webchat.transcript"
_BATCH = 500
_MOST_BATCHES = 20

_SUBJECT: Final = {
    "en": "Your conversation with {company}",
    "es": "Tu conversación con {company}",
    "de": "Das Gespräch mit {company}",
}
_YOU: Final = {"en": "You", "es": "Tú", "de": "Sie"}


async def order_transcript(session: Session, visitor: Visitor, conversation_id: str) -> str:
    """Have a transcript sent; returns the address with its middle hidden.

    Only an address that was proven gets mail: otherwise anybody could have us write to anybody.
    Raises Forbidden for a visitor without one.
    """
    if not (visitor.verified and visitor.email and is_email_address(visitor.email)):
        raise Forbidden(
            "Transcripts are sent to verified e-mail addresses only. Sign in on this site first.",
            code="address_not_verified",
        )
    await enqueue(
        session,
        JOB,
        {
            "conversation_id": conversation_id,
            "to": visitor.email,
            "language": visitor.language or "en",
            "mail_id": new_id("mail"),
        },
    )
    name, _, host = visitor.email.partition("@")
    return f"{name[:1]}…@{host}"


def transcript_work(services: Services) -> list[Work]:
    """The job that sends what was ordered."""
    return [Work(JOB, partial(_send, services))]


async def _send(services: Services, job: Job) -> None:
    wanted = job.payload
    async with services.get(Database).transaction(job.workspace_id) as session:
        conversation = await session.get(Conversation, wanted["conversation_id"])
        if conversation is None:
            return
        workspace = await session.get_one(Workspace, job.workspace_id)
        inbox = await session.get_one(Inbox, conversation.inbox_id)
        entries = await _all(session, conversation.id)
    company = inbox.settings.get("title") or workspace.name
    language = wanted["language"] if wanted["language"] in _SUBJECT else "en"
    await services.get(Post).mailer.send(
        wanted["to"],
        _SUBJECT[language].format(company=company),
        transcript(entries, language, company),
        message_id=f"<{wanted['mail_id']}@switchboard>",
    )


async def _all(session: Session, conversation_id: str) -> list[Entry]:
    entries: list[Entry] = []
    for _ in range(_MOST_BATCHES):
        after = entries[-1].seq if entries else 0
        batch = await read_after(session, conversation_id, after, limit=_BATCH)
        entries += batch
        if len(batch) < _BATCH:
            break
    return entries


def transcript(entries: Sequence[Entry], language: str, company: str) -> str:
    """The messages as plain text, oldest first, with names and times (UTC); no notes."""
    said = [entry for entry in entries if entry.kind == EntryKind.MESSAGE]
    return "\n\n".join(_paragraph(entry, language, company) for entry in said) + "\n"


def _paragraph(entry: Entry, language: str, company: str) -> str:
    name = (
        _YOU[language]
        if entry.author_kind == AuthorKind.CONTACT
        else (entry.author_name or company)
    )
    files = [f"[{file['name']}]" for file in entry.attachments]
    sources = [
        f"- {source['title']} {source.get('url') or ''}".rstrip() for source in entry.sources
    ]
    head = f"{name}, {entry.created_at:%Y-%m-%d %H:%M} UTC"
    return "\n".join([head, *([entry.text] if entry.text else []), *files, *sources])
