"""Publish and subscribe: topics and bytes. It may lose; the timeline does not."""

from switchboard.realtime.bus import Bus, Message, Subscription

__all__ = ["Bus", "Message", "Subscription"]
