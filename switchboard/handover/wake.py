"""Hears that a customer pressed the button for a person."""

from switchboard.conversations import Author, AuthorKind, PersonRequested
from switchboard.core.db import Session
from switchboard.handover.reasons import Reason
from switchboard.handover.request import request


async def hand_over_on_request(session: Session, event: PersonRequested) -> None:
    """Hand over, in the transaction of the request itself."""
    by = Author(AuthorKind.CONTACT, event.conversation.contact_id)
    await request(session, event.conversation.id, Reason.ASKED_FOR_PERSON, by)
