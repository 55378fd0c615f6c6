"""On a phone: the chat covers the page, and the console fits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.screens import VISITOR, Console, Shop, Site

PHONE = {"width": 390, "height": 844}
Shot = Callable[[Page, str], None]


@pytest.fixture
def phone(browser: Browser) -> Page:
    """A phone's browser."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    return context.new_page()


def test_the_chat_covers_the_page(phone: Page, site: Site, shot: Shot) -> None:
    shop = Shop(phone, site)
    shop.visit()
    _nothing_sticks_out(phone)
    shot(phone, "phone-demo")
    shop.open_chat()
    shop.write("how long do I have to send something back?")
    expect(shop.log).to_contain_text("You have 60 days")
    size = shop.frame.evaluate("[innerWidth, innerHeight]")
    assert size == [PHONE["width"], PHONE["height"]]
    shot(phone, "phone-chat")
    shop.frame.get_by_role("button", name="Close chat").click()
    expect(shop.box).to_be_hidden()


def test_the_console_fits(phone: Page, site: Site, shot: Shot) -> None:
    visitor = Shop(phone.context.new_page(), site)
    visitor.visit()
    visitor.open_chat()
    visitor.write("Can I talk to a real person, please?")
    visitor.shows("We’ve asked our team to help")

    console = Console(phone, site)
    console.sign_in()
    console.view("Waiting")
    shot(phone, "phone-inbox")
    _nothing_sticks_out(phone)
    phone.get_by_role("listitem").filter(has_text=VISITOR).first.click()
    expect(phone.get_by_role("textbox", name="Reply")).to_be_visible()
    shot(phone, "phone-conversation")
    _nothing_sticks_out(phone)
    for path in ("knowledge", "playground", "inboxes", "people", "settings"):
        phone.goto(f"{site.url}/{path}/")
        expect(phone.get_by_role("heading", level=1).first).to_be_visible()
        shot(phone, f"phone-{path}")
        _nothing_sticks_out(phone)


def _nothing_sticks_out(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
