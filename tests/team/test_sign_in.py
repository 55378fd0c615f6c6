"""Signing in: constant answers, limits, tokens and cookies."""

import base64
import hashlib
import hmac
import json
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest

from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.rate_limit import RateLimiter
from switchboard.core.settings import Settings
from switchboard.team.sign_in import PER_ACCOUNT
from tests.team.office import KEY, PASSWORD, Office, open_office

LOGIN = "/api/v1/auth/login"
ME = "/api/v1/me"


async def try_login(http: httpx.AsyncClient, email: str, password: str) -> httpx.Response:
    return await http.post(LOGIN, json={"email": email, "password": password})


async def test_a_login_gives_tokens_that_work_as_bearer(office: Office) -> None:
    owner = await office.owner()
    assert owner.session["token_type"] == "Bearer"
    assert owner.session["expires_in"] == 900
    assert owner.session["workspace"]["id"] == office.workspace.id
    me = (await owner.http.get(ME)).json()
    assert me["member"]["email"] == office.owner_email
    assert me["member"]["role"] == "owner"
    assert "people.write" in me["permissions"]


async def test_the_e_mail_may_be_typed_in_capitals(office: Office) -> None:
    assert await office.sign_in(f" {office.owner_email.upper()} ")


async def test_every_failure_looks_the_same(office: Office) -> None:
    owner = await office.owner()
    agent = await office.hire("agent")
    await owner.http.patch(f"/api/v1/members/{agent.id}", json={"status": "disabled"})
    invited = {"email": "invited@office.test", "name": "Ivy", "role": "agent"}
    await owner.http.post("/api/v1/members", json=invited)
    http = await office.client()
    answers = [
        await try_login(http, office.owner_email, "wrong"),
        await try_login(http, "nobody@office.test", PASSWORD),
        await try_login(http, agent.email, PASSWORD),
        await try_login(http, "invited@office.test", PASSWORD),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert answers[0].headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("known", [True, False])
async def test_guessing_at_one_account_is_stopped(office: Office, known: bool) -> None:
    email = office.owner_email if known else "nobody@office.test"
    http = await office.client(address="203.0.113.9")
    guesses = [(await try_login(http, email, f"guess {n}")).status_code for n in range(11)]
    assert guesses == [401] * 10 + [429]
    answer = await try_login(http, email, PASSWORD)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


async def test_guessing_from_one_network_locks_nobody_else_out(office: Office) -> None:
    guesser = await office.client(address="2001:db8:1:2::1")
    for guess in range(10):
        await try_login(guesser, office.owner_email, f"guess {guess}")
    neighbour = await office.client(address="2001:db8:1:2:ffff::1")
    assert (await try_login(neighbour, office.owner_email, PASSWORD)).status_code == 429
    elsewhere = await office.client(address="2001:db8:1:3::1")
    assert (await try_login(elsewhere, office.owner_email, PASSWORD)).status_code == 200


async def test_guessing_from_everywhere_stops_strangers_but_no_known_browser(
    office: Office,
) -> None:
    browser = await cookie_login(office)
    limiter = office.app.state.services.get(RateLimiter)
    for _ in range(PER_ACCOUNT.count):
        await limiter.take(PER_ACCOUNT, office.owner_email)

    stranger = await office.client(address="203.0.113.77")
    assert (await try_login(stranger, office.owner_email, PASSWORD)).status_code == 429
    stranger.cookies.set("switchboard_device", "made-up.mark")
    assert (await try_login(stranger, office.owner_email, PASSWORD)).status_code == 429

    assert (await try_login(browser, office.owner_email, PASSWORD)).status_code == 200
    # Not even a known browser may guess for ever, and it is known for one account only.
    guesses = [(await try_login(browser, office.owner_email, "no")).status_code for _ in range(11)]
    assert guesses == [401] * 10 + [429]


async def test_spraying_from_one_address_is_stopped(office: Office) -> None:
    http = await office.client()
    answers = [await try_login(http, f"user{n}@office.test", "summer") for n in range(61)]
    assert [answer.status_code for answer in answers] == [401] * 60 + [429]


async def test_signing_in_rightly_is_never_limited(office: Office) -> None:
    for _ in range(15):
        await office.owner()


def forged(claims: dict[str, Any], key: bytes, algorithm: str = "HS256") -> str:
    valid = {
        "iss": "switchboard",
        "aud": "switchboard:staff",
        "iat": now(),
        "exp": now() + timedelta(minutes=5),
    }
    return jwt.encode(valid | claims, key, algorithm=algorithm)


async def test_only_our_own_unexpired_tokens_count(office: Office) -> None:
    owner = await office.owner()
    sid = {
        "sid": jwt.decode(owner.session["access_token"], options={"verify_signature": False})["sid"]
    }
    key = hmac.digest(KEY.encode(), b"switchboard access token", "sha256")
    header, claims, _ = owner.session["access_token"].split(".")
    unsigned = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).decode().rstrip("=")
    bad = {
        "expired": forged(sid | {"exp": now() - timedelta(seconds=1)}, key),
        "another key": forged(sid, hashlib.sha256(b"other").digest()),
        "another audience": forged(sid | {"aud": "switchboard:visitor"}, key),
        "another issuer": forged(sid | {"iss": "someone"}, key),
        "another algorithm": forged(sid, key * 2, "HS512"),
        "no algorithm": f"{unsigned}.{claims}.",
        "no session": forged({}, key),
        "unknown session": forged({"sid": "ses_unknown"}, key),
        "no signature": f"{header}.{claims}.",
        "rubbish": "rubbish",
        "no such key": "swb_" + "x" * 43,
    }
    assert (
        await owner.http.get(ME, headers={"Authorization": f"Bearer {forged(sid, key)}"})
    ).is_success
    for why, token in bad.items():
        answer = await owner.http.get(ME, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401, why
        assert answer.headers["www-authenticate"] == "Bearer"


async def cookie_login(office: Office) -> httpx.AsyncClient:
    http = await office.client()
    body = {"email": office.owner_email, "password": PASSWORD, "session": "cookie"}
    answer = await http.post(LOGIN, json=body)
    assert answer.json()["access_token"] is None
    assert answer.json()["refresh_token"] is None
    assert answer.headers["cache-control"] == "no-store"
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 3
    assert all("HttpOnly" in cookie and "SameSite=strict" in cookie for cookie in cookies)
    return http


async def test_the_console_signs_in_with_cookies(office: Office) -> None:
    http = await cookie_login(office)
    assert (await http.get(ME)).status_code == 200


SAME = {"Origin": "http://localhost:8000"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "https://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:8000.evil.test"}, 403),
        (SAME | {"Sec-Fetch-Site": "cross-site"}, 403),
        (SAME | {"Sec-Fetch-Site": "same-site"}, 403),
        (SAME, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
async def test_another_site_cannot_use_the_cookies(
    office: Office, headers: dict[str, str], status: int
) -> None:
    http = await cookie_login(office)
    answer = await http.patch(ME, json={"name": "New"}, headers=headers)
    assert answer.status_code == status
    assert (await http.post("/api/v1/auth/refresh", headers=headers)).status_code == status


async def test_over_https_the_cookies_belong_to_the_host(database: Database) -> None:
    async with AsyncExitStack() as stack:
        settings = Settings(public_url="https://help.office.test")
        office = await open_office(database, settings, stack)
        http = await cookie_login(office)
        assert {name[:19] for name in http.cookies} == {"__Host-switchboard_"}
        answer = await http.patch(
            ME, json={"name": "New"}, headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"email": "a@b.test"},
        {"email": 3, "password": "x"},
        {"email": "no address", "password": "x"},
        {"email": "a\x00@b.test", "password": "x"},
        {"email": "a@b.test", "password": "x" * 2000},
        {"email": "a@b.test", "password": "x", "session": "other"},
        {"email": "a@b.test", "password": "\ud800"},
    ],
)
async def test_bad_input_is_a_problem_not_a_fault(office: Office, body: object) -> None:
    http = await office.client()
    content = json.dumps(body)
    answer = await http.post(LOGIN, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"]
