"""The list side of the inbox: many at once by keyboard, labels, a view of one's own, search."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

import httpx
from playwright.sync_api import Page, expect

from tests.e2e.screens import Console, Site

Headers = dict[str, str]
Shot = Callable[[Page, str], None]
CUSTOMERS = ("Quentin Quill", "Rosa Rivera", "Sven Storm")


def test_an_agent_brings_order_into_the_list(console: Console, site: Site, shot: Shot) -> None:
    _three_ask_for_a_person(site)
    page = console.page
    console.view("Waiting")
    for name in CUSTOMERS:
        expect(console.row(name).first).to_be_visible()

    page.goto(f"{site.url}/labels/")
    page.locator("header").get_by_role("button", name="New label").click()
    page.get_by_label("Name", exact=True).fill("Zeppelins")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Zeppelins")).to_be_visible()

    # The newest is on top: it and the one below are chosen by keys alone.
    page.goto(f"{site.url}/inbox/?view=waiting")
    console.row(CUSTOMERS[2]).get_by_role("link").focus()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.get_by_role("status").filter(has_text="2 selected")).to_be_visible()
    page.get_by_role("button", name="Labels").click()
    page.get_by_role("menuitem", name="Zeppelins").click()
    for name in CUSTOMERS[1:]:
        expect(console.row(name).get_by_text("Zeppelins")).to_be_visible()
    expect(console.row(CUSTOMERS[0]).get_by_text("Zeppelins")).to_have_count(0)
    shot(page, "inbox-many")

    page.get_by_role("button", name="Clear selection").click()
    page.get_by_role("button", name="New view").click()
    page.get_by_role("button", name="Add condition").click()
    page.get_by_role("menuitem", name="Labels").click()
    page.get_by_role("group", name="Labels").get_by_text("Zeppelins").click()
    page.get_by_label("View name").fill("Airships")
    shot(page, "inbox-filter")
    page.get_by_role("button", name="Save as view").click()
    views = page.get_by_role("navigation", name="Views")
    expect(views.get_by_role("link", name="Airships")).to_contain_text("2")
    expect(console.row(CUSTOMERS[1])).to_be_visible()
    expect(console.row(CUSTOMERS[0])).to_have_count(0)

    # Somebody else settles one of them: it leaves this list, and its number falls, by themselves.
    _resolve(site, CUSTOMERS[1])
    expect(console.row(CUSTOMERS[1])).to_have_count(0)
    expect(views.get_by_role("link", name="Airships")).to_contain_text("1")

    page.get_by_role("searchbox", name="Search contacts and messages").fill("quent")
    expect(page.locator("mark").first).to_have_text("Quent")
    shot(page, "inbox-search")
    page.get_by_role("listitem").filter(has_text=CUSTOMERS[0]).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1, name=CUSTOMERS[0])).to_be_visible()
    page.get_by_label("Phone").fill("+34 600 111 222")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    shot(page, "contact")


def test_what_was_found_is_shown_where_it_was_said(
    console: Console, site: Site, shot: Shot
) -> None:
    _long_ago_somebody_said(site, "A xylophone would be nice", then=110)
    page, said = console.page, console.timeline.get_by_text("A xylophone would be nice")
    newest = console.timeline.get_by_text("Note 110", exact=True)
    page.get_by_role("searchbox", name="Search contacts and messages").fill("xyloph")
    hit = page.get_by_role("listitem").filter(has_text="A xylophone").get_by_role("link")
    hit.click()
    expect(said).to_be_in_viewport()
    expect(console.timeline.locator("[data-found]")).to_have_text("A xylophone would be nice")
    expect(newest).to_have_count(0)
    shot(page, "inbox-found")
    console.timeline.focus()
    page.keyboard.press("End")
    expect(said).not_to_be_in_viewport()
    hit.click()
    expect(said).to_be_in_viewport()

    # The address leads there again; from there it goes on to the end, without a hole.
    page.goto(page.url)
    expect(said).to_be_in_viewport()
    page.get_by_role("button", name="Show later messages").click()
    expect(newest).to_be_attached()
    expect(page.get_by_role("button", name="Show later messages")).to_have_count(0)
    expect(console.timeline.get_by_text(re.compile("^Note [0-9]+$"))).to_have_count(110)

    # The palette leads there, too; and whoever writes is at the end again.
    page.goto(f"{site.url}/inbox/")
    page.get_by_role("heading", name="Inbox", level=1).wait_for(state="attached")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search and commands").fill("xylophone")
    page.get_by_role("option", name="A xylophone").first.click()
    expect(said).to_be_in_viewport()
    console.reply("There is one in the cellar", note=True)
    expect(console.timeline.get_by_text("There is one in the cellar")).to_be_in_viewport()
    assert "at=" not in page.url


def test_all_that_fit_a_view_are_settled_and_taken_back(
    console: Console, site: Site, shot: Shot
) -> None:
    with httpx.Client(base_url=site.url, timeout=30) as client:
        _write(client, site, [f"Wolpertinger {number}" for number in range(52)], "Hello")
    page, wanted = console.page, quote('{"status":"open","q":"Wolpertinger"}')
    page.goto(f"{site.url}/inbox/?view=filter&f={wanted}")
    page.get_by_role("button", name="Select conversations").click()
    page.get_by_role("listitem").get_by_role("checkbox").first.check()
    page.get_by_role("checkbox", name="Select all shown").check()
    page.get_by_role("button", name="Select all 52 in this view").click()
    bar = page.get_by_role("toolbar", name="Bulk actions")
    bar.get_by_role("button", name="Resolve").click()
    dialog = page.get_by_role("dialog", name="Resolve")
    expect(dialog).to_contain_text("52 conversations")
    dialog.get_by_role("button", name="Resolve").click()
    expect(dialog).to_contain_text("52 conversations updated")
    shot(page, "inbox-all-that-fit")
    dialog.get_by_role("button", name="Undo").click()
    expect(dialog).to_contain_text("52 conversations reopened")
    dialog.get_by_role("button", name="Close").last.click()
    expect(console.row("Wolpertinger 51")).to_be_visible()


def _long_ago_somebody_said(site: Site, text: str, then: int) -> None:
    with httpx.Client(base_url=site.url, timeout=30) as client:
        headers = _signed_in(client, site)
        _write(client, site, ["Xenia Xu"], "Hello")
        query = {"q": "Xenia Xu"}
        found = client.get("/api/v1/conversations", params=query, headers=headers).json()["items"]
        path = f"/api/v1/conversations/{found[0]['id']}/messages"
        for said in (text, *(f"Note {number}" for number in range(1, then + 1))):
            note = {"text": said, "kind": "note"}
            client.post(path, json=note, headers=headers).raise_for_status()


def _three_ask_for_a_person(site: Site) -> None:
    with httpx.Client(base_url=site.url, timeout=30) as client:
        for visitor in _write(client, site, CUSTOMERS, "A zeppelin, please"):
            client.post("/api/v1/widget/handover", headers=visitor).raise_for_status()


def _write(client: httpx.Client, site: Site, names: Iterable[str], text: str) -> list[Headers]:
    """Each of these visitors says something; what they show at their next request."""
    inbox = client.get("/api/v1/inboxes", headers=_signed_in(client, site)).json()["items"][0]
    visitors = []
    for name in names:
        body = {"widget_key": inbox["widget_key"], "visitor": {"name": name}}
        opened = client.post("/api/v1/widget/sessions", json=body).json()
        headers = {"Authorization": f"Bearer {opened['session_token']}"}
        message = {"id": f"first-of-{name.replace(' ', '-')}", "text": text}
        client.post("/api/v1/widget/messages", json=message, headers=headers).raise_for_status()
        visitors.append(headers)
    return visitors


def _resolve(site: Site, name: str) -> None:
    with httpx.Client(base_url=site.url, timeout=30) as client:
        headers = _signed_in(client, site)
        query = {"q": name.split(maxsplit=1)[0], "status": "open"}
        found = client.get("/api/v1/conversations", params=query, headers=headers).json()["items"]
        path = f"/api/v1/conversations/{found[0]['id']}/resolve"
        client.post(path, headers=headers).raise_for_status()


def _signed_in(client: httpx.Client, site: Site) -> Headers:
    body = {"email": site.email, "password": site.password}
    token = client.post("/api/v1/auth/login", json=body).json()["access_token"]
    return {"Authorization": f"Bearer {token}"}
