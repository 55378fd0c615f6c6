"""Drafts are one's own until they are sent; mentions bring colleagues to a note."""

import pytest

from switchboard.conversations import Mentioned
from switchboard.core.db import Database, Session
from tests.conversations.test_lists import PATH, begin
from tests.support.workspace import WorkspaceUnderTest


async def test_a_draft_is_kept_until_it_is_sent(workspace: WorkspaceUnderTest) -> None:
    _, conversation = await begin(workspace)
    draft, other = f"{PATH}/{conversation}/draft", (await begin(workspace))[1]
    key = (await workspace.post("/api/v1/api-keys", {"name": "C", "role": "agent"}))["key"]
    assert (await workspace.get(draft))["updated_at"] is None

    for text in ("Let me", "Let me see"):
        kept = await workspace.call("PUT", draft, json={"text": text, "kind": "note"})
    assert (await workspace.get(draft)) == kept.json()
    assert (kept.json()["text"], kept.json()["kind"]) == ("Let me see", "note")
    assert (await workspace.get(f"{PATH}/{other}/draft"))["text"] == ""
    theirs = await workspace.http.get(draft, headers={"Authorization": f"Bearer {key}"})
    assert theirs.json()["text"] == ""

    await workspace.post(f"{PATH}/{conversation}/messages", {"text": "A reply between"})
    assert (await workspace.get(draft))["text"] == "Let me see"
    note = {"text": "Let me see", "kind": "note"}
    await workspace.post(f"{PATH}/{conversation}/messages", note)
    assert (await workspace.get(draft))["text"] == ""
    for emptied in (("PUT", {"text": " "}), ("DELETE", None)):
        await workspace.call("PUT", draft, json=note)
        answer = await workspace.call(emptied[0], draft, json=emptied[1])
        assert answer.is_success
        assert (await workspace.get(draft))["text"] == ""


async def test_a_note_mentions_colleagues_once(
    workspace: WorkspaceUnderTest, database: Database
) -> None:
    heard: list[tuple[str, ...]] = []

    async def hear(_session: Session, event: Mentioned) -> None:
        if event.workspace_id == workspace.id:
            heard.append(event.member_ids)

    database.events.subscribe(Mentioned, hear)
    _, conversation = await begin(workspace)
    note = {"text": "@Olivia look", "kind": "note", "mentions": [workspace.owner_id] * 2}
    for _ in range(2):
        await workspace.post(
            f"{PATH}/{conversation}/messages", note, headers={"Idempotency-Key": "once"}
        )
    assert heard == [(workspace.owner_id,)]


@pytest.mark.parametrize("wrong", ["message", "nobody"])
async def test_a_mention_is_of_a_colleague_and_in_a_note(
    workspace: WorkspaceUnderTest, wrong: str
) -> None:
    _, conversation = await begin(workspace)
    body = {
        "text": "Hi",
        "kind": "message" if wrong == "message" else "note",
        "mentions": [workspace.owner_id if wrong == "message" else "mem_nobody"],
    }
    answer = await workspace.call("POST", f"{PATH}/{conversation}/messages", json=body)
    assert answer.status_code == 422
