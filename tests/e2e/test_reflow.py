"""Magnified four times (320 pixels are left of 1280) nothing is lost, nor in a contrast theme."""

from collections.abc import Callable

from playwright.sync_api import Browser, Frame, Page, ViewportSize, expect

from tests.e2e.screens import VISITOR, Console, Shop, Site

NARROW: ViewportSize = {"width": 320, "height": 640}
SCREENS = ("knowledge", "knowledge/edit", "knowledge/insights", "playground", "settings")
Shot = Callable[[Page, str], None]


def test_nothing_scrolls_sideways(browser: Browser, site: Site, shot: Shot) -> None:
    context = browser.new_context(viewport=NARROW)
    shop = Shop(context.new_page(), site)
    shop.visit()
    shop.open_chat()
    shop.write("Can I talk to a real person, please?")
    shop.shows("We’ve asked our team to help")
    _fits(shop.frame)
    shot(shop.page, "narrow-chat")

    console = Console(context.new_page(), site)
    console.sign_in()
    console.view("Waiting")
    _fits(console.page)
    console.page.get_by_role("listitem").filter(has_text=VISITOR).first.click()
    expect(console.page.get_by_role("textbox", name="Reply")).to_be_visible()
    _fits(console.page)
    shot(console.page, "narrow-conversation")
    for path in SCREENS:
        console.page.goto(f"{site.url}/{path}/")
        expect(console.page.get_by_role("heading", level=1).first).to_be_visible()
        console.page.wait_for_load_state("networkidle")
        _fits(console.page)
    context.close()


def _fits(where: Page | Frame) -> None:
    """What scrolls on purpose, such as a strip of tabs, is no pane."""
    too_wide = where.evaluate(
        """() => [...document.querySelectorAll("html, main, [role=log], .scroll-pane")]
            .filter((pane) => pane.scrollWidth > pane.clientWidth + 1)
            .map((pane) => `${pane.className}: ${pane.scrollWidth} > ${pane.clientWidth}`)"""
    )
    assert not too_wide, f"{where.url}: {too_wide}"


def test_a_contrast_theme_shows_what_is_chosen(browser: Browser, site: Site, shot: Shot) -> None:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, forced_colors="active", color_scheme="dark"
    )
    shop = Shop(context.new_page(), site)
    shop.visit()
    shop.open_chat()
    shop.write("Can I talk to a real person, please?")
    shop.shows("We’ve asked our team to help")
    shot(shop.page, "contrast-chat")

    console = Console(context.new_page(), site)
    console.sign_in()
    console.view("Waiting")
    row = console.page.get_by_role("listitem").filter(has_text=VISITOR).first.get_by_role("link")
    plain = _background(console.page)
    row.click()
    expect(console.page.get_by_role("textbox", name="Reply")).to_be_visible()
    chosen = "e => getComputedStyle(e).backgroundColor"
    assert row.evaluate(chosen) != plain
    views = console.page.get_by_role("navigation", name="Views")
    assert views.get_by_role("link", name="Waiting").evaluate(chosen) != plain
    console.page.keyboard.press("Tab")
    ring = console.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring != "none"
    shot(console.page, "contrast-conversation")
    context.close()


def _background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
