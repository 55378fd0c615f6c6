"""What the home screen shows, and whether a person would answer now."""

from switchboard.channels.webchat.self_service.schemas import Availability
from switchboard.channels.webchat.settings import WebchatSettings
from switchboard.channels.webchat.tokens import Visitor
from switchboard.conversations.inboxes import get_inbox
from switchboard.conversations.reply_times import usual_wait
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.team.presence import is_anyone_present


async def availability(session: Session, visitor: Visitor) -> Availability:
    """Whether people are there now, when they are back, and how long one usually waits."""
    inbox = await get_inbox(session, visitor.inbox_id)
    settings = WebchatSettings.model_validate(inbox.settings)
    hours, at = settings.business_hours, now()
    is_open = hours is None or hours.is_open(at)
    there = is_open and await is_anyone_present(session, settings.handover_team_id)
    return Availability(
        someone_there=there,
        opens_at=None if is_open or hours is None else hours.opens_at(at),
        usual_wait_seconds=await usual_wait(session, visitor.inbox_id) if there else None,
    )
