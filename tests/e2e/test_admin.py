"""An administrator writes an article and finds it in the playground."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.screens import Console

Shot = Callable[[Page, str], None]


def test_an_article_answers_as_soon_as_it_is_saved(console: Console, shot: Shot) -> None:
    page = console.page
    console.go("Knowledge")
    shot(page, "knowledge")
    page.get_by_role("link", name="New article").click()
    page.get_by_label("Title").fill("Renting a kayak")
    page.get_by_role("textbox", name="Content").fill(
        "You can rent a kayak in Bilbao for 35 euros a day."
    )
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1, name="Renting a kayak")).to_be_visible()
    shot(page, "article")

    console.go("Playground")
    question = page.get_by_role("textbox", name="Question")
    question.fill("Can I rent a kayak?")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("log")).to_contain_text("35 euros a day")
    expect(page.get_by_text("Answered").first).to_be_visible()
    shot(page, "playground")


def test_an_inbox_and_its_snippet(console: Console, shot: Shot) -> None:
    page = console.page
    console.go("Inboxes")
    shot(page, "inboxes")
    page.get_by_role("button", name="New web chat").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Spring site")
    dialog.get_by_role("button").last.click()
    expect(page.get_by_text("/widget.js").first).to_be_visible()
    shot(page, "inbox-created")


def test_inviting_a_colleague(console: Console, shot: Shot) -> None:
    page = console.page
    console.go("People")
    page.get_by_role("button", name="Invite").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("E-mail").fill("ana@example.com")
    dialog.get_by_label("Name").fill("Ana")
    dialog.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("accept-invite").first).to_be_visible()
    shot(page, "invited")
