"""Agents at work: two of them with one visitor, and a day without a mouse."""

import uuid
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.screens import Console, Shop, Site

Shot = Callable[[Page, str], None]
PASSWORD = "another password for browsers"


class Office:
    """The workspace by its API, as the administrator."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._http = httpx.Client(base_url=site.url)
        body = {"email": site.email, "password": site.password}
        token = self._http.post("/api/v1/auth/login", json=body).json()["access_token"]
        self._http.headers["Authorization"] = f"Bearer {token}"

    def colleague(self, name: str) -> Site:
        """Somebody who has joined as an agent, and how they sign in."""
        email = f"{uuid.uuid4().hex[:10]}@example.com"
        body = {"email": email, "name": name, "role": "agent"}
        link = self._http.post("/api/v1/members", json=body).json()["invite_url"]
        joining = {"token": link.partition("token=")[2], "name": name, "password": PASSWORD}
        assert httpx.post(f"{self._site.url}/api/v1/auth/accept-invite", json=joining).is_success
        return Site(self._site.url, email, PASSWORD)

    def canned(self, shortcut: str, body: str) -> None:
        """A response to answer with."""
        new = {"title": shortcut.title(), "shortcut": shortcut, "body": body}
        assert self._http.post("/api/v1/canned-responses", json=new).status_code in (201, 409)

    def conversation(self, text: str) -> str:
        """The conversation in which this was said."""
        found = self._http.get("/api/v1/conversations", params={"q": text}).json()["items"]
        return str(found[0]["id"])

    def waiting(self, name: str, text: str) -> None:
        """A visitor who waits for a person."""
        opened = self._http.post(
            "/api/v1/widget/sessions", json={"widget_key": "wk_demo", "visitor": {"name": name}}
        ).json()
        visitor = {"Authorization": f"Bearer {opened['session_token']}"}
        message = {"id": uuid.uuid4().hex, "text": text}
        self._http.post("/api/v1/widget/messages", json=message, headers=visitor)
        self._http.post("/api/v1/widget/handover", headers=visitor)


@pytest.fixture
def office(site: Site) -> Office:
    return Office(site)


@pytest.fixture
def name() -> str:
    """What the second agent is called; nobody else is."""
    return f"Ana {uuid.uuid4().hex[:6]}"


@pytest.fixture
def ana(browser: Browser, office: Office, name: str) -> Iterator[Console]:
    """A second agent, in a browser of her own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = Console(context.new_page(), office.colleague(name))
    opened.sign_in()
    yield opened
    context.close()


def row(console: Console, text: str) -> Locator:
    """A conversation in the list."""
    return console.page.locator("a[href*='c=cnv_']").filter(has_text=text).first


