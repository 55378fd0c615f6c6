"""Every channel there is, by name."""

from switchboard.channels.port import Channel
from switchboard.channels.webchat.settings import WebchatChannel
from switchboard.core.errors import NotFound

_CHANNELS: dict[str, Channel] = {channel.name: channel for channel in (WebchatChannel(),)}


def channel_named(name: str) -> Channel:
    """The channel of this name. Raises NotFound when there is none."""
    try:
        return _CHANNELS[name]
    except KeyError:
        raise NotFound(f"Unknown channel: {name}.") from None
