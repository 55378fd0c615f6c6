"""Letting people in, changing them and sending them away."""

import asyncio
from typing import Any

import httpx
import pytest

from switchboard import team
from tests.team.office import PASSWORD, Office, Person

MEMBERS = "/api/v1/members"
ACCEPT = "/api/v1/auth/accept-invite"


async def invite(by: Person, email: str, role: str = "agent") -> dict[str, Any]:
    answer = await by.http.post(MEMBERS, json={"email": email, "name": "Nia", "role": role})
    assert answer.status_code == 201, answer.text
    invited: dict[str, Any] = answer.json()
    return invited


def token_of(invited: dict[str, Any]) -> str:
    return str(invited["invite_url"]).partition("?token=")[2]


async def accept(http: httpx.AsyncClient, token: str, password: str = PASSWORD) -> httpx.Response:
    return await http.post(ACCEPT, json={"token": token, "name": "Nia New", "password": password})


async def change(by: Person, member_id: str, **body: str) -> httpx.Response:
    return await by.http.patch(f"{MEMBERS}/{member_id}", json=body)


async def test_an_invitation_lets_one_person_in_once(office: Office) -> None:
    owner, http = await office.owner(), await office.client()
    email = f"nia-{owner.id}@office.test"
    invited = await invite(owner, email)
    assert invited["status"] == "invited"
    assert invited["invite_url"].startswith("http://localhost:8000/accept-invite/?token=")
    answer = await accept(http, token_of(invited))
    assert answer.status_code == 200
    assert answer.json()["member"]["name"] == "Nia New"
    assert answer.json()["member"]["status"] == "active"
    assert (await accept(http, token_of(invited))).status_code == 422
    assert (await office.sign_in(email)).id == invited["id"]
    listed = (await owner.http.get(MEMBERS)).json()["items"]
    assert all(member["invite_url"] is None for member in listed)


async def test_an_invitation_can_be_used_by_one_of_two_at_once(office: Office) -> None:
    owner, http = await office.owner(), await office.client()
    token = token_of(await invite(owner, f"two-{owner.id}@office.test"))
    answers = await asyncio.gather(accept(http, token), accept(http, token))
    assert sorted(answer.status_code for answer in answers) == [200, 422]


async def test_asked_in_twice_at_once_they_are_one_member(office: Office) -> None:
    owner = await office.owner()
    email = f"once-{owner.id}@office.test"
    first, second = await asyncio.gather(invite(owner, email), invite(owner, email))
    assert first["id"] == second["id"]


async def test_asking_again_replaces_the_link(office: Office) -> None:
    owner, http = await office.owner(), await office.client()
    email = f"again-{owner.id}@office.test"
    first, second = await invite(owner, email), await invite(owner, email.upper(), "viewer")
    assert second["id"] == first["id"]
    assert second["role"] == "viewer"
    assert (await accept(http, token_of(first))).status_code == 422
    assert (await accept(http, token_of(second))).status_code == 200
    body = {"email": email, "name": "Nia", "role": "agent"}
    assert (await owner.http.post(MEMBERS, json=body)).status_code == 409


async def test_an_invitation_never_changes_an_existing_password(
    office: Office, other_office: Office
) -> None:
    agent = await office.hire("agent")
    stranger, http = await other_office.owner(), await other_office.client()
    token = token_of(await invite(stranger, agent.email))
    assert (await accept(http, token, "chosen by a stranger")).status_code == 401
    assert (await accept(http, token)).status_code == 200
    assert await office.sign_in(agent.email)


async def test_a_withdrawn_invitation_is_void(office: Office) -> None:
    owner, http = await office.owner(), await office.client()
    invited = await invite(owner, f"gone-{owner.id}@office.test")
    assert (await change(owner, invited["id"], status="active")).status_code == 409
    assert (await owner.http.delete(f"{MEMBERS}/{invited['id']}")).status_code == 204
    assert (await accept(http, token_of(invited))).status_code == 422


@pytest.mark.parametrize("loss", [{"role": "agent"}, {"status": "disabled"}])
async def test_an_invitation_is_worth_no_more_than_its_inviter(
    office: Office, loss: dict[str, str]
) -> None:
    owner, admin = await office.owner(), await office.hire("admin")
    http = await office.client()
    invited = await invite(admin, f"second-{admin.id}@office.test", "admin")
    assert (await change(owner, admin.id, **loss)).status_code == 200

    assert (await accept(http, token_of(invited))).status_code == 422

    renewed = await owner.http.post(f"{MEMBERS}/{invited['id']}/invite")
    assert (await accept(http, token_of(renewed.json()))).status_code == 200


