"""The door: who is let in where, and that no route has none."""

import itertools
from typing import Annotated, get_args

import httpx
import pytest
from fastapi import APIRouter, FastAPI, WebSocket
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from switchboard import team
from switchboard.core.errors import Forbidden, Unauthorized
from tests.team.office import Office, Person
from tests.team.test_sign_in import cookie_login

ME = "/api/v1/me"
KEYS = "/api/v1/api-keys"


def test_stronger_roles_may_do_all_that_weaker_ones_may() -> None:
    roles = list(team.Role)
    for stronger, weaker in itertools.pairwise(roles):
        assert team.PERMISSIONS[stronger] >= team.PERMISSIONS[weaker]
    assert team.PERMISSIONS[team.Role.OWNER] == set(get_args(team.Permission))


@pytest.mark.parametrize("role", list(team.Role))
@pytest.mark.parametrize("permission", get_args(team.Permission))
async def test_each_role_has_what_the_table_says(
    office: Office, role: team.Role, permission: team.Permission
) -> None:
    @office.app.get("/guarded")
    async def guarded(staff: Annotated[team.Principal, team.allow(permission)]) -> str:
        return staff.id

    person = await office.hire(role)
    answer = await person.http.get("/guarded")
    if permission in team.PERMISSIONS[role]:
        assert answer.json() == person.id
    else:
        assert answer.status_code == 403
        assert permission in answer.json()["detail"]


def test_a_route_without_a_permission_is_found() -> None:
    app, inner, router = FastAPI(), APIRouter(), APIRouter(prefix="/api")

    @app.get("/open")
    async def open_route() -> None: ...

    @inner.post("/inner")
    async def inner_route() -> None: ...

    @router.websocket("/ws")
    async def socket(websocket: WebSocket) -> None: ...

    @router.get("/public", dependencies=[team.PUBLIC])
    async def public() -> None: ...

    @router.get("/guarded", dependencies=[team.allow("me")])
    async def guarded() -> None: ...

    router.include_router(inner)
    app.include_router(router)
    assert team.unprotected_routes(app) == ["GET /open", "POST /api/inner", "WS /api/ws"]


def test_no_route_of_the_team_is_open_by_accident(office: Office) -> None:
    assert team.unprotected_routes(office.app) == []


