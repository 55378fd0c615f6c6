"""What lists hear: that a conversation looks different, and what one has read on another screen."""

from tests.conversations.test_lists import PATH, begin
from tests.support.screens import Frame, console_screen
from tests.support.server import Server
from tests.support.workspace import WorkspaceUnderTest


async def test_marks_and_reading_are_told(server: Server, workspace: WorkspaceUnderTest) -> None:
    _, conversation = await begin(workspace)
    label = (await workspace.post("/api/v1/labels", {"name": "vip"}))["id"]
    key = (await workspace.post("/api/v1/api-keys", {"name": "C", "role": "agent"}))["key"]

    def ours(frame: Frame) -> bool:
        told = frame.get("conversation", {}).get("id") or frame.get("conversation_id")
        return bool(told == conversation)

    async with console_screen(server, key) as colleague:
        contact = (await workspace.get(f"{PATH}/{conversation}"))["contact"]["id"]
        await workspace.patch(f"/api/v1/contacts/{contact}", {"name": "Zoë"})
        await colleague.shows("conversation", ours)
    for path, body in (
        ("labels", {"add": [label]}),
        ("priority", {"priority": "high"}),
        ("resolve", None),
    ):
        async with console_screen(server, key) as colleague:
            await workspace.post(f"{PATH}/{conversation}/{path}", body)
            await colleague.shows("conversation", ours)

    async with console_screen(server, workspace.token) as own, console_screen(server, key) as other:
        await workspace.post(f"{PATH}/{conversation}/read", {"seq": 2})
        assert (await own.shows("read", ours))["seq"] == 2
        await workspace.post(f"{PATH}/{conversation}/unread")
        assert (await own.shows("read", lambda frame: frame["seq"] == 1))["type"] == "read"
        # What changes nothing is no news, and what others read is nobody's business.
        await workspace.post(f"{PATH}/{conversation}/priority", {"priority": "high"})
        await workspace.post(f"{PATH}/{conversation}/priority", {"priority": "low"})
        await other.shows("conversation", ours)
        assert [frame["type"] for frame in other.frames] == ["welcome", "conversation"]
