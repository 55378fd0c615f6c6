"""A customer's message as channels hand it over."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from switchboard.contacts import Sender


@dataclass(frozen=True)
class InboundMessage:
    """A customer's message as a channel hands it over.

    `external_id` is the channel's own id: the same id in the same inbox is the same message.
    `new_conversation`: it begins another conversation, whatever becomes of the sender's latest.
    """

    inbox_id: str
    external_id: str
    sender: Sender
    text: str
    attachments: list[dict[str, Any]] = field(default_factory=list)
    sent_at: datetime | None = None
    new_conversation: bool = False
