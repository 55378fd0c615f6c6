"""Every event there is, and who hears it."""

from functools import partial

from switchboard.articles import ArticleChanged
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
from switchboard.help_center.pictures import fetch_when_changed
from switchboard.insights import compare_when_changed
from switchboard.realtime import Bus
from switchboard.search import KnowledgeSearch


def subscribe(events: Events, bus: Bus, search: KnowledgeSearch) -> None:
    """Wire the list. Handlers run in the transaction of what they hear."""
    events.subscribe(EntryAppended, partial(publish_entry, bus))
    events.subscribe(Marked, partial(publish_marked, bus))
    events.subscribe(Read, partial(publish_read, bus))
    events.subscribe(EntryAppended, notice_entry)
    events.subscribe(Mentioned, notice_mention)
    events.subscribe(MessageReceived, answer_when_received)
    events.subscribe(Assigned, answer_when_assigned)
    events.subscribe(Reopened, answer_when_reopened)
    events.subscribe(ArticleChanged, search.article_changed)
    events.subscribe(ArticleChanged, compare_when_changed)
    events.subscribe(ArticleChanged, fetch_when_changed)
    events.subscribe(PersonRequested, hand_over_on_request)
