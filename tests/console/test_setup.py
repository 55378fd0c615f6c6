"""The set-up can be left and gone on with, and what is done shows in the data."""

from tests.support.workspace import WorkspaceUnderTest


async def test_the_set_up_is_kept_and_what_is_done_is_seen(workspace: WorkspaceUnderTest) -> None:
    async def done() -> set[str]:
        setup = await workspace.get("/api/v1/setup")
        return {task["name"] for task in setup["tasks"] if task["done"]}

    new = await workspace.get("/api/v1/setup")
    assert (new["step"], new["wanted"], new["finished"]) == (1, True, False)
    # A name of its own is the first thing a workspace gets; this one has one.
    assert await done() == {"company"}

    kept = await workspace.patch("/api/v1/setup", {"step": 3, "tried": True})
    assert (kept["step"], kept["wanted"]) == (3, False)
    await workspace.post("/api/v1/knowledge/articles", {"title": "Returns", "body": "60 days."})
    invited = {"email": f"{workspace.id}@example.com", "name": "Ana", "role": "agent"}
    await workspace.post("/api/v1/members", invited)
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    assert await done() == {"company", "knowledge", "try", "site", "invite"}
    assert (await workspace.get("/api/v1/setup"))["articles"] == 1
    await workspace.post(f"/api/v1/conversations/{conversation_id}/messages", {"text": "Hi!"})
    assert "answer" in await done()

    await workspace.patch("/api/v1/setup", {"finished": True})
    after = await workspace.patch("/api/v1/setup", {"dismissed": True})
    assert (after["finished"], after["dismissed"], after["step"]) == (True, True, 3)


async def test_the_set_up_is_for_those_who_may_change_settings(
    workspace: WorkspaceUnderTest,
) -> None:
    key = await workspace.post("/api/v1/api-keys", {"name": "agent", "role": "agent"})
    agent = {"Authorization": f"Bearer {key['key']}"}
    assert (await workspace.http.get("/api/v1/setup", headers=agent)).status_code == 403
