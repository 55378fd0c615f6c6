"""How long people stay signed in, and what ends it."""

import asyncio

import httpx
from sqlalchemy import update

from switchboard import team
from switchboard.core.errors import Unauthorized
from switchboard.team.models import SignIn
from switchboard.team.sessions import RETRY_GRACE
from tests.team.office import KEY, PASSWORD, Office, Person
from tests.team.test_sign_in import ME, SAME, cookie_login

REFRESH = "/api/v1/auth/refresh"
LOGOUT = "/api/v1/auth/logout"


async def refresh(http: httpx.AsyncClient, token: str) -> httpx.Response:
    return await http.post(REFRESH, json={"refresh_token": token})


async def is_signed_in(person: Person) -> bool:
    return (await person.http.get(ME)).status_code == 200


async def test_refresh_tokens_rotate(office: Office) -> None:
    owner = await office.owner()
    http = await office.client()
    token = owner.session["refresh_token"]
    for _ in range(3):
        answer = await refresh(http, token)
        assert answer.status_code == 200
        assert answer.json()["refresh_token"] != token
        token = answer.json()["refresh_token"]
        bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        assert (await http.get(ME, headers=bearer)).status_code == 200


async def test_a_lost_answer_to_a_refresh_is_given_again(office: Office) -> None:
    owner = await office.owner()
    http = await office.client()
    token = owner.session["refresh_token"]
    answers = await asyncio.gather(*(refresh(http, token) for _ in range(3)))
    assert {answer.status_code for answer in answers} == {200}
    (successor,) = {answer.json()["refresh_token"] for answer in answers}
    assert (await refresh(http, successor)).status_code == 200


async def test_an_old_refresh_token_ends_the_whole_session(office: Office) -> None:
    owner = await office.owner()
    http = await office.client()
    stolen = owner.session["refresh_token"]
    second = (await refresh(http, stolen)).json()["refresh_token"]
    newest = (await refresh(http, second)).json()["refresh_token"]
    assert (await refresh(http, stolen)).status_code == 401
    assert (await refresh(http, newest)).status_code == 401
    assert not await is_signed_in(owner)


async def test_a_retry_after_the_grace_ends_the_session(office: Office) -> None:
    owner = await office.owner()
    http = await office.client()
    token = owner.session["refresh_token"]
    assert (await refresh(http, token)).status_code == 200
    async with office.database.system() as session:
        await session.execute(
            update(SignIn)
            .where(SignIn.id == token.partition(".")[0])
            .values(rotated_at=SignIn.rotated_at - RETRY_GRACE)
        )
    assert (await refresh(http, token)).status_code == 401
    assert not await is_signed_in(owner)


async def test_two_tabs_may_refresh_together_and_get_one_token(office: Office) -> None:
    http = await cookie_login(office)
    shown = {"Cookie": "; ".join(f"{k}={v}" for k, v in http.cookies.items())}
    first = await http.post(REFRESH, headers=SAME)
    second = await http.post(REFRESH, headers=SAME | shown)
    assert first.status_code == second.status_code == 200
    assert second.cookies["switchboard_refresh"] == first.cookies["switchboard_refresh"]
    assert (await http.post(REFRESH, headers=SAME)).status_code == 200


async def test_a_refresh_token_must_be_one_of_ours(office: Office) -> None:
    http = await office.client()
    owner = await office.owner()
    session_id = owner.session["refresh_token"].partition(".")[0]
    for token in ("", "x", "ses_unknown.x", "a.b.c", f"{session_id}."):
        assert (await refresh(http, token)).status_code == 401
    assert (await refresh(http, "\x00")).status_code == 422
    assert (await http.post(REFRESH)).status_code == 401


async def test_an_odd_cookie_is_no_fault(office: Office) -> None:
    http = await office.client(Cookie='switchboard_refresh="a\\000b.c"')
    assert (await http.post(REFRESH, headers=SAME)).status_code == 401
    assert (await http.post(LOGOUT, headers=SAME)).status_code == 204


async def test_logging_out_ends_the_session(office: Office) -> None:
    owner, elsewhere = await office.owner(), await office.owner()
    assert (await owner.http.post(LOGOUT)).status_code == 204
    assert not await is_signed_in(owner)
    assert (await refresh(owner.http, owner.session["refresh_token"])).status_code == 401
    assert await is_signed_in(elsewhere)


async def test_logging_out_of_the_console_clears_the_cookies(office: Office) -> None:
    http = await cookie_login(office)
    assert (await http.post(LOGOUT, headers={"Origin": "https://evil.test"})).status_code == 403
    kept = dict(http.cookies)
    assert (await http.post(LOGOUT, headers=SAME)).status_code == 204
    assert set(http.cookies) == {"switchboard_device"}
    http.cookies.update(kept)
    assert (await http.get(ME)).status_code == 401
    assert (await http.post(REFRESH, headers=SAME)).status_code == 401


async def test_logging_out_twice_is_fine(office: Office) -> None:
    owner = await office.owner()
    for _ in range(2):
        assert (await owner.http.post(LOGOUT)).status_code == 204


async def test_a_new_password_ends_the_other_sessions(office: Office) -> None:
    here, elsewhere = await office.owner(), await office.owner()
    change = {"current": PASSWORD, "new": "another good password"}
    wrong = await here.http.post("/api/v1/me/password", json=change | {"current": "no"})
    assert wrong.status_code == 422
    assert await is_signed_in(elsewhere)
    assert (await here.http.post("/api/v1/me/password", json=change)).status_code == 204
    assert await is_signed_in(here)
    assert not await is_signed_in(elsewhere)
    assert await office.sign_in(office.owner_email, "another good password")


async def test_disabling_somebody_signs_them_out(office: Office) -> None:
    owner, agent = await office.owner(), await office.hire("agent")
    path = f"/api/v1/members/{agent.id}"
    await owner.http.patch(path, json={"status": "disabled"})
    assert not await is_signed_in(agent)
    assert (await refresh(agent.http, agent.session["refresh_token"])).status_code == 401
    await owner.http.patch(path, json={"status": "active"})
    assert not await is_signed_in(agent)
    assert await office.sign_in(agent.email)


async def test_other_processes_notice_within_ten_seconds(office: Office) -> None:
    time = [100.0]
    gateway = team.Credentials(office.database, KEY, clock=lambda: time[0])
    owner = await office.owner()
    token = owner.session["access_token"]
    principal = await gateway.principal(token)
    await owner.http.post(LOGOUT)
    assert await gateway.principal(token) == principal
    time[0] += 10
    for ask in (gateway.principal(token), gateway.current(principal)):
        try:
            await ask
        except Unauthorized:
            continue
        raise AssertionError("still signed in")


async def test_a_password_set_by_the_operator_signs_everyone_out(office: Office) -> None:
    owner = await office.owner()
    async with office.database.system() as session:
        await team.set_password(session, office.owner_email, "from the command line")
    office.app.state.services.get(team.Credentials).forget()
    assert not await is_signed_in(owner)
    assert await office.sign_in(office.owner_email, "from the command line")


async def test_expired_sessions_can_be_pruned(office: Office) -> None:
    owner = await office.owner()
    await team.prune_sessions(office.database)
    assert await is_signed_in(owner)