def test_two_agents_and_a_visitor(
    shop: Shop, console: Console, ana: Console, name: str, office: Office, shot: Shot
) -> None:
    office.canned("sorry-to-hear", "I am sorry to hear that. {{agent.first_name}} looks into it")
    shop.visit()
    shop.open_chat()
    wish = f"My tent {uuid.uuid4().hex[:6]} leaks. I want to talk to a person."
    shop.write(wish)
    shop.shows("We’ve asked our team to help")

    # A mention reaches a colleague wherever she is.
    ana.page.goto(f"{ana.site.url}/profile/")
    expect(ana.page.get_by_role("heading", name="Profile", level=1)).to_be_visible()
    console.page.goto(f"{shop.site.url}/inbox/?c={office.conversation(wish)}")
    expect(console.timeline).to_contain_text(wish)
    console.page.get_by_role("tab", name="Note").click()
    note = console.page.get_by_role("textbox", name="Note", exact=True)
    note.press_sequentially(f"Can you take this, @{name[:7]}")
    console.page.get_by_role("option", name=name).wait_for()
    note.press("Enter")
    note.press_sequentially("? She is upset.")
    note.press("Control+Enter")
    expect(ana.page.get_by_text("Administrator mentioned you").first).to_be_visible()
    shot(ana.page, "mentioned")
    ana.page.get_by_role("button", name="Open").first.click()
    expect(ana.timeline).to_contain_text(f"@{name} ? She is upset.")

    # Each sees that the other looks, and writes.
    expect(console.page.get_by_text(f"{name} is viewing this conversation")).to_be_visible()
    reply = ana.page.get_by_role("textbox", name="Reply", exact=True)
    ana.page.get_by_role("tab", name="Reply").click()
    reply.press_sequentially("/sorry-to")
    ana.page.get_by_role("option", name="Sorry-To-Hear").wait_for()
    shot(ana.page, "canned")
    reply.press("Enter")
    expect(reply).to_have_value("I am sorry to hear that. Ana looks into it")
    expect(console.page.get_by_text(f"{name} is replying")).to_be_visible()
    shot(console.page, "collision")

    # What she began is there when she comes back; what she sent can be taken back.
    with ana.page.expect_response("**/draft"):
        reply.press("End")
        reply.press_sequentially(".")
    ana.page.reload()
    expect(reply).to_have_value("I am sorry to hear that. Ana looks into it.", timeout=15_000)
    reply.press("Control+Enter")
    shot(ana.page, "held")
    ana.page.get_by_role("button", name="Undo").click()
    expect(reply).to_have_value("I am sorry to hear that. Ana looks into it.")
    reply.press("Control+Enter")
    ana.page.get_by_role("button", name="Send now").click()
    shop.shows("I am sorry to hear that. Ana looks into it.")
    expect(shop.header).to_have_text(name)


def test_an_agents_day_without_a_mouse(console: Console, office: Office, shot: Shot) -> None:
    first, second = (f"Kay {uuid.uuid4().hex[:6]}" for _ in range(2))
    office.waiting(second, "Is anybody there?")
    office.waiting(first, "My kettle leaks.")
    page, keys = console.page, console.page.keyboard

    keys.press("Alt+n")
    expect(page.get_by_role("heading", name="Waiting", exact=True)).to_be_visible()
    expect(row(console, first)).to_be_visible()
    keys.press("Alt+j")
    expect(page.get_by_role("heading", level=2, name=first, exact=True)).to_be_visible()
    shot(page, "opened")
    keys.press("Alt+t")
    expect(console.timeline).to_contain_text("Administrator took over")
    keys.press("Alt+l")
    reply = page.get_by_role("textbox", name="Reply", exact=True)
    expect(reply).to_be_focused()
    keys.type("We send you ")
    keys.press("Control+b")
    keys.type("a new one")
    keys.press("Control+b")
    keys.press("Control+Enter")
    expect(console.timeline.locator("strong", has_text="a new one")).to_be_visible()

    # Menus open by their keys, and are walked through with arrows.
    keys.press("Alt+u")
    page.get_by_role("menuitem", name="High").wait_for()
    while "High" not in page.locator("[data-highlighted]").all_inner_texts():
        keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Priority: High")).to_be_visible()

    # The list of keys gives an action others, and says whose they were.
    page.get_by_role("log").focus()
    keys.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    dialog.get_by_role("button", name="Next conversation").focus()
    keys.press("Enter")
    keys.press("Alt+g")
    expect(page.get_by_text("was used for “Give back to the assistant”")).to_be_visible()
    shot(page, "keys")
    dialog.get_by_role("button", name="Reset to defaults").focus()
    keys.press("Enter")
    expect(dialog.get_by_role("button", name="Next conversation Alt+J")).to_be_visible()
    keys.press("Escape")
    expect(dialog).to_be_hidden()

    # Everything else is two words away.
    keys.press("Control+k")
    page.get_by_role("combobox", name="Search and commands").fill(second)
    # Enter takes the line that is lit; results of the server come a moment after our own.
    lit = page.locator("[role=option][data-highlighted]").filter(has_text=second)
    expect(lit).to_be_visible()
    shot(page, "palette")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=2, name=second, exact=True)).to_be_visible()
    keys.press("Alt+e")
    expect(console.timeline).to_contain_text("Administrator resolved the conversation")
    keys.press("Alt+s")
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
