"""Lists by anything, in every order: complete, whichever index serves them."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import update

from switchboard.conversations.lists import pages
from switchboard.conversations.models import Conversation
from switchboard.core.clock import now
from switchboard.core.db import Database
from tests.conversations.test_lists import PATH, begin, listed
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

NOW = now()


class Desk:
    """A workspace with six conversations: `a` is the oldest."""

    def __init__(self, workspace: WorkspaceUnderTest, database: Database) -> None:
        self.workspace, self.database = workspace, database
        self.ids: dict[str, str] = {}
        self.label: dict[str, str] = {}

    async def fill(self) -> None:
        for name in "abcdef":
            _, self.ids[name] = await begin(self.workspace, name=name.upper())
        for name in ("vip", "late"):
            made = await self.workspace.post("/api/v1/labels", {"name": name, "color": "red"})
            self.label[name] = made["id"]
        await self._mark()
        await self._age()

    async def _mark(self) -> None:
        post, vip, late = self.workspace.post, self.label["vip"], self.label["late"]
        for name, labels in {"a": [vip], "c": [vip, late], "d": [late]}.items():
            await post(f"{self.path(name)}/labels", {"add": labels})
        for name, priority in {"b": "urgent", "d": "low", "e": "urgent"}.items():
            await post(f"{self.path(name)}/priority", {"priority": priority})
        mine = {"assignee": {"kind": "member", "id": self.workspace.owner_id}}
        for name in "bcd":
            await post(f"{self.path(name)}/assign", mine)
        for name in "ef":
            await post(f"{self.path(name)}/assign", {"assignee": None})
        await post(f"{self.path('d')}/resolve")
        note = {"text": "@me", "kind": "note", "mentions": [self.workspace.owner_id]}
        await post(f"{self.path('f')}/messages", note)
        await post(f"{self.path('a')}/read", {"seq": 99})
        contact = (await self.workspace.get(self.path("e")))["contact"]["id"]
        await self.workspace.patch(
            f"/api/v1/contacts/{contact}", {"attributes": {"plan": "Pro", "seats": 3}}
        )

    async def _age(self) -> None:
        """Everything as if it were some days old; the older, the longer it waits, but for `f`."""
        async with self.database.transaction(self.workspace.id) as session:
            for days, name in enumerate("fedcba"):
                at = NOW - timedelta(days=days)
                waits = None if name in "ad" else at
                if name == "f":
                    waits = NOW - timedelta(days=9)
                await session.execute(
                    update(Conversation)
                    .where(Conversation.id == self.ids[name])
                    .values(last_activity_at=at, created_at=at, waiting_since=waits, language="de")
                )
            await session.execute(
                update(Conversation).where(Conversation.id == self.ids["a"]).values(language="es")
            )

    def path(self, name: str) -> str:
        return f"{PATH}/{self.ids[name]}"

    async def names(self, **query: Any) -> str:
        """The names of a list's conversations, in its order."""
        names = {id_: name for name, id_ in self.ids.items()}
        return "".join([names[id_] for id_ in await listed(self.workspace, **query)])


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(workspaces: WorkspaceFactory, database: Database) -> Desk:
    """The six conversations."""
    made = Desk(await workspaces.make(), database)
    await made.fill()
    return made


FILTERS: dict[str, tuple[dict[str, Any], str]] = {
    "everything": ({}, "fedcba"),
    "oldest first": ({"sort": "oldest"}, "abcdef"),
    "open, oldest first": ({"status": "open", "sort": "oldest"}, "abcef"),
    "waiting longest": ({"status": "open", "sort": "waiting"}, "fbcea"),
    "waiting for a person, longest": (
        {"status": "open", "assignee": "waiting", "sort": "waiting"},
        "fe",
    ),
    "mine, waiting longest": ({"status": "open", "assignee": "me", "sort": "waiting"}, "bc"),
    "waiting time or priority": ({"status": "open", "sort": "priority"}, "ebfca"),
    "mine, by priority": ({"status": "open", "assignee": "me", "sort": "priority"}, "bc"),
    "urgent, by priority": ({"status": "open", "priority": "urgent", "sort": "priority"}, "eb"),
    "mine, whatever the status": ({"assignee": "me"}, "dcb"),
    "mine, oldest first": ({"assignee": "me", "sort": "oldest"}, "bcd"),
    "one label": ({"label_id": ["vip"]}, "ca"),
    "one label, oldest first": ({"label_id": ["vip"], "sort": "oldest"}, "ac"),
    "two labels": ({"label_id": ["vip", "late"]}, "c"),
    "a label, open": ({"label_id": ["late"], "status": "open"}, "c"),
    "a label, waiting longest": (
        {"label_id": ["vip"], "status": "open", "sort": "waiting"},
        "ca",
    ),
    "mentioned": ({"mentioned": True}, "f"),
    "mentioned, with a label": ({"mentioned": True, "label_id": ["vip"]}, ""),
    "priorities": ({"priority": ["urgent", "low"]}, "edb"),
    "no priority": ({"priority": "none"}, "fca"),
    "a language": ({"language": "es"}, "a"),
    "a channel": ({"channel": "webchat", "assignee": "me"}, "dcb"),
    "another channel": ({"channel": "email"}, ""),
    "an attribute": ({"attribute": ["plan:pro", "seats:3"]}, "e"),
    "another attribute": ({"attribute": ["plan:free"]}, ""),
    "unread": ({"unread": True, "status": "open"}, "ecb"),
    "created lately": ({"created_within_days": 3}, "fed"),
    "active before": ({"active_before": (NOW - timedelta(hours=1)).isoformat()}, "edcba"),
    "waits for long": ({"waiting_minutes": 60 * 24 * 3}, "fcb"),
    "waits for long, longest": (
        {"status": "open", "sort": "waiting", "waiting_minutes": 60 * 24 * 3},
        "fbc",
    ),
}


