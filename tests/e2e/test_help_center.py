"""An article is drafted, published and read in the help center; everybody can use these screens."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import fine
from tests.e2e.screens import Console, Site

Shot = Callable[[Page, str], None]


def test_a_draft_becomes_a_page_that_is_found_while_typing(
    console: Console, browser: Browser, site: Site, shot: Shot
) -> None:
    page = console.page
    page.goto(f"{site.url}/knowledge/edit/")
    page.get_by_role("textbox", name="Title").fill("Snowshoe rental")
    page.get_by_role("textbox", name="Content", exact=True).fill(
        "## Prices\n\nSnowshoes: 12 euros."
    )
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", level=1, name="Snowshoe rental")).to_contain_text("Draft")
    reader = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    help_page = reader.new_page()
    lost = help_page.goto(f"{site.url}/help/kettlewick/en/snowshoe-rental")
    assert lost is not None
    assert lost.status == 404
    fine(help_page, "a page that does not exist")

    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1, name="Snowshoe rental")).not_to_contain_text(
        "Draft"
    )
    help_page.goto(f"{site.url}/help/kettlewick")
    fine(help_page, "the help center, on a phone")
    shot(help_page, "help-phone")
    help_page.get_by_role("combobox").fill("snowsh")
    expect(help_page.get_by_role("option")).to_have_count(1)
    help_page.keyboard.press("ArrowDown")
    help_page.keyboard.press("Enter")
    expect(help_page.get_by_role("heading", level=1)).to_have_text("Snowshoe rental")
    expect(help_page.get_by_text("Snowshoes: 12 euros.")).to_be_visible()
    help_page.get_by_role("button", name="Yes").click()
    expect(help_page.get_by_text("Thanks for your feedback.")).to_be_visible()
    reader.close()

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Version history").click()
    page.get_by_role("button", name="Changed: status").click()
    fine(page, "an article's history")
    shot(page, "history")


def test_these_screens_are_fine_in_the_dark_too(browser: Browser, site: Site, shot: Shot) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="dark", reduced_motion="reduce"
    )
    reader = context.new_page()
    for name, path in (
        ("first", "/de"),
        ("article", "/en/delivery-times"),
        ("results", "/en?q=refund"),
    ):
        reader.goto(f"{site.url}/help/kettlewick{path}")
        fine(reader, f"the help center, {name}")
        shot(reader, f"help-{name}-dark")
    console = Console(context.new_page(), site)
    console.sign_in()
    page = console.page
    for path in ("knowledge/insights", "knowledge/help-center"):
        page.goto(f"{site.url}/{path}/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        fine(page, path)
        shot(page, f"{path.replace('/', '-')}-dark")
    page.goto(f"{site.url}/playground/")
    page.get_by_role("textbox", name="Question").fill("How long does delivery take?")
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="Search").click()
    expect(page.get_by_text("Search methods")).to_be_visible()
    page.get_by_role("button", name="Save as test question").click()
    fine(page, "the playground's search")
    shot(page, "playground-search-dark")
    page.get_by_role("tab", name="Test questions").click()
    page.get_by_role("button", name="Run all").click()
    expect(page.get_by_text("1 of 1 passed")).to_be_visible()
    fine(page, "saved questions")
    context.close()
