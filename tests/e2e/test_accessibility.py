"""axe-core finds nothing to complain about on the main screens, light and dark."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from tests.e2e.screens import Console, Shop, Site

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = ["inbox", "knowledge", "playground", "inboxes", "people", "developers", "settings"]
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
    _fine(shop.page, f"the shop, {scheme}")
    shop.open_chat()
    _fine(shop.frame, f"the new chat, {scheme}")
    shop.write("how long do I have to send something back?")
    shop.log.get_by_role("group", name="Sources").wait_for()
    shop.frame.get_by_role("button", name="Talk to a person").click()
    shop.shows("We are getting a person for you")
    _fine(shop.frame, f"the chat, {scheme}")
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
    _fine(console.page, f"signing in, {scheme}")
    console.sign_in()
    console.view("Assistant's")
    console.page.get_by_role("listitem").filter(has_text="Visitor").first.click()
    expect(console.page.get_by_role("textbox", name="Reply")).to_be_visible()
    _fine(console.page, f"a conversation, {scheme}")
    shot(console.page, f"conversation-{scheme}")
    for name in SCREENS:
        console.page.goto(f"{site.url}/{name}/")
        expect(console.page.get_by_role("heading", level=1).first).to_be_visible()
        console.page.wait_for_load_state("networkidle")
        _fine(console.page, f"{name}, {scheme}")
        shot(console.page, f"{name}-{scheme}")


def _fine(where: Page | Frame, name: str) -> None:
    where.evaluate(AXE.read_text("utf-8"))
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found: dict[str, Any] = where.evaluate("options => axe.run(document, options)", options)
    said = [
        f"{one['id']}: {one['help']}\n    "
        + "\n    ".join(f"{node['html'][:160]} ({node['failureSummary']})" for node in one["nodes"])
        for one in found["violations"]
    ]
    assert not said, f"{name}:\n" + "\n".join(said)
