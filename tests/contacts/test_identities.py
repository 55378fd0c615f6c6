"""Contacts: one for each sender of an inbox, however many of their messages come at once."""

import asyncio
from uuid import uuid4

from sqlalchemy import func, select

from switchboard.contacts import Contact, Identity, Sender, find_or_create, update_profile
from switchboard.core.db import Database
from tests.support.workspace import WorkspaceUnderTest


async def found(database: Database, workspace: WorkspaceUnderTest, sender: Sender) -> Identity:
    async with database.transaction(workspace.id) as session:
        return await find_or_create(session, workspace.inbox["id"], sender)


async def contacts(database: Database, workspace: WorkspaceUnderTest) -> int:
    async with database.transaction(workspace.id) as session:
        return int(await session.scalar(select(func.count()).select_from(Contact)) or 0)


async def test_at_once_they_make_one_contact(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    sender = Sender("v_1", name="Ann")
    identities = await asyncio.gather(*(found(database, workspace, sender) for _ in range(20)))
    assert len({identity.id for identity in identities}) == 1
    assert await contacts(database, workspace) == 1


async def test_an_address_that_nobody_verified_joins_nobody(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    ann = await found(database, workspace, Sender("v_1", email="ann@example.com"))
    claims = await found(database, workspace, Sender("v_2", email="ann@example.com"))
    assert claims.contact_id != ann.contact_id


async def test_inboxes_know_senders_for_themselves(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    other = await workspace.post("/api/v1/inboxes", {"name": "Other", "channel": "webchat"})
    here = await found(database, workspace, Sender("v_1"))
    async with database.transaction(workspace.id) as session:
        there = await find_or_create(session, other["id"], Sender("v_1"))
    assert here.contact_id != there.contact_id


async def test_a_profile_takes_over_what_is_said_and_keeps_the_rest(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    identity = await found(database, workspace, Sender("v_1", name="Ann", phone="+4930"))
    async with database.transaction(workspace.id) as session:
        said = Sender("v_1", email="ann@example.com", phone="")
        contact = await update_profile(session, identity.contact_id, said)
    assert (contact.name, contact.email, contact.phone) == ("Ann", "ann@example.com", "+4930")


async def test_a_visitor_who_gives_a_name_later_has_it(workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    body = {
        "widget_key": workspace.inbox["widget_key"],
        "session_token": visitor.token,
        "visitor": {
            "name": f"Ann {uuid4().hex[:6]}",
            "email": "ann@example.com",
            "time_zone": "Asia/Tokyo",
        },
    }
    assert (await workspace.http.post("/api/v1/widget/sessions", json=body)).status_code == 201
    (shown,) = (await workspace.get("/api/v1/conversations"))["items"]
    assert shown["contact"]["name"] == body["visitor"]["name"]
    assert shown["contact"]["email"] == "ann@example.com"
    contact = f"/api/v1/contacts/{shown['contact']['id']}"
    assert (await workspace.get(contact))["time_zone"] == "Asia/Tokyo"

    body["visitor"]["time_zone"] = "../Mars"
    assert (await workspace.http.post("/api/v1/widget/sessions", json=body)).status_code == 201
    assert (await workspace.get(contact))["time_zone"] == "Asia/Tokyo"
