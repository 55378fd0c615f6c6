"""Publish and subscribe: topics and bytes. It may lose; the timeline does not."""

from switchboard.realtime.bus import RESYNC, Bus, Message, Subscription
from switchboard.realtime.recent import Recent

__all__ = ["RESYNC", "Bus", "Message", "Recent", "Subscription"]
