"""Tells people: a frame for the consoles they have open, a push for browsers that have none."""

from functools import partial
from typing import Any

import orjson
import structlog
from sqlalchemy import delete, select

from switchboard.contacts import Contact, display_name
from switchboard.conversations import Conversation, Entry, EntryKind
from switchboard.conversations.live import member_topic
from switchboard.core.db import Database, Session
from switchboard.core.http import Outbound, Refused
from switchboard.core.jobs import Job, Work, enqueue
from switchboard.core.provide import Services
from switchboard.handover.notices.hear import TELL
from switchboard.handover.notices.models import PushSubscription
from switchboard.handover.notices.texts import notice_title
from switchboard.handover.notices.webpush import Receiver, Sender, as_message, encrypt
from switchboard.handover.notices.who import Told, who_is_told
from switchboard.realtime import Bus
from switchboard.team import workspace_language
from switchboard.team.settings import NoticeKind

log = structlog.get_logger(__name__)

PUSH = "notices.push"
_GONE = (404, 410)
_KEPT_SECONDS = 4 * 3600
"""A push service forgets what it could not deliver within this time: by then it is old news."""
_LONGEST_EXCERPT = 240


def notice_work(services: Services) -> list[Work]:
    """The kinds of job there are for notices."""
    return [
        Work(TELL, partial(tell, services)),
        Work(PUSH, partial(push, services), max_attempts=5),
    ]


async def tell(services: Services, job: Job) -> None:
    """Tell everyone whom an entry concerns and who wants to know."""
    kind: NoticeKind = job.payload["kind"]
    async with services.get(Database).transaction(job.workspace_id) as session:
        key = (job.payload["conversation_id"], job.payload["seq"])
        entry = await session.get(Entry, key)
        conversation = await session.get(Conversation, key[0])
        if entry is None or conversation is None:
            return
        contact = await session.get(Contact, conversation.contact_id)
        mentioned = job.payload.get("member_ids", ())
        told = await who_is_told(session, kind, conversation, entry, mentioned)
        news = _news(kind, entry)
        language = await session.scalar(select(workspace_language(session)))
        called = display_name(contact, language or "") if contact else None
        names = (entry.author_name, called)
        frames = [_frame(one, news, names) for one in told if one.ways.screen or one.ways.sound]
        await _enqueue_pushes(session, [one for one in told if one.ways.push], news, names)
    if frames:
        await services.get(Bus).publish(*frames)


def _news(kind: NoticeKind, entry: Entry) -> dict[str, Any]:
    said = entry.text if entry.kind != EntryKind.EVENT else ""
    text = " ".join(said.split())
    short = text if len(text) <= _LONGEST_EXCERPT else f"{text[: _LONGEST_EXCERPT - 1]}…"
    return {"kind": kind, "conversation_id": entry.conversation_id, "tag": entry.id, "body": short}


def _frame(
    one: Told, news: dict[str, Any], names: tuple[str | None, str | None]
) -> tuple[str, bytes]:
    title = notice_title(news["kind"], one.settings.locale, *names)
    ways = {"screen": one.ways.screen, "sound": one.ways.sound}
    return member_topic(one.member_id), orjson.dumps(
        {"type": "notice", **news, "title": title, **ways}
    )


async def _enqueue_pushes(
    session: Session,
    told: list[Told],
    news: dict[str, Any],
    names: tuple[str | None, str | None],
) -> None:
    locales = {one.member_id: one.settings.locale for one in told}
    subscriptions = await session.scalars(
        select(PushSubscription).where(PushSubscription.member_id.in_(list(locales)))
    )
    for subscription in subscriptions:
        locale = locales[subscription.member_id] or subscription.locale
        notice = {**news, "title": notice_title(news["kind"], locale, *names)}
        await enqueue(session, PUSH, {"subscription_id": subscription.id, "notice": notice})


async def push(services: Services, job: Job) -> None:
    """Hand one notice to one browser's push service. A browser that is gone is forgotten."""
    database = services.get(Database)
    async with database.transaction(job.workspace_id) as session:
        found = await session.get(PushSubscription, job.payload["subscription_id"])
    if found is None:
        return
    receiver = Receiver(found.endpoint, found.p256dh, found.auth)
    try:
        answer = await services.get(Outbound).request(
            "POST",
            receiver.endpoint,
            content=encrypt(as_message(dict(job.payload["notice"])), receiver),
            headers=services.get(Sender).headers(receiver.endpoint, seconds=_KEPT_SECONDS),
            seconds=15,
        )
        gone, status = answer.status in _GONE, answer.status
    except Refused:
        gone, status = True, 0
    if gone:
        async with database.transaction(job.workspace_id) as session:
            await session.execute(delete(PushSubscription).where(PushSubscription.id == found.id))
    elif status == 429 or status >= 500:
        raise PushFailed(f"the push service answered {status}")
    elif status >= 400:
        log.warning("push_refused", status=status, subscription=found.id)


class PushFailed(Exception):
    """The push service could not take the message now; later it may."""
