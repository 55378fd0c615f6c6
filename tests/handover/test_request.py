"""A handover tells the customer, tells staff why, and happens once."""

from uuid import uuid4

import pytest

from switchboard.contacts import Sender
from switchboard.conversations.receive import ask_for_person
from switchboard.core.db import Database
from switchboard.handover import Reason, farewell
from switchboard.handover.summary import summarise
from tests.support.workspace import VisitorUnderTest, WorkspaceUnderTest


async def timeline(workspace: WorkspaceUnderTest, conversation_id: str) -> list[dict[str, object]]:
    shown = await workspace.get(f"/api/v1/conversations/{conversation_id}/timeline?after_seq=0")
    items: list[dict[str, object]] = shown["items"]
    return items


def events(entries: list[dict[str, object]]) -> list[dict[str, object]]:
    return [entry["event"] for entry in entries if entry["kind"] == "event"]  # type: ignore[misc]  # an event has one


async def press(visitor: VisitorUnderTest) -> None:
    """The button "talk to a person"."""
    assert (await visitor.call("POST", "/handover")).is_success


async def test_a_visitor_gets_a_person_by_the_button(workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor()
    await press(visitor)
    conversation = await workspace.conversation_of(visitor)
    shown = await workspace.get(f"/api/v1/conversations/{conversation}")
    entries = await timeline(workspace, conversation)
    (said,) = [entry for entry in entries if entry["kind"] == "message"]
    assert said["text"] == farewell(Reason.ASKED_FOR_PERSON, "en")
    assert shown["assignee"] is None
    assert shown["waiting_since"] is not None
    reasons = [event["reason"] for event in events(entries) if event["type"] == "handed_over"]
    assert reasons == ["asked_for_person"]


async def test_pressing_twice_says_it_once(workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor()
    await press(visitor)
    await press(visitor)
    entries = await timeline(workspace, await workspace.conversation_of(visitor))
    assert len([entry for entry in entries if entry["kind"] == "message"]) == 1


async def test_the_note_is_for_staff_only(workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor()
    await visitor.write("My lamp is broken")
    await press(visitor)
    entries = await timeline(workspace, await workspace.conversation_of(visitor))
    (note,) = [entry for entry in entries if entry["kind"] == "note"]
    assert "My lamp is broken" in str(note["text"])
    assert all(entry["kind"] != "note" for entry in await visitor.timeline())


async def test_the_inboxs_team_gets_it(workspace: WorkspaceUnderTest) -> None:
    team = await workspace.post(
        "/api/v1/teams", {"name": "First line", "member_ids": [workspace.owner_id]}
    )
    await workspace.patch(
        f"/api/v1/inboxes/{workspace.inbox['id']}", {"settings": {"handover_team_id": team["id"]}}
    )
    visitor = await workspace.visitor()
    await press(visitor)
    conversation = await workspace.conversation_of(visitor)
    shown = await workspace.get(f"/api/v1/conversations/{conversation}")
    assert shown["assignee"] == {"kind": "team", "id": team["id"], "name": "First line"}


@pytest.mark.parametrize("body", [None, {"reason": "She is angry, please call her."}])
async def test_staff_hand_over_with_a_reason(
    workspace: WorkspaceUnderTest, body: dict[str, str] | None
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("I want to talk to a human")
    conversation = await workspace.conversation_of(visitor)
    path = f"/api/v1/conversations/{conversation}/handover"
    # Taken first, so that it does not matter whether the assistant was quicker.
    owner = {"kind": "member", "id": workspace.owner_id}
    await workspace.post(f"/api/v1/conversations/{conversation}/assign", {"assignee": owner})
    shown = await workspace.post(path, body)
    assert shown["assignee"] is None
    entries = await timeline(workspace, conversation)
    note = [str(entry["text"]) for entry in entries if entry["kind"] == "note"][-1]
    assert body is None or body["reason"] in note
    answer = await workspace.call("POST", path, json={"reason": "x" * 501})
    assert answer.status_code == 422


async def test_a_resolved_conversation_is_opened_for_a_person(
    workspace: WorkspaceUnderTest,
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("hello")
    conversation = await workspace.conversation_of(visitor)
    await workspace.post(f"/api/v1/conversations/{conversation}/resolve")
    await press(visitor)
    shown = await workspace.get(f"/api/v1/conversations/{conversation}")
    assert (shown["status"], shown["assignee"]) == ("open", None)


async def test_the_customers_language_is_spoken(
    workspace: WorkspaceUnderTest, database: Database
) -> None:
    sender = Sender(uuid4().hex, language="de-AT")
    async with database.transaction(workspace.id) as session:
        conversation = await ask_for_person(session, workspace.inbox["id"], sender)
    entries = await timeline(workspace, conversation.id)
    (said,) = [entry for entry in entries if entry["kind"] == "message"]
    assert said["text"] == farewell(Reason.ASKED_FOR_PERSON, "de")


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("language", ["en", "es", "de", "fr", None])
def test_every_reason_has_words(reason: Reason, language: str | None) -> None:
    assert len(farewell(reason, language)) > 60


@pytest.mark.parametrize(
    ("tag", "name"), [("en", "English"), ("de-AT", "German"), ("tlh", "tlh"), ("ES", "Spanish")]
)
def test_the_note_names_the_language_as_people_do(tag: str, name: str) -> None:
    assert f"Language: {name}." in summarise([], Reason.BY_STAFF, tag)
