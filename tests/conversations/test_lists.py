"""Lists and search: complete, apart from other workspaces, and one query whatever they show."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event

from switchboard.core.db import Database
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest

PATH = "/api/v1/conversations"


async def begin(
    workspace: WorkspaceUnderTest, text: str = "Hello", **profile: Any
) -> tuple[VisitorUnderTest, str]:
    """A visitor who wrote, and their conversation."""
    visitor = await workspace.visitor(**profile)
    await visitor.write(text)
    return visitor, await workspace.conversation_of(visitor)


async def listed(workspace: WorkspaceUnderTest, **query: Any) -> list[str]:
    """The ids of a list, all pages of it."""
    ids: list[str] = []
    after = None
    while True:
        asked = {name: value for name, value in {**query, "after": after}.items() if value}
        page = await workspace.get(PATH, params=asked)
        ids += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            return ids


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Every statement that this task sends meanwhile; a worker may be at work beside it."""
    seen: list[str] = []
    ours = asyncio.current_task()

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        if asyncio.current_task() is ours:
            seen.append(statement)

    engine = database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_pages_are_complete_and_newest_first(workspace: WorkspaceUnderTest) -> None:
    ids = [(await begin(workspace))[1] for _ in range(7)]
    assert await listed(workspace, limit=3) == ids[::-1]
    assert await listed(workspace, limit=7) == ids[::-1]
    assert await listed(workspace) == ids[::-1]


async def test_walking_meets_nothing_twice_while_new_activity_arrives(
    workspace: WorkspaceUnderTest,
) -> None:
    begun = [await begin(workspace) for _ in range(9)]
    ids = [conversation_id for _, conversation_id in begun]
    met: list[str] = []
    after = None
    for step in range(20):
        page = await workspace.get(PATH, params={"limit": 2, **({"after": after} if after else {})})
        met += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
        # One that was met moves up, one that was not does too, and a new one begins.
        await begun[8][0].write("Again")
        if step == 0:
            await begun[0][0].write("Moved before it was met")
        await begin(workspace)
    assert len(met) == len(set(met))
    assert set(ids[1:]) <= set(met)
    assert ids[0] in await listed(workspace, limit=2)


async def test_filters(workspace: WorkspaceUnderTest) -> None:
    other = await workspace.post("/api/v1/inboxes", {"name": "Other", "channel": "webchat"})
    team = await workspace.post("/api/v1/teams", {"name": "Returns", "member_ids": []})
    (_, kept), (_, mine), (_, queued), (_, settled) = [await begin(workspace) for _ in range(4)]
    elsewhere = WorkspaceUnderTest(**{**vars(workspace), "inbox": other})
    _, there = await begin(elsewhere)
    await workspace.post(
        f"{PATH}/{mine}/assign", {"assignee": {"kind": "member", "id": workspace.owner_id}}
    )
    await workspace.post(
        f"{PATH}/{queued}/assign", {"assignee": {"kind": "team", "id": team["id"]}}
    )
    await workspace.post(f"{PATH}/{settled}/resolve")
    assert await listed(workspace, status="resolved") == [settled]
    assert await listed(workspace, assignee="me") == [mine]
    assert await listed(workspace, assignee=team["id"]) == [queued]
    assert await listed(workspace, status="open", assignee="waiting") == [queued]
    assert await listed(workspace, status="open", assignee="assistant") == [there, kept]
    assert await listed(workspace, inbox_id=other["id"]) == [there]
    await workspace.post(f"{PATH}/{queued}/assign", {"assignee": None})
    assert await listed(workspace, status="open", assignee="waiting") == [queued]
    counts = await workspace.get(f"{PATH}/counts")
    told = {name: counts[name] for name in ("mine", "waiting", "open", "assistant")}
    assert told == {"mine": 1, "waiting": 1, "open": 4, "assistant": 2}
    assert counts["teams"] == {team["id"]: 0}


async def test_unread_is_per_person_and_about_what_was_said(
    workspace: WorkspaceUnderTest,
) -> None:
    visitor, read = await begin(workspace)
    path = f"{PATH}/{read}"
    made = await workspace.post("/api/v1/api-keys", {"name": "Colleague", "role": "agent"})
    colleague = {"Authorization": f"Bearer {made['key']}"}

    async def unread() -> tuple[bool, bool]:
        theirs = (await workspace.http.get(path, headers=colleague)).json()
        return (await workspace.get(path))["unread"], theirs["unread"]

    assert await unread() == (True, True)
    shown = await workspace.get(path)
    await workspace.post(f"{path}/read", {"seq": shown["last_seq"]})
    assert await unread() == (False, True)
    await workspace.post(f"{path}/read", {"seq": 1})
    assert await unread() == (False, True)
    await workspace.post(f"{path}/resolve")
    await workspace.post(f"{path}/reopen")
    assert (await unread())[0] is False
    await workspace.post(f"{path}/messages", {"text": "Mine"})
    assert await unread() == (False, True)
    await visitor.write("Thanks")
    assert await unread() == (True, True)


