"""Who else looks at a conversation: told by each screen to the others, and remembered by none.

A screen says that it looks, again and again while it does; whoever comes new is answered by those
who are there. So nothing has to be kept or cleaned up, and when Valkey is away, presence is too.
"""

import orjson

from switchboard.conversations.live import staff_topic
from switchboard.realtime import Bus
from switchboard.team import Principal


class Presence:
    """What one screen tells the others about itself."""

    def __init__(self, bus: Bus, staff: Principal) -> None:
        self._bus, self._staff = bus, staff
        self._looking: str | None = None

    async def look(self, conversation_id: str, *, new: bool) -> None:
        """Say that somebody looks here. `new`: the others shall answer that they do, too."""
        if self._looking not in (None, conversation_id):
            await self.leave()
        self._looking = conversation_id
        await self._tell(conversation_id, active=True, new=new)

    async def leave(self) -> None:
        """Say that they look no longer."""
        if self._looking is not None:
            gone, self._looking = self._looking, None
            await self._tell(gone, active=False)

    async def heard(self, frame: dict[str, object]) -> None:
        """Answer somebody new; and object when another screen of the same person says goodbye."""
        if self._looking is None or frame.get("conversation_id") != self._looking:
            return
        author = frame.get("author")
        own = isinstance(author, dict) and author.get("id") == self._staff.id
        asked = frame.get("new") is True and not own
        denied = own and frame.get("active") is False
        if asked or denied:
            await self._tell(self._looking, active=True)

    async def _tell(self, conversation_id: str, *, active: bool, new: bool = False) -> None:
        frame = {
            "type": "viewing",
            "conversation_id": conversation_id,
            "author": {"kind": "member", "id": self._staff.id, "name": self._staff.name},
            "active": active,
            "new": new,
        }
        await self._bus.publish((staff_topic(conversation_id), orjson.dumps(frame)))
