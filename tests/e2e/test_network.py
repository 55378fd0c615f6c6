"""Networks that block, break and come back: everything arrives once, and in order."""

import re
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Route, WebSocketRoute, expect

from tests.e2e.hosts import Host
from tests.e2e.screens import Shop, Site
from tests.support.cutting import cutting_proxy

EVENTS = re.compile(r"/api/v1/widget/events")
MESSAGES = re.compile(r"/api/v1/widget/messages$")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser."""
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    yield made
    made.close()


ARRIVES_WITHIN = 15.0


class Agent:
    """The administrator, who answers a visitor by REST."""

    def __init__(self, site: Site, text: str) -> None:
        """Take the conversation in which this was written."""
        self._http = httpx.Client(base_url=site.url, timeout=60)
        body = {"email": site.email, "password": site.password}
        signed_in = self._http.post("/api/v1/auth/login", json=body).raise_for_status().json()
        self._http.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
        self._path = self._find(text)
        mine = {"kind": "member", "id": signed_in["member"]["id"]}
        self._http.post(f"{self._path}/assign", json={"assignee": mine}).raise_for_status()

    def _find(self, text: str) -> str:
        """Its path, once it has arrived: a visitor sees their own words before that."""
        deadline = time.monotonic() + ARRIVES_WITHIN
        while time.monotonic() < deadline:
            newest = self._http.get("/api/v1/conversations", params={"limit": 20}).json()["items"]
            for path in (f"/api/v1/conversations/{one['id']}" for one in newest):
                if text in self._texts(path):
                    return path
            time.sleep(0.1)
        raise AssertionError(f"Nobody wrote {text!r}.")

    def _texts(self, path: str) -> list[str]:
        timeline: dict[str, Any] = self._http.get(f"{path}/timeline?after_seq=0").json()
        return [one["text"] for one in timeline["items"] if one["kind"] == "message"]

    def says(self, text: str) -> None:
        """Answer."""
        self._http.post(f"{self._path}/messages", json={"text": text}).raise_for_status()

    def sees(self) -> list[str]:
        """Every message of the conversation."""
        return self._texts(self._path)


def test_blocked_sockets_then_blocked_streams_then_none_blocked(
    context: BrowserContext, site: Site
) -> None:
    blocked = True

    def through(socket: WebSocketRoute) -> None:
        if blocked:
            socket.close()
        else:
            socket.connect_to_server()

    context.route_web_socket(re.compile(r"/ws/widget"), through)
    shop = Shop(context.new_page(), site)
    shop.visit()
    first = f"Hello from {uuid4().hex}"
    with shop.page.expect_request(EVENTS):
        shop.open_chat()
        shop.write(first)
    shop.shows(first)
    agent = Agent(site, first)
    agent.says("By the stream")
    shop.shows("By the stream")

    context.route(EVENTS, lambda route: route.abort())
    # What is open stays open: the page begins anew behind the worse proxy.
    with shop.page.expect_request(re.compile(r"widget/timeline")):
        shop.visit()
        shop.open_chat()
    agent.says("By asking")
    shop.shows("By asking")
    shop.write("Heard by asking")
    shop.until(lambda: agent.sees()[-1] == "Heard by asking")

    blocked = False
    with shop.page.expect_websocket() as opened:
        agent.says("By a socket at last")
    shop.shows("By a socket at last")
    assert opened.value.url.endswith("/ws/widget")
    said = [first, "By the stream", "By asking", "Heard by asking", "By a socket at last"]
    assert [text for text in agent.sees() if text in said] == said
    for text in said:
        shop.shows(text)


def test_a_reload_while_a_message_is_under_way(context: BrowserContext, site: Site) -> None:
    context.route_web_socket(re.compile(r"/ws/widget"), lambda socket: socket.close())
    shop = Shop(context.new_page(), site)
    shop.visit()
    shop.open_chat()
    first = f"Hello from {uuid4().hex}"
    shop.write(first)
    shop.shows(first)
    agent = Agent(site, first)

    arrived: list[Route] = []

    def arrives_and_is_not_answered(route: Route) -> None:
        route.fetch()
        arrived.append(route)

    context.route(MESSAGES, arrives_and_is_not_answered)
    with shop.page.expect_request(MESSAGES):
        shop.write("Did this arrive?")
    shop.write("And this?")
    expect(shop.frame.get_by_text("Sending…").first).to_be_visible()
    shop.until(lambda: bool(arrived))
    context.unroute(MESSAGES)
    shop.visit()
    shop.open_chat()
    shop.until(lambda: agent.sees()[-2:] == ["Did this arrive?", "And this?"])
    for text in ("Did this arrive?", "And this?"):
        shop.shows(text)


def test_connections_that_break_off_in_the_middle_of_a_frame(
    context: BrowserContext, site: Site
) -> None:
    with cutting_proxy(int(site.url.rpartition(":")[2])) as proxy:
        broken = Site(f"http://localhost:{proxy.port}", site.email, site.password)
        shop = Host(broken).open(context)
        shop.page.wait_for_function("Switchboard.loaded")
        shop.open_chat()
        first = f"Hello from {uuid4().hex}"
        shop.write(first)
        shop.shows(first)
        agent = Agent(site, first)
        # Random, because what is sent is compressed.
        said = [" ".join(uuid4().hex for _ in range(8)) for _ in range(4)]
        for text in said:
            proxy.cut_after(60)
            agent.says(text)
            shop.shows(text)
        assert proxy.cuts >= len(said)
        order = [shop.log.inner_text().index(text) for text in said]
        assert order == sorted(order)


def test_two_tabs_agree(context: BrowserContext, site: Site) -> None:
    host = Host(site)
    one, other = host.open(context), host.open(context)
    for tab in (one, other):
        tab.page.wait_for_function("Switchboard.loaded")
        tab.page.evaluate(
            "window.unread = null; void Switchboard('on', 'unread', (count) => { unread = count })"
        )
        tab.open_chat()
    first = f"Hello from {uuid4().hex}"
    one.write(first)
    other.shows(first)
    other.page.evaluate("Switchboard('close')")
    agent = Agent(site, first)
    agent.says("Read in the one")
    for tab in (one, other):
        # The other's panel is closed, so it is in no accessibility tree.
        expect(tab.frame.locator("[role=log]")).to_contain_text("Read in the one")
        tab.page.wait_for_function("!unread", polling=50)
    one.page.evaluate("Switchboard('close')")
    agent.says("Read in none")
    for tab in (one, other):
        tab.page.wait_for_function("unread === 1", polling=50)
    one.page.evaluate("Switchboard('shutdown')")
    expect(other.frame.locator("[role=log]")).not_to_contain_text(first)
