"""An agent takes a conversation over, answers it, and gives it back.

Whoever is assigned answers. So taking over is an assignment, and giving back is one too.
"""

from typing import Any

from switchboard.core.db import Database
from tests.support.queue import all_done
from tests.support.screens import console_screen, widget_screen
from tests.support.server import Server
from tests.support.talk import ask, events_in, next_answer, said_by
from tests.support.workspace import VisitorUnderTest, WorkspaceUnderTest

QUESTION = "how long do I have to send something back?"


async def test_from_the_visitors_question_to_the_end_of_the_matter(
    small_shop: WorkspaceUnderTest, server: Server
) -> None:
    visitor = await small_shop.visitor(name="Vera Visitor", locale="en")
    await ask(visitor, QUESTION)
    conversation_id = await small_shop.conversation_of(visitor)
    path = f"/api/v1/conversations/{conversation_id}"

    async with console_screen(server, small_shop.token) as console:
        await console.send("subscribe", conversation_id=conversation_id, last_seq=0)
        await console.entry(lambda entry: entry["text"] == QUESTION)

        # She takes it over. The visitor is told who is there now.
        async with widget_screen(server, visitor.token) as widget:
            taken = await small_shop.post(f"{path}/assign", _to("member", small_shop.owner_id))
            assert taken["assignee"]["name"] == "Olivia Owner"
            await widget.entry(_assigned_to("Olivia Owner"))

            # A reply goes to the visitor, a note stays in the house.
            await small_shop.post(f"{path}/messages", {"text": "Two months, Vera."})
            await small_shop.post(f"{path}/messages", {"text": "She is kind.", "kind": "note"})
            await widget.entry(lambda entry: entry["text"] == "Two months, Vera.")
            note = await console.entry(lambda entry: entry["kind"] == "note")
            assert note["text"] == "She is kind."

            # Each side sees the other writing.
            await widget.send("typing", active=True)
            await console.shows("typing", lambda frame: frame["author"]["kind"] == "contact")
            await console.send("typing", conversation_id=conversation_id, active=True)
            typing = await widget.shows("typing", lambda f: f["author"]["kind"] == "member")
            assert typing["author"]["name"] == "Olivia Owner"
            assert "She is kind." not in str(widget.frames)

    # Given back, the assistant answers what comes next, and nothing that is settled.
    before = (await small_shop.get(path))["last_seq"]
    await small_shop.post(f"{path}/assign", _to("assistant", small_shop.assistant_id))
    answer = await ask(visitor, "What are the shipping costs to France?")
    assert "France" in answer["text"]
    told = [entry for entry in await visitor.timeline(before) if entry["kind"] == "message"]
    assert [entry["author"]["kind"] for entry in told] == ["contact", "assistant"]

    # Resolved, then opened again by hand; resolved once more, then opened by the visitor.
    assert (await small_shop.post(f"{path}/resolve"))["status"] == "resolved"
    refused = await small_shop.call("POST", f"{path}/resolve")
    assert refused.status_code == 409
    assert (await small_shop.post(f"{path}/reopen"))["status"] == "open"
    await small_shop.post(f"{path}/resolve")
    await ask(visitor, "Which countries do you deliver to?")
    assert (await small_shop.get(path))["status"] == "open"
    assert events_in((await small_shop.get(f"{path}/timeline"))["items"])[-4:] == [
        "resolved",
        "reopened",
        "resolved",
        "reopened",
    ]


async def test_the_timeline_has_no_gap_and_lists_show_it_at_once(
    small_shop: WorkspaceUnderTest,
) -> None:
    visitor = await small_shop.visitor(name="Gustav Gapless", locale="en")
    await ask(visitor, "Can I talk to a real person, please?")
    conversation_id = await small_shop.conversation_of(visitor)
    path = f"/api/v1/conversations/{conversation_id}"
    await small_shop.post(f"{path}/assign", _to("member", small_shop.owner_id))
    await small_shop.post(f"{path}/messages", {"text": "Here I am."})

    timeline = await small_shop.get(f"{path}/timeline?after_seq=0")
    numbers = [entry["seq"] for entry in timeline["items"]]
    assert numbers == list(range(1, timeline["last_seq"] + 1))
    mine = (await small_shop.get("/api/v1/conversations?assignee=me&status=open"))["items"]
    assert mine[0]["id"] == conversation_id
    assert mine[0]["last_message"]["text"] == "Here I am."
    assert mine[0]["unread"] is False
    await visitor.write("Thank you for coming.")
    assert (await small_shop.get(path))["unread"] is True
    for words in ("Gapless", "thank you for coming"):
        found = await small_shop.get("/api/v1/conversations", params={"q": words})
        assert conversation_id in [item["id"] for item in found["items"]]


async def test_a_person_who_takes_over_stops_what_is_half_thought(
    small_shop: WorkspaceUnderTest, database: Database
) -> None:
    """The assistant waits a moment for the end of a burst; in that moment Olivia comes."""
    visitor = await small_shop.visitor(locale="en")
    await visitor.write("hello there")
    conversation_id = await small_shop.conversation_of(visitor)
    path = f"/api/v1/conversations/{conversation_id}"
    await small_shop.post(f"{path}/assign", _to("member", small_shop.owner_id))
    await small_shop.post(f"{path}/messages", {"text": "Hello, what can I do for you?"})
    await all_done(database, "assistant.%", conversation_id)
    assert said_by("assistant", await visitor.timeline()) == []


async def test_given_back_with_a_question_open_the_assistant_answers_it(
    small_shop: WorkspaceUnderTest,
) -> None:
    visitor = await small_shop.visitor(locale="en")
    await ask(visitor, "Can I talk to a real person, please?")
    conversation_id = await small_shop.conversation_of(visitor)
    path = f"/api/v1/conversations/{conversation_id}"
    await small_shop.post(f"{path}/assign", _to("member", small_shop.owner_id))
    await small_shop.post(f"{path}/messages", {"text": "Yes?"})
    asked = await visitor.write(QUESTION)
    await small_shop.post(f"{path}/assign", _to("assistant", small_shop.assistant_id))
    answer = await next_answer(visitor, asked["seq"])
    assert "60 days" in answer["text"]
    await _answered_once(visitor, asked["seq"])


async def _answered_once(visitor: VisitorUnderTest, after: int) -> None:
    assert len(said_by("assistant", await visitor.timeline(after))) == 1


def _to(kind: str, member_id: str) -> dict[str, Any]:
    return {"assignee": {"kind": kind, "id": member_id}}


def _assigned_to(name: str) -> Any:
    def fits(entry: dict[str, Any]) -> bool:
        event = entry["event"] or {}
        return event.get("type") == "assigned" and (event["assignee"] or {}).get("name") == name

    return fits