@pytest.mark.parametrize("steps", ["at once", "one by one", "few rows looked at"])
async def test_a_list_holds_what_fits_in_its_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, steps: str
) -> None:
    if steps == "few rows looked at":
        monkeypatch.setattr(pages, "BUDGET", 2)
    limit = 50 if steps == "at once" else 1
    for name, (asked, expected) in FILTERS.items():
        query = {**asked, "limit": limit}
        if "label_id" in query:
            query["label_id"] = [desk.label[label] for label in query["label_id"]]
        assert await desk.names(**query) == expected, name


async def test_a_screen_asks_which_of_those_that_changed_still_fit(desk: Desk) -> None:
    asked = {"status": "open", "assignee": "me", "ids": [desk.ids[name] for name in "bdf"]}
    assert await desk.names(**asked) == "b"


@pytest.mark.parametrize(
    "query",
    [
        {"sort": "waiting"},
        {"sort": "priority", "status": "resolved"},
        {"attribute": "plan"},
        {"created_after": "yesterday"},
        {"nonsense": "1"},
        {"after": "bm90IG91cnM"},
    ],
)
async def test_what_makes_no_sense_is_refused(desk: Desk, query: dict[str, str]) -> None:
    answer = await desk.workspace.call("GET", PATH, params=query)
    assert answer.status_code == 422


async def test_counts_stop_and_say_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = await desk.workspace.get(f"{PATH}/counts")
    assert {name: number for name, number in counts.items() if isinstance(number, int)} == {
        "mine": 2,
        "waiting": 2,
        "open": 5,
        "assistant": 1,
        "mentioned": 1,
        "snoozed": 0,
    }
    assert counts["labels"] == {desk.label["vip"]: 2, desk.label["late"]: 1}
    monkeypatch.setattr("switchboard.conversations.lists.counts.MOST", 2)
    assert (await desk.workspace.get(f"{PATH}/counts"))["open"] == 2


async def test_views_keep_a_filter_for_oneself_or_for_everybody(desk: Desk) -> None:
    call, views = desk.workspace.call, "/api/v1/views"
    urgent = {
        "name": "Urgent",
        "filter": {"status": "open", "priority": ["urgent"]},
        "sort": "priority",
    }
    first = await desk.workspace.post(views, {**urgent, "shared": True})
    second = await desk.workspace.post(views, {"name": "Spanish", "filter": {"language": "es"}})
    assert first["filter"]["priority"] == ["urgent"]
    key = (await desk.workspace.post("/api/v1/api-keys", {"name": "C", "role": "agent"}))["key"]
    colleague = {"Authorization": f"Bearer {key}"}
    theirs = (await desk.workspace.http.get(views, headers=colleague)).json()["items"]
    assert [(view["name"], view["editable"]) for view in theirs] == [("Urgent", False)]
    counted = (await desk.workspace.get(f"{views}/counts"))["views"]
    assert counted == {
        first["id"]: {"count": 2, "more": False},
        second["id"]: {"count": 1, "more": False},
    }
    await call("POST", f"{views}/order", json={"ids": [second["id"], first["id"]]})
    names = [view["name"] for view in (await desk.workspace.get(views))["items"]]
    assert names == ["Spanish", "Urgent"]
    refused = await call("PATCH", f"{views}/{second['id']}", json={"sort": "waiting"})
    assert refused.status_code == 422
    renamed = await desk.workspace.patch(f"{views}/{second['id']}", {"name": "In Spanish"})
    assert (renamed["name"], renamed["filter"]["language"]) == ("In Spanish", "es")
    for view in (first, second):
        assert (await call("DELETE", f"{views}/{view['id']}")).status_code == 204
