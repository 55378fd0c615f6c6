"""What start-up and the command line use."""

import pytest

from switchboard import team
from switchboard.core.db import Database
from switchboard.core.errors import Conflict, Invalid, NotFound
from tests.team.office import PASSWORD, Office


async def test_users_are_listed_with_their_workspace(office: Office) -> None:
    agent = await office.hire("agent")
    async with office.database.system() as session:
        users = await team.list_users(session)
    here = [user for user in users if user.workspace_id == office.workspace.id]
    assert [(user.email, user.role) for user in here] == [
        (office.owner_email, "owner"),
        (agent.email, "agent"),
    ]


async def test_nobody_is_added_twice(office: Office) -> None:
    with pytest.raises(Conflict):
        async with office.database.system() as session:
            await team.add_user(
                session,
                office.workspace.id,
                email=office.owner_email.upper(),
                name="Again",
                role=team.Role.AGENT,
                password=PASSWORD,
            )


async def test_short_passwords_and_unknown_people_are_refused(database: Database) -> None:
    async with database.system() as session:
        with pytest.raises(Invalid):
            await team.set_password(session, "nobody@office.test", "short")
        with pytest.raises(NotFound):
            await team.set_password(session, "nobody@office.test", PASSWORD)


async def test_one_account_works_in_two_workspaces(office: Office, other_office: Office) -> None:
    agent = await office.hire("agent")
    async with office.database.system() as session:
        await team.add_user(
            session,
            other_office.workspace.id,
            email=agent.email,
            name="Agent",
            role=team.Role.VIEWER,
            password="is not used, there is one",
        )
    http = await office.client()
    for workspace in (office.workspace, other_office.workspace):
        body = {"email": agent.email, "password": PASSWORD, "workspace_id": workspace.id}
        answer = await http.post("/api/v1/auth/login", json=body)
        assert answer.json()["workspace"]["id"] == workspace.id


async def test_there_is_a_first_workspace(office: Office) -> None:
    async with office.database.system() as session:
        assert await team.first_workspace(session) is not None
