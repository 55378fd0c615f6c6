"""`GET /api/v1/contacts/{id}`: the card beside a conversation."""

from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest


async def test_the_card_says_who_and_from_where(workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor(name="Ada", email="ada@example.com", locale="de-AT")
    await visitor.write("Guten Tag!")
    conversation = await workspace.get(
        f"/api/v1/conversations/{await workspace.conversation_of(visitor)}"
    )

    card = await workspace.get(f"/api/v1/contacts/{conversation['contact']['id']}")

    assert (card["name"], card["email"], card["language"]) == ("Ada", "ada@example.com", "de")
    (identity,) = card["identities"]
    assert identity["inbox_id"] == workspace.inbox["id"]
    assert identity["channel"] == "webchat"
    assert identity["verified"] is False


async def test_another_workspace_s_contact_is_not_found(
    workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory
) -> None:
    visitor = await workspace.visitor(name="Ada")
    await visitor.write("Hello!")
    conversation = await workspace.get(
        f"/api/v1/conversations/{await workspace.conversation_of(visitor)}"
    )
    other = await workspaces.make()

    answer = await other.call("GET", f"/api/v1/contacts/{conversation['contact']['id']}")

    assert answer.status_code == 404