async def test_every_guarded_route_asks_who_is_there(office: Office) -> None:
    http = await office.client()
    paths = office.app.openapi()["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            guarded = "security" in operation
            assert guarded != path.startswith("/api/v1/auth/"), path
            if guarded:
                answer = await http.request(method, path.replace("{id}", "x"), json={})
                assert answer.status_code == 401, path


async def test_an_api_key_works_like_a_token_until_it_is_deleted(office: Office) -> None:
    owner = await office.owner()
    made = (await owner.http.post(KEYS, json={"name": "CI", "role": "viewer"})).json()
    program = await office.client(Authorization=f"Bearer {made['key']}")
    assert (await program.get("/api/v1/members")).status_code == 200
    assert (await program.post(KEYS, json={"name": "x", "role": "viewer"})).status_code == 403
    assert (await program.get(ME)).status_code == 403
    (listed,) = (await owner.http.get(KEYS)).json()["items"]
    assert listed["last_used_at"] is not None
    assert made["key"].startswith(listed["prefix"])
    assert made["key"] not in str(listed)
    assert (await owner.http.delete(f"{KEYS}/{made['id']}")).status_code == 204
    assert (await program.get("/api/v1/members")).status_code == 401


async def test_an_api_key_may_no_more_than_its_owner_may_now(office: Office) -> None:
    owner, admin = await office.owner(), await office.hire("admin")
    program = await program_of(office, admin, "admin")

    change = await owner.http.patch(f"/api/v1/members/{admin.id}", json={"role": "viewer"})

    assert change.status_code == 200
    assert (await program.get("/api/v1/members")).status_code == 200
    assert (await program.get(KEYS)).status_code == 403
    shown = (await owner.http.get(KEYS)).json()["items"][0]
    assert (shown["role"], shown["effective_role"]) == ("admin", "viewer")


@pytest.mark.parametrize("end", ["disable", "remove"])
async def test_an_api_key_stops_with_its_owner(office: Office, end: str) -> None:
    owner, admin = await office.owner(), await office.hire("admin")
    program = await program_of(office, admin, "agent")
    # What a key makes belongs to the same person.
    made = await (await program_of(office, admin, "admin")).post(
        KEYS, json={"name": "Second", "role": "agent"}
    )
    second = await office.client(Authorization=f"Bearer {made.json()['key']}")
    assert (await second.get("/api/v1/members")).status_code == 200

    path = f"/api/v1/members/{admin.id}"
    if end == "disable":
        assert (await owner.http.patch(path, json={"status": "disabled"})).status_code == 200
    else:
        assert (await owner.http.delete(path)).status_code == 204

    for client in (program, second):
        assert (await client.get("/api/v1/members")).status_code == 401
    assert {key["effective_role"] for key in (await owner.http.get(KEYS)).json()["items"]} == {None}


async def test_a_key_goes_on_when_somebody_else_takes_it_over(office: Office) -> None:
    owner, admin, agent = (
        await office.owner(),
        await office.hire("admin"),
        await office.hire("agent"),
    )
    program = await program_of(office, admin, "admin")
    key = (await owner.http.get(KEYS)).json()["items"][0]
    assert key["owner"] == {"id": admin.id, "name": "Admin"}
    assert (await owner.http.delete(f"/api/v1/members/{admin.id}")).status_code == 204

    refused = await agent.http.patch(f"{KEYS}/{key['id']}", json={"owner_id": agent.id})
    unknown = await owner.http.patch(f"{KEYS}/{key['id']}", json={"owner_id": admin.id})
    moved = await owner.http.patch(f"{KEYS}/{key['id']}", json={"owner_id": agent.id})

    assert (refused.status_code, unknown.status_code) == (403, 422)
    assert moved.json()["effective_role"] == "agent"
    assert (await program.get("/api/v1/members")).status_code == 200
    assert (await program.get(KEYS)).status_code == 403


async def program_of(office: Office, person: Person, role: str) -> httpx.AsyncClient:
    """A client with a new API key of this person."""
    made = await person.http.post(KEYS, json={"name": "Program", "role": role})
    return await office.client(Authorization=f"Bearer {made.json()['key']}")


async def test_an_expired_api_key_is_refused(office: Office) -> None:
    owner = await office.owner()
    body = {"name": "Old", "role": "viewer", "expires_at": "2020-01-01T00:00:00Z"}
    key = (await owner.http.post(KEYS, json=body)).json()["key"]
    program = await office.client(Authorization=f"Bearer {key}")
    assert (await program.get("/api/v1/members")).status_code == 401


async def test_nobody_makes_a_key_stronger_than_themselves(office: Office) -> None:
    admin = await office.hire("admin")
    answer = await admin.http.post(KEYS, json={"name": "x", "role": "owner"})
    assert answer.status_code == 403


@pytest.mark.parametrize("header", ["", "Basic dTpw", "Bearer", "Bearer ", "bearer x y"])
async def test_an_odd_header_is_refused_even_with_a_cookie(office: Office, header: str) -> None:
    http = await cookie_login(office)
    assert (await http.get(ME, headers={"Authorization": header})).status_code == 401


async def test_another_workspace_is_out_of_sight(office: Office, other_office: Office) -> None:
    mine, theirs = await office.owner(), await other_office.owner()
    colleague = await other_office.hire("agent")
    team_id = (await theirs.http.post("/api/v1/teams", json={"name": "Theirs"})).json()["id"]
    key = (await theirs.http.post(KEYS, json={"name": "k", "role": "agent"})).json()
    listed = (await mine.http.get("/api/v1/members")).json()["items"]
    assert [member["id"] for member in listed] == [mine.id]
    refused = [
        await mine.http.patch(f"/api/v1/members/{colleague.id}", json={"role": "viewer"}),
        await mine.http.delete(f"/api/v1/members/{colleague.id}"),
        await mine.http.patch(f"/api/v1/teams/{team_id}", json={"name": "Mine"}),
        await mine.http.delete(f"/api/v1/teams/{team_id}"),
        await mine.http.delete(f"{KEYS}/{key['id']}"),
    ]
    assert {answer.status_code for answer in refused} == {404}
    body = {"name": "Ours", "member_ids": [colleague.id]}
    assert (await mine.http.post("/api/v1/teams", json=body)).status_code == 422


def socket(office: Office, **headers: str) -> HTTPConnection:
    """A WebSocket's handshake as the application sees it."""
    raw = Headers({name.replace("_", "-"): value for name, value in headers.items()}).raw
    return HTTPConnection({"type": "websocket", "headers": raw, "app": office.app, "path": "/"})


async def test_a_websocket_is_opened_by_a_token_or_our_own_page(office: Office) -> None:
    owner = await office.owner()
    http = await cookie_login(office)
    cookie = "; ".join(f"{name}={value}" for name, value in http.cookies.items())
    token = owner.session["access_token"]
    assert (await team.authenticate(socket(office), token)).id == owner.id
    ours = socket(office, cookie=cookie, origin="http://localhost:8000")
    assert (await team.authenticate(ours)).id == owner.id
    for origin in ("https://evil.test", "", "null"):
        with pytest.raises(Forbidden):
            await team.authenticate(socket(office, cookie=cookie, origin=origin))
    with pytest.raises(Unauthorized):
        await team.authenticate(socket(office, origin="http://localhost:8000"))


async def test_identify_names_only_whom_we_know(office: Office) -> None:
    owner = await office.owner()
    known = socket(office, authorization=f"Bearer {owner.session['access_token']}")
    assert await team.identify(known) == f"{office.workspace.id}:{owner.id}"
    assert await team.identify(socket(office, authorization="Bearer x")) is None
    assert await team.identify(socket(office)) is None
