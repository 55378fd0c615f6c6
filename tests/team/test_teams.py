"""Teams, and the workspace's own settings."""

import asyncio

from switchboard import team
from tests.team.office import Office

TEAMS = "/api/v1/teams"
WORKSPACE = "/api/v1/workspace"


async def test_a_team_has_members(office: Office) -> None:
    owner, agent = await office.owner(), await office.hire("agent")
    body = {"name": "Returns", "member_ids": [agent.id, agent.id]}
    made = (await owner.http.post(TEAMS, json=body)).json()
    assert made["member_ids"] == [agent.id]
    path = f"{TEAMS}/{made['id']}"
    both = {"member_ids": [owner.id, agent.id]}
    assert (await owner.http.patch(path, json=both)).json()["member_ids"] == sorted(
        both["member_ids"]
    )
    assert (await owner.http.patch(path, json={"name": "Refunds"})).json()["name"] == "Refunds"
    (listed,) = (await agent.http.get(TEAMS)).json()["items"]
    assert listed["name"] == "Refunds"
    assert len(listed["member_ids"]) == 2
    async with office.database.transaction(office.workspace.id) as session:
        assert await team.team_names(session, [made["id"]]) == {made["id"]: "Refunds"}
        members = await team.members_of_team(session, made["id"])
    assert {member.id for member in members} == {owner.id, agent.id}
    assert (await owner.http.delete(path)).status_code == 204
    assert (await owner.http.get(TEAMS)).json()["items"] == []


async def test_team_names_are_taken_once(office: Office) -> None:
    owner = await office.owner()
    first = (await owner.http.post(TEAMS, json={"name": "One"})).json()
    await owner.http.post(TEAMS, json={"name": "Two"})
    assert (await owner.http.post(TEAMS, json={"name": "One"})).status_code == 409
    path = f"{TEAMS}/{first['id']}"
    assert (await owner.http.patch(path, json={"name": "Two"})).status_code == 409
    assert (await owner.http.patch(path, json={"name": "One"})).status_code == 200


async def test_of_two_teams_of_one_name_at_once_one_is_made(office: Office) -> None:
    owner = await office.owner()
    answers = await asyncio.gather(
        *(owner.http.post(TEAMS, json={"name": "Same", "member_ids": [owner.id]}) for _ in "ab")
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    made = next(answer.json() for answer in answers if answer.status_code == 201)
    path = f"{TEAMS}/{made['id']}"
    again = await asyncio.gather(
        *(owner.http.patch(path, json={"member_ids": [owner.id]}) for _ in range(4))
    )
    assert {answer.status_code for answer in again} == {200}


async def test_only_managers_change_teams(office: Office) -> None:
    agent = await office.hire("agent")
    assert (await agent.http.post(TEAMS, json={"name": "Mine"})).status_code == 403


async def test_somebody_removed_leaves_the_team(office: Office) -> None:
    owner, agent = await office.owner(), await office.hire("agent")
    await owner.http.post(TEAMS, json={"name": "Returns", "member_ids": [agent.id]})
    await owner.http.delete(f"/api/v1/members/{agent.id}")
    assert (await owner.http.get(TEAMS)).json()["items"][0]["member_ids"] == []


async def test_the_workspace_has_languages(office: Office) -> None:
    owner = await office.owner()
    change = {"name": "Shop", "languages": ["es", "pt-BR"], "default_language": "es"}
    assert (await owner.http.patch(WORKSPACE, json=change)).status_code == 200
    shown = (await owner.http.get(WORKSPACE)).json()
    assert shown == change | {"id": office.workspace.id, "version": shown["version"]}


async def test_the_default_language_is_one_of_them(office: Office) -> None:
    owner = await office.owner()
    changes: list[dict[str, object]] = [
        {"languages": ["fr"]},
        {"default_language": "fr"},
        {"languages": []},
    ]
    for change in changes:
        assert (await owner.http.patch(WORKSPACE, json=change)).status_code == 422
    assert (await owner.http.get(WORKSPACE)).json()["languages"] == ["en", "de"]


async def test_agents_only_read_the_settings(office: Office) -> None:
    agent = await office.hire("agent")
    assert (await agent.http.get(WORKSPACE)).status_code == 200
    assert (await agent.http.patch(WORKSPACE, json={"name": "Mine"})).status_code == 403
