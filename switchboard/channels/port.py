"""What every channel is to the rest of the product."""

from typing import Any, Protocol

from switchboard.conversations import InboundMessage

__all__ = ["Channel", "InboundMessage"]


class Channel(Protocol):
    """A way to reach customers. Its web hooks and sockets translate to `InboundMessage`."""

    name: str

    def check_settings(
        self, given: dict[str, Any], kept: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """The settings to keep, from what an administrator gave and what was kept before.

        Raises Invalid, naming each field that is not acceptable.
        """
        ...

    def shown_settings(self, kept: dict[str, Any]) -> dict[str, Any]:
        """The settings as the API shows them: secrets become `<name>_set: true`."""
        ...
