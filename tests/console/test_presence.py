"""Colleagues see who else looks at a conversation, and who writes in it."""

from collections.abc import Callable

from tests.support.screens import Frame, console_screen
from tests.support.server import Server
from tests.support.workspace import WorkspaceUnderTest


async def test_two_who_look_know_of_each_other(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    key = await workspace.post("/api/v1/api-keys", {"name": "Ben", "role": "agent"})

    def of(name: str, *, active: bool) -> Callable[[Frame], bool]:
        return lambda frame: frame["author"]["name"] == name and frame["active"] is active

    async with console_screen(server, workspace.token) as olivia:
        await olivia.send("subscribe", conversation_id=conversation_id, last_seq=0)
        await olivia.shows("entries")
        await olivia.send("viewing", conversation_id=conversation_id, active=True, new=True)
        await olivia.shows("viewing", of("Olivia Owner", active=True))
        async with console_screen(server, key["key"]) as ben:
            await ben.send("subscribe", conversation_id=conversation_id, last_seq=0)
            await ben.shows("entries")
            await ben.send("viewing", conversation_id=conversation_id, active=True, new=True)
            await olivia.shows("viewing", of("Ben", active=True))
            await ben.shows("viewing", of("Olivia Owner", active=True))

            # A note is written under colleagues' eyes only.
            await ben.send("typing", conversation_id=conversation_id, active=True, note=True)
            await olivia.shows("typing", of("Ben", active=True))
        # Whoever closes the window is gone at once.
        await olivia.shows("viewing", of("Ben", active=False))
