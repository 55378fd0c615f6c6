"""axe-core finds nothing to complain about on the main screens, light and dark."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.axe import fine
from tests.e2e.screens import VISITOR, Console, Shop, Site

SCREENS = [
    "inbox",
    "knowledge",
    "knowledge/sources",
    "playground",
    "inboxes",
    "people",
    "developers",
    "settings",
    "profile",
    "setup",
]
Shot = Callable[[Page, str], None]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Literal["light", "dark"]:
    """What the person prefers."""
    chosen: Literal["light", "dark"] = request.param
    return chosen


@pytest.fixture
def context(browser: Browser, scheme: Literal["light", "dark"]) -> Iterator[BrowserContext]:
    """A browser of somebody who prefers that, and no motion."""
    made = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield made
    made.close()


def test_the_shop_and_its_chat(
    context: BrowserContext, site: Site, shot: Shot, scheme: str
) -> None:
    shop = Shop(context.new_page(), site)
    shop.visit()
    fine(shop.page, f"the shop, {scheme}")
    shop.open_chat()
    fine(shop.frame, f"the new chat, {scheme}")
    shop.write("how long do I have to send something back?")
    shop.log.get_by_role("group", name="Sources").wait_for()
    shop.frame.get_by_role("button", name="Talk to a person").click()
    shop.shows("We’ve asked our team to help")
    fine(shop.frame, f"the chat, {scheme}")
    shot(shop.page, f"chat-{scheme}")


def test_the_console(context: BrowserContext, site: Site, shot: Shot, scheme: str) -> None:
    visitor = Shop(context.new_page(), site)
    visitor.visit()
    visitor.open_chat()
    visitor.write("What are the shipping costs to France?")
    visitor.log.get_by_role("group", name="Sources").wait_for()

    console = Console(context.new_page(), site)
    console.page.goto(f"{site.url}/")
    expect(console.page.get_by_role("button", name="Sign in")).to_be_visible()
    fine(console.page, f"signing in, {scheme}")
    console.sign_in()
    console.view("With assistant")
    console.page.get_by_role("listitem").filter(has_text=VISITOR).first.click()
    expect(console.page.get_by_role("textbox", name="Reply")).to_be_visible()
    fine(console.page, f"a conversation, {scheme}")
    shot(console.page, f"conversation-{scheme}")
    console.page.keyboard.press("Control+k")
    expect(console.page.get_by_role("combobox", name="Search and commands")).to_be_visible()
    fine(console.page, f"the palette, {scheme}")
    console.page.keyboard.press("Escape")
    expect(console.page.locator(".sb-backdrop")).to_have_count(0)
    console.page.get_by_role("log").focus()
    console.page.keyboard.press("?")
    expect(console.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    fine(console.page, f"the list of keys, {scheme}")
    for name in SCREENS:
        console.page.goto(f"{site.url}/{name}/")
        expect(console.page.get_by_role("heading", level=1).first).to_be_visible()
        console.page.wait_for_load_state("networkidle")
        fine(console.page, f"{name}, {scheme}")
        shot(console.page, f"{name}-{scheme}")
