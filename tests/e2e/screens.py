"""The screens as people use them: the shop with its chat, and the console."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Frame, Locator, Page, expect

LAUNCHER_FROM_CORNER = 48
VISITOR = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+ \d\d")
"""What somebody without a name is called, such as "Amber Fox 27"."""


@dataclass(frozen=True)
class Site:
    """Where Switchboard runs, and who may sign in."""

    url: str
    email: str
    password: str


class Shop:
    """A shop's page with the chat on it."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site

    def visit(self) -> None:
        """Go to the shop, or reload it."""
        self.page.goto(f"{self.site.url}/demo/")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def open_chat(self) -> None:
        """Click the launcher. It is in a closed shadow root, so only a pointer can find it."""
        size = self.page.viewport_size
        assert size is not None
        self.page.locator("switchboard-widget").wait_for(state="attached")
        at = (size["width"] - LAUNCHER_FROM_CORNER, size["height"] - LAUNCHER_FROM_CORNER)
        self.page.mouse.click(*at)
        expect(self.box).to_be_visible()

    @property
    def frame(self) -> Frame:
        """The chat's frame, once it is there."""
        for _ in range(500):
            for frame in self.page.frames:
                if "/widget/" in frame.url:
                    return frame
            self.page.wait_for_timeout(20)
        raise AssertionError("the chat's frame never appeared")

    @property
    def box(self) -> Locator:
        """Where the visitor writes."""
        return self.frame.get_by_role("textbox", name="Your message")

    @property
    def log(self) -> Locator:
        """What was said."""
        return self.frame.get_by_role("log")

    @property
    def header(self) -> Locator:
        """Who is at the other end."""
        return self.frame.get_by_role("heading", level=1)

    def write(self, text: str) -> None:
        """Write and send a message."""
        self.box.fill(text)
        self.frame.get_by_role("button", name="Send").click()

    def shows(self, text: str) -> None:
        """Wait until this is in the conversation, once."""
        expect(self.log.get_by_text(text, exact=True)).to_have_count(1)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something that no screen shows."""
        for _ in range(1500):
            if true():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("it never came true")


class Console:
    """The console of somebody who is signed in."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site

    def sign_in(self) -> None:
        """Sign in on the page that the console sends strangers to."""
        self.page.goto(f"{self.site.url}/")
        self.page.get_by_label("E-mail").fill(self.site.email)
        self.page.get_by_label("Password").fill(self.site.password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", name="Inbox", level=1)).to_be_visible()

    def go(self, name: str) -> None:
        """Follow a link of the main navigation."""
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        expect(self.page.get_by_role("heading", level=1).first).to_be_visible()

    def view(self, name: str) -> None:
        """Choose a view of the inbox."""
        views = self.page.get_by_role("navigation", name="Views")
        views.get_by_role("link", name=name).click()

    def row(self, text: str) -> Locator:
        """A conversation in the list, by what was said last."""
        return self.page.get_by_role("listitem").filter(has_text=text)

    @property
    def timeline(self) -> Locator:
        """The open conversation."""
        return self.page.get_by_role("log")

    def reply(self, text: str, *, note: bool = False) -> None:
        """Send a reply, or leave a note."""
        kind = "Note" if note else "Reply"
        self.page.get_by_role("tab", name=kind).click()
        self.page.get_by_role("textbox", name=kind, exact=True).fill(text)
        self.page.get_by_role("button", name="Add note" if note else "Send reply").click()
