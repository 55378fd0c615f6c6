"""A chat whose frame does not load: the visitor is never trapped, and it comes once it can."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.hosts import KEY, Host, names
from tests.e2e.screens import Shop, Site

Shot = Callable[[Page, str], None]

FRAME = re.compile(r"/widget/\?")
LOCKED = "getComputedStyle(document.documentElement).overflow === 'hidden'"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's phone."""
    made = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    yield made
    made.close()


def opened_without_frame(context: BrowserContext, site: Site) -> Shop:
    """A shop whose chat was opened while its frame could not be had."""
    context.route(FRAME, lambda route: route.abort())
    shop = Host(site).open(context)
    shop.page.evaluate("Switchboard('open')")
    shop.until(lambda: "Close chat" in names(shop.page))
    return shop


def is_open(shop: Shop) -> bool:
    """Whether the panel is open, by what a screen reader calls the launcher."""
    return "Close chat" in names(shop.page)


def test_a_frame_that_does_not_load_can_be_closed_and_comes_later(
    phone: BrowserContext, site: Site, shot: Shot
) -> None:
    shop = opened_without_frame(phone, site)
    assert not shop.page.evaluate(LOCKED)
    shop.until(lambda: any("could not be loaded" in name for name in names(shop.page)))
    shot(shop.page, "frame-fails")

    shop.page.touchscreen.tap(390 - 48, 800 - 48)
    shop.until(lambda: not is_open(shop))
    shot(shop.page, "frame-closed")

    phone.unroute(FRAME)
    shop.open_chat()
    expect(shop.frame.get_by_role("button", name="Close chat")).to_be_visible()
    shop.until(lambda: bool(shop.page.evaluate(LOCKED)))
    shot(shop.page, "frame-comes")
    shop.frame.get_by_role("button", name="Close chat").click()
    shop.until(lambda: not is_open(shop))
    assert not shop.page.evaluate(LOCKED)


def test_an_open_chat_loads_by_itself_when_the_network_is_back(
    phone: BrowserContext, site: Site
) -> None:
    shop = opened_without_frame(phone, site)
    shop.until(lambda: any("could not be loaded" in name for name in names(shop.page)))
    phone.unroute(FRAME)
    shop.page.evaluate("dispatchEvent(new Event('online'))")
    expect(shop.box).to_be_visible()


def test_every_promise_ends_without_a_frame(phone: BrowserContext, site: Site) -> None:
    shop = opened_without_frame(phone, site)
    shop.page.evaluate("Switchboard('newMessage', 'Hello')")
    shop.page.evaluate("Switchboard('identify', {name: 'Ada'})")
    shop.page.evaluate("Switchboard('shutdown')")
    expect(shop.page.locator("switchboard-widget")).to_have_count(0)


def test_who_signs_out_without_a_frame_is_forgotten_by_the_next(
    phone: BrowserContext, site: Site
) -> None:
    shop = Host(site).open(phone)
    shop.open_chat()
    shop.write("My name is Ada and this is private")
    shop.shows("My name is Ada and this is private")
    shop.until(lambda: bool(shop.page.evaluate(f"localStorage['switchboard:{KEY}'] === '1'")))
    shop.page.close()

    phone.route(FRAME, lambda route: route.abort())
    again = Host(site).open(phone)
    again.page.evaluate("Switchboard('shutdown')")
    again.page.close()

    phone.unroute(FRAME)
    next_one = Host(site).open(phone)
    next_one.open_chat()
    expect(next_one.log.get_by_text("My name is Ada")).to_have_count(0)
    next_one.write("Somebody else")
    next_one.shows("Somebody else")
    expect(next_one.log.get_by_text("My name is Ada")).to_have_count(0)
