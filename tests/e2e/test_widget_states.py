"""Every state of the chat, in light and dark, on phone and desk: told as it is, and accessible."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.axe import fine
from tests.e2e.hosts import Host
from tests.e2e.screens import Shop, Site

Shot = Callable[[Page, str], None]

AVAILABILITY = re.compile(r"/api/v1/widget/availability")
THERE = {"someone_there": True, "opens_at": None, "usual_wait_seconds": 290}
AWAY = {"someone_there": False, "opens_at": None, "usual_wait_seconds": None}
SIZES = {"phone": {"width": 390, "height": 800}, "desk": {"width": 1280, "height": 800}}


@pytest.fixture(params=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> str:
    """On what the visitor looks."""
    return str(request.param)


@pytest.fixture
def context(browser: Browser, size: str) -> Iterator[BrowserContext]:
    """A visitor's browser."""
    made = browser.new_context(viewport=SIZES[size])  # type: ignore[arg-type]
    yield made
    made.close()


def staffed(context: BrowserContext, now: dict[str, Any]) -> None:
    """Have the server say this of its people."""
    context.route(AVAILABILITY, lambda route: route.fulfill(json=now))


def opened(context: BrowserContext, site: Site, theme: str) -> Shop:
    """The chat, open."""
    shop = Host(site, options=f"{{theme: '{theme}'}}").open(context)
    shop.page.wait_for_function("Switchboard.loaded")
    shop.page.evaluate("Switchboard('open')")
    expect(shop.box).to_be_visible()
    return shop


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_from_the_first_word_to_the_wait(
    context: BrowserContext, site: Site, shot: Shot, size: str, theme: str
) -> None:
    staffed(context, THERE)
    shop = opened(context, site, theme)
    look = f"{size}-{theme}"
    expect(shop.frame.get_by_text("Usually replies in about 5 minutes")).to_be_visible()
    shot(shop.page, f"state-start-{look}")
    fine(shop.frame, "the start")

    shop.write("How long do I have to return something?")
    expect(shop.log.get_by_role("group", name="Sources")).to_be_visible()
    shot(shop.page, f"state-answer-{look}")
    fine(shop.frame, "an answer")

    shop.frame.get_by_role("button", name="Home and help").click()
    expect(shop.frame.get_by_role("heading", name="Popular articles")).to_be_visible()
    shot(shop.page, f"state-home-{look}")
    fine(shop.frame, "home")
    shop.frame.get_by_role("button", name="Continue your conversation").click()

    shop.frame.get_by_role("button", name="Talk to a person").click()
    shop.shows("We’ve asked our team to help")
    expect(shop.frame.get_by_text("Usually replies in about 5 minutes").first).to_be_visible()
    shop.write("5*3*2 = 30 and https://example.com")
    shop.shows("5*3*2 = 30 and https://example.com")
    shot(shop.page, f"state-waiting-{look}")
    fine(shop.frame, "waiting")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_there(
    context: BrowserContext, site: Site, shot: Shot, size: str, theme: str
) -> None:
    staffed(context, AWAY)
    shop = opened(context, site, theme)
    shop.frame.get_by_role("button", name="Talk to a person").click()
    email = shop.frame.get_by_role("textbox", name=re.compile("Leave your e-mail"))
    expect(email).to_be_visible()
    expect(shop.frame.get_by_text("with you soon")).to_have_count(0)
    shot(shop.page, f"state-away-{size}-{theme}")
    fine(shop.frame, "away")
    email.fill("ada@example.com")
    shop.frame.get_by_role("button", name="Save").click()
    expect(shop.frame.get_by_text("We’ll reply to ada@example.com.")).to_be_visible()

    shop.frame.get_by_role("button", name="Home and help").click()
    shop.frame.get_by_role("button", name="Start a new conversation").click()
    shop.write("Something else")
    shop.shows("Something else")
    expect(shop.log.get_by_text("I’d like to talk to a person.")).to_have_count(0)


def test_read_from_the_right(context: BrowserContext, site: Site, shot: Shot, size: str) -> None:
    staffed(context, AWAY)
    shop = Host(site, lang="ar").open(context)
    shop.page.wait_for_function("Switchboard.loaded")
    shop.page.evaluate("Switchboard('open')")
    frame = shop.frame
    expect(frame.get_by_role("textbox", name="رسالتك")).to_be_visible()
    assert frame.evaluate("document.dir") == "rtl"
    close = frame.get_by_role("button", name="إغلاق المحادثة").bounding_box()
    home = frame.locator("header button").first.bounding_box()
    assert close is not None
    assert home is not None
    assert close["x"] < home["x"], "the way out stands at the end of the line"
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    frame.locator("header button").first.click()
    expect(frame.get_by_role("heading", name="المقالات الأكثر قراءة")).to_be_visible()
    shot(shop.page, f"state-rtl-{size}")
    fine(frame, "home, read from the right")
