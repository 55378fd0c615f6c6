"""The assistant over HTTP."""

from switchboard.assistant.models import Turn
from switchboard.core.db import Database
from switchboard.core.ids import new_id
from tests.support.workspace import WorkspaceUnderTest


async def test_an_assistant_is_read_and_changed(workspace: WorkspaceUnderTest) -> None:
    (shown,) = (await workspace.get("/api/v1/assistants"))["items"]
    assert (shown["id"], shown["name"]) == (workspace.assistant_id, "Sunny")
    path = f"/api/v1/assistants/{workspace.assistant_id}"
    changed = await workspace.patch(path, {"name": "Ada", "instructions": "Be brief."})
    assert (changed["name"], changed["instructions"]) == ("Ada", "Be brief.")
    assert (await workspace.patch(path, {}))["name"] == "Ada"
    assert (await workspace.call("PATCH", path, json={"name": " "})).status_code == 422


async def test_another_workspaces_assistant_is_not_there(workspaces: object) -> None:
    first, second = await workspaces.make(), await workspaces.make()  # type: ignore[attr-defined]  # the factory
    path = f"/api/v1/assistants/{second.assistant_id}"
    assert (await first.call("PATCH", path, json={"name": "X"})).status_code == 404
    body = {"text": "hi", "assistant_id": second.assistant_id}
    assert (await first.call("POST", "/api/v1/assistant/try", json=body)).status_code == 404


async def test_trying_changes_nothing_and_tells_why(workspace: WorkspaceUnderTest) -> None:
    await workspace.post(
        "/api/v1/knowledge/articles",
        {
            "title": "Returning something",
            "body": "You can send something back within 30 days.",
            "questions": ["How long do I have to send something back?"],
        },
    )
    body = {"text": "How long do I have to send something back?", "history": []}
    tried = await workspace.post("/api/v1/assistant/try", body)
    assert tried["outcome"] == "reply"
    assert "30 days" in tried["text"]
    assert tried["sources"][0]["title"] == "Returning something"
    assert 0 < tried["confidence"] <= 1
    assert tried["language"] == "en"
    assert tried["trace"]["decision"] == "answer"
    assert (await workspace.get("/api/v1/conversations"))["items"] == []


async def test_history_counts_when_trying(workspace: WorkspaceUnderTest) -> None:
    history = [{"role": "customer", "text": "hi"}, {"role": "assistant", "text": "Hello!"}]
    body = {"text": "I want to talk to a human", "history": history}
    tried = await workspace.post("/api/v1/assistant/try", body)
    assert (tried["outcome"], tried["reason"]) == ("handover", "asked_for_person")


async def test_bad_input_is_named(workspace: WorkspaceUnderTest) -> None:
    for body in ({}, {"text": ""}, {"text": "a\x00b"}, {"text": "a", "contact_id": "con_none"}):
        answer = await workspace.call("POST", "/api/v1/assistant/try", json=body)
        assert answer.status_code in (404, 422)
        assert answer.headers["content-type"] == "application/problem+json"


async def test_turns_of_an_unknown_conversation_are_not_found(
    workspace: WorkspaceUnderTest,
) -> None:
    answer = await workspace.call("GET", "/api/v1/conversations/cnv_none/turns")
    assert answer.status_code == 404


async def test_what_the_model_provider_says_is_for_admins_only(
    workspace: WorkspaceUnderTest, database: Database
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    async with database.transaction(workspace.id) as session:
        turn = Turn(
            id=new_id("turn"),
            workspace_id=workspace.id,
            conversation_id=conversation_id,
            assistant_id=workspace.assistant_id,
            outcome="handover",
            input_tokens=0,
            output_tokens=0,
            duration_ms=1,
            error="The model provider rejected the request.",
            provider_says="The project has no credit.",
        )
        session.add(turn)
    path = f"/api/v1/conversations/{conversation_id}/turns"
    shown = [one for one in (await workspace.get(path))["items"] if one["id"] == turn.id]
    assert shown[0]["provider_says"] == "The project has no credit."
    key = await workspace.post("/api/v1/api-keys", {"name": "Key", "role": "agent"})
    agent = {"Authorization": f"Bearer {key['key']}"}
    answer = await workspace.http.get(path, headers=agent)
    assert "rejected the request" in answer.text
    assert "no credit" not in answer.text
