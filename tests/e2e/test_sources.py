"""An administrator brings in what the company has: files, and its help pages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.screens import Console
from tests.support.papers import word
from tests.support.site import Site, running_site

Shot = Callable[[Page, str], None]


@pytest.fixture
def help_pages() -> Iterator[Site]:
    with running_site() as site:
        site.article("/", "Help with tents", "Everything about our tents. " * 10, "/poles")
        site.article("/poles", "Broken poles", "A broken pole is replaced within two days.")
        yield site


def test_files_are_dropped_and_say_what_came_of_them(
    console: Console, shot: Shot, tmp_path: Path
) -> None:
    page = console.page
    _open_sources(console)
    (tmp_path / "faq.csv").write_text("question,answer\nDo you rent canoes?,Yes: 40 euros a day.")
    (tmp_path / "returns.docx").write_bytes(word())
    (tmp_path / "broken.pdf").write_bytes(b"not a PDF")
    page.get_by_role("button", name="Import files").first.click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    expect(dialog.get_by_text("3 files read")).to_be_attached()
    expect(dialog.get_by_text("1 article created")).to_have_count(2)
    expect(dialog.get_by_text("This file isn't a valid PDF.")).to_be_visible()
    shot(page, "sources-import")
    dialog.get_by_role("button", name="Close").last.click()
    expect(page.get_by_text("Incomplete").first).to_be_visible()
    page.get_by_role("link", name="Uploaded files").click()
    expect(page.get_by_role("tabpanel").get_by_text("broken.pdf").first).to_be_visible()


def test_a_site_is_looked_at_before_it_is_taken(
    console: Console, shot: Shot, help_pages: Site
) -> None:
    page = console.page
    _open_sources(console)
    page.get_by_role("button", name="Add website").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("URL").fill("file:///etc/passwd")
    dialog.get_by_role("switch", name="Preview before publishing").click()
    dialog.get_by_role("button", name="Preview changes").click()
    expect(dialog.get_by_text("The URL must start with http")).to_be_visible()
    dialog.get_by_label("URL").fill(help_pages.url)
    dialog.get_by_role("button", name="Preview changes").click()
    expect(page.get_by_text("2 changes are waiting for your review")).to_be_visible()
    shot(page, "sources-changes")
    page.get_by_role("button", name="Apply all").click()
    expect(page.get_by_text("2 articles")).to_be_visible()
    page.get_by_role("tab", name="Pages").click()
    page.get_by_role("link", name="Broken poles").click()
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Broken poles")


def _open_sources(console: Console) -> None:
    console.go("Knowledge")
    console.page.get_by_role("link", name="Sources").click()
    expect(console.page.get_by_role("button", name="Add website").first).to_be_visible()