@pytest.mark.parametrize(
    "q",
    ["Annabel", "annab", "ann", "zeppelin", "ZEPP", "flying zepp", "größe", "grö", "42"],
)
async def test_search_finds_names_addresses_and_words_by_their_beginning(
    workspace: WorkspaceUnderTest, q: str
) -> None:
    _, found = await begin(
        workspace,
        "My flying Zeppelin, Größe 42, is late",
        name="Annabel Lee",
        email="annabel@example.com",
    )
    await begin(workspace, "Something else", name="Bob")
    assert await listed(workspace, q=q) == [found]


async def test_search_looks_through_notes_too_and_combines_with_filters(
    workspace: WorkspaceUnderTest,
) -> None:
    (_, one), (_, other) = [await begin(workspace, f"case {uuid4().hex}") for _ in range(2)]
    for path in (one, other):
        note = {"text": "Ask the hovercraft people", "kind": "note"}
        await workspace.post(f"{PATH}/{path}/messages", note)
    await workspace.post(f"{PATH}/{one}/resolve")
    assert await listed(workspace, q="hovercraft", limit=1) == [other, one]
    assert await listed(workspace, q="hovercraft", status="resolved") == [one]
    assert await listed(workspace, q="nothing of the kind") == []


@pytest.mark.parametrize(
    "q",
    [
        "'",
        "\\",
        "a\\",
        "'; DROP TABLE entries; --",
        "&|!()<->:*",
        "a & b",
        "http://x/a\\b?c=d",
        "%",
        "🦄",
        "   ",
        "-",
    ],
)
async def test_search_takes_any_text(workspace: WorkspaceUnderTest, q: str) -> None:
    await begin(workspace, f"Odd: {q} end")
    answer = await workspace.call("GET", PATH, params={"q": q})
    assert answer.status_code == 200, answer.text


async def test_nothing_of_another_workspace_is_found(
    workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory
) -> None:
    other = await workspaces.make()
    _, theirs = await begin(other, "Our zeppelin", name="Zelda")
    for query in ({}, {"q": "zeppelin"}, {"q": "zelda"}, {"inbox_id": other.inbox["id"]}):
        assert await listed(workspace, **query) == []
    for method, path in (
        ("GET", ""),
        ("GET", "/timeline"),
        ("POST", "/resolve"),
        ("POST", "/messages"),
        ("POST", "/read"),
    ):
        body = {"text": "x", "seq": 1}
        answer = await workspace.call(method, f"{PATH}/{theirs}{path}", json=body)
        assert answer.status_code == 404, (method, path)
    assert set(str(await workspace.get(f"{PATH}/counts"))) & set("123456789") == set()


async def test_a_page_costs_the_same_however_much_it_shows(
    workspace: WorkspaceUnderTest, database: Database
) -> None:
    async def cost(path: str) -> int:
        with statements(database) as seen:
            await workspace.get(path)
        return len(seen)

    _, first = await begin(workspace)
    await workspace.post("/api/v1/views", {"name": "Unread", "filter": {"unread": True}})
    paths = (
        PATH,
        f"{PATH}?q=hello",
        f"{PATH}?channel=webchat&status=open&sort=priority",
        f"{PATH}/search?q=hello",
        f"{PATH}/{first}/timeline?after_seq=0",
        f"{PATH}/counts",
        "/api/v1/views/counts",
        "/api/v1/contacts",
    )
    alone = [await cost(path) for path in paths]
    for _ in range(8):
        _, one = await begin(workspace)
        await workspace.post(f"{PATH}/{one}/messages", {"text": "Hello"})
        await workspace.post(f"{PATH}/{first}/messages", {"text": "Hello"})
    assert [await cost(path) for path in paths] == alone
    assert max(alone) <= 8


async def test_a_long_timeline_is_read_in_parts(workspace: WorkspaceUnderTest) -> None:
    _, long = await begin(workspace)
    for number in range(6):
        await workspace.post(f"{PATH}/{long}/messages", {"text": f"{number}"})
    seqs: list[int] = []
    after: str | None = "0"
    while after is not None:
        page = await workspace.get(f"{PATH}/{long}/timeline?after_seq={after}&limit=3")
        seqs += [entry["seq"] for entry in page["items"]]
        after = page["next"]
    assert seqs == list(range(1, page["last_seq"] + 1))
    newest = await workspace.get(f"{PATH}/{long}/timeline?limit=3")
    assert [entry["seq"] for entry in newest["items"]] == seqs[-3:]
    before = await workspace.get(f"{PATH}/{long}/timeline?limit=3&before_seq={seqs[-3]}")
    assert [entry["seq"] for entry in before["items"]] == seqs[-6:-3]
