"""Every event there is, and who hears it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from switchboard.assistant import answer_when_assigned, answer_when_received, answer_when_reopened
from switchboard.conversations import (
    Assigned,
    EntryAppended,
    MessageReceived,
    PersonRequested,
    Reopened,
)
from switchboard.conversations.events import Marked, Mentioned, Read
from switchboard.conversations.live import publish_entry, publish_marked, publish_read
from switchboard.core.events import Events
from switchboard.handover import hand_over_on_request
from switchboard.handover.notices import notice_entry, notice_mention
from switchboard.realtime import Bus

if TYPE_CHECKING:
    from switchboard.search import KnowledgeSearch


def subscribe_conversations(events: Events, bus: Bus) -> None:
    """Wire what happens in conversations. Handlers run in the transaction of what they hear."""
    events.subscribe(EntryAppended, partial(publish_entry, bus))
    events.subscribe(Marked, partial(publish_marked, bus))
    events.subscribe(Read, partial(publish_read, bus))
    events.subscribe(EntryAppended, notice_entry)
    events.subscribe(Mentioned, notice_mention)
    events.subscribe(MessageReceived, answer_when_received)
    events.subscribe(Assigned, answer_when_assigned)
    events.subscribe(Reopened, answer_when_reopened)
    events.subscribe(PersonRequested, hand_over_on_request)


def subscribe_articles(events: Events, search: KnowledgeSearch) -> None:
    """Wire what happens to articles, where articles can change: not in a gateway."""
    from switchboard.articles import ArticleChanged
    from switchboard.help_center.pictures import fetch_when_changed
    from switchboard.insights import compare_when_changed

    events.subscribe(ArticleChanged, search.article_changed)
    events.subscribe(ArticleChanged, compare_when_changed)
    events.subscribe(ArticleChanged, fetch_when_changed)