async def test_whoever_is_removed_keeps_a_name_and_can_come_back(office: Office) -> None:
    owner, agent = await office.owner(), await office.hire("agent")
    assert (await owner.http.delete(f"{MEMBERS}/{agent.id}")).status_code == 204
    assert (await agent.http.get("/api/v1/me")).status_code == 401
    assert agent.id not in (await owner.http.get(MEMBERS)).text
    assert (await change(owner, agent.id, name="x")).status_code == 404
    async with office.database.transaction(office.workspace.id) as session:
        known = await team.members_by_id(session, [agent.id, "mem_unknown"])
    assert [member.name for member in known.values()] == ["Agent"]
    assert (await invite(owner, agent.email))["id"] == agent.id


async def test_the_last_active_owner_stays(office: Office) -> None:
    owner = await office.owner()
    assert (await change(owner, owner.id, role="admin")).status_code == 409
    assert (await change(owner, owner.id, status="disabled")).status_code == 409
    assert (await owner.http.delete(f"{MEMBERS}/{owner.id}")).status_code == 409
    await office.hire("owner")
    assert (await change(owner, owner.id, role="admin")).status_code == 200


async def test_two_owners_cannot_send_each_other_away_at_once(office: Office) -> None:
    first, second = await office.owner(), await office.hire("owner")
    answers = await asyncio.gather(
        change(first, second.id, role="agent"), change(second, first.id, role="agent")
    )
    assert sorted(answer.status_code for answer in answers) in ([200, 403], [200, 409])
    listed = (await first.http.get(MEMBERS)).json()["items"]
    assert [member["role"] for member in listed].count("owner") == 1


async def test_only_owners_have_power_over_owners(office: Office) -> None:
    owner, admin = await office.owner(), await office.hire("admin")
    agent = await office.hire("agent")
    refused = [
        await change(admin, admin.id, role="owner"),
        await change(admin, agent.id, role="owner"),
        await change(admin, owner.id, name="Mine now"),
        await change(admin, owner.id, status="disabled"),
        await admin.http.delete(f"{MEMBERS}/{owner.id}"),
        await admin.http.post(MEMBERS, json={"email": "o@x.test", "name": "O", "role": "owner"}),
    ]
    assert {answer.status_code for answer in refused} == {403}
    assert (await change(admin, agent.id, role="admin")).status_code == 200
    assert (await change(owner, agent.id, role="owner")).status_code == 200


@pytest.mark.parametrize("role", ["agent", "viewer"])
async def test_others_manage_nobody(office: Office, role: str) -> None:
    person = await office.hire(role)
    assert (await change(person, person.id, role="admin")).status_code == 403
    assert (await person.http.get(MEMBERS)).status_code == 200


async def test_a_new_role_counts_at_once(office: Office) -> None:
    owner, agent = await office.owner(), await office.hire("agent")
    assert (await agent.http.get("/api/v1/api-keys")).status_code == 403
    await change(owner, agent.id, role="admin")
    assert (await agent.http.get("/api/v1/api-keys")).status_code == 200


async def test_people_change_their_own_name(office: Office) -> None:
    viewer = await office.hire("viewer")
    answer = await viewer.http.patch("/api/v1/me", json={"name": "  Vera  "})
    assert answer.json()["member"]["name"] == "Vera"


async def test_the_list_comes_in_pages(office: Office) -> None:
    owner = await office.owner()
    hired = [(await office.hire("agent")).id for _ in range(4)]
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": "2"} | ({"after": cursor} if cursor else {})
        page = (await owner.http.get(MEMBERS, params=query)).json()
        seen += [member["id"] for member in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [owner.id, *hired]
    assert (await owner.http.get(MEMBERS, params={"after": "rubbish"})).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {"email": "x", "name": "N", "role": "agent"},
        {"email": "x@y.test", "name": " ", "role": "agent"},
        {"email": "x@y.test", "name": "a\x00b", "role": "agent"},
        {"email": "x@y.test", "name": "N" * 201, "role": "agent"},
        {"email": "x@y.test", "name": "N", "role": "king"},
    ],
)
async def test_bad_invitations_are_refused(office: Office, body: dict[str, str]) -> None:
    owner = await office.owner()
    assert (await owner.http.post(MEMBERS, json=body)).status_code == 422


async def test_odd_ids_are_no_fault(office: Office) -> None:
    owner = await office.owner()
    for odd in ("mem_unknown", "%00", "x" * 500, "%F0%9F%92%A9", "1'--"):
        assert (await change(owner, odd, name="x")).status_code in (404, 422)
