"""A visitor sends a picture and their voice, gets an answer to tap, rates it and looks back."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.e2e.axe import violations
from tests.e2e.screens import Console, Shop, Site
from tests.support.files import photo

Shot = Callable[[Page, str], None]
PICTURE = FilePayload(name="my kettle.jpg", mimeType="image/jpeg", buffer=photo(800, 500))


@pytest.fixture(params=["light", "dark"])
def visitor(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Shop]:
    """A visitor with a telephone, in daylight or in the dark."""
    context = browser.new_context(
        viewport={"width": 390, "height": 760},
        color_scheme=request.param,
        reduced_motion="reduce",
        locale="en-GB",
    )
    yield Shop(context.new_page(), site)
    context.close()


@pytest.fixture
def staff(site: Site) -> Iterator[httpx.Client]:
    """The administrator, by the API."""
    with httpx.Client(base_url=site.url) as http:
        body = {"email": site.email, "password": site.password}
        token = http.post("/api/v1/auth/login", json=body).json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield http


def test_a_picture_a_voice_and_a_rating(visitor: Shop, staff: httpx.Client, shot: Shot) -> None:
    visitor.visit()
    visitor.open_chat()
    chat = visitor.frame

    chat.locator("input[type=file]").set_input_files([PICTURE])
    expect(chat.get_by_role("button", name="Remove my kettle.jpg")).to_be_visible()
    visitor.write("It arrived like this.")
    picture = visitor.log.get_by_role("button", name="View my kettle.jpg")
    expect(picture.locator("img")).to_be_visible()

    chat.get_by_role("button", name="Record a voice message").click()
    expect(chat.get_by_text("0:01 / 5:00")).to_be_visible()
    assert violations(chat) == []
    chat.get_by_role("button", name="Stop and review").click()
    chat.get_by_role("button", name="Send voice message").click()
    expect(visitor.log.get_by_role("slider", name="Position")).to_be_visible()

    picture.click()
    viewer = chat.get_by_role("dialog", name="my kettle.jpg")
    expect(viewer.get_by_role("img", name="my kettle.jpg")).to_be_visible()
    viewer.get_by_role("button", name="Zoom in").click()
    assert violations(chat) == []
    visitor.page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(picture).to_be_focused()
    expect(visitor.box).to_be_visible()

    conversation = _answered_with_a_choice(staff)
    visitor.log.get_by_role("button", name="Refund me").click()
    visitor.shows("Refund me")
    assert violations(chat) == []
    shot(visitor.page, "files")

    staff.post(f"{conversation}/resolve")
    chat.get_by_role("radio", name="4 stars").check(force=True)
    chat.get_by_role("textbox", name="Tell us more (optional)").fill("Quick!")
    chat.get_by_role("group", name="How was this conversation?").page.keyboard.press("Tab")
    chat.locator(".sbw-comment").get_by_role("button", name="Send").click()
    expect(chat.get_by_text("Thanks for your feedback.")).to_be_visible()
    assert violations(chat) == []
    shot(visitor.page, "rated")
    _is_rated(staff, conversation)

    chat.get_by_role("button", name="Start a new conversation").click()
    visitor.write("How long do I have to return a tent?")
    visitor.log.get_by_role("group", name="Sources").first.wait_for()
    chat.get_by_role("button", name="Home and help").click()
    chat.get_by_role("searchbox").fill("return period")
    chat.get_by_role("button", name=re.compile("^How long you have")).click()
    expect(chat.get_by_role("article").get_by_role("heading", level=2)).to_be_focused()
    assert violations(chat) == []
    visitor.page.keyboard.press("Escape")
    expect(visitor.box).to_be_visible()


def _answered_with_a_choice(staff: httpx.Client) -> str:
    """Staff see the newest conversation's files, and answer with something to tap."""
    newest = staff.get("/api/v1/conversations", params={"limit": 1}).json()["items"][0]
    conversation = f"/api/v1/conversations/{newest['id']}"
    entries = staff.get(f"{conversation}/timeline").json()["items"]
    files = [file for entry in entries for file in entry["attachments"]]
    kinds = [file["media_type"] for file in files]
    assert kinds == ["image/jpeg", "audio/webm"]
    voice = files[1]
    assert voice["duration"] >= 1
    assert staff.get(voice["url"]).content[:4] == b"\x1aE\xdf\xa3"
    rich = {"quick_replies": [{"title": "Replace it"}, {"title": "Refund me"}]}
    said = {"text": "I am sorry! What would you like?", "rich": rich}
    assert staff.post(f"{conversation}/messages", json=said).status_code == 201
    return conversation


def _is_rated(staff: httpx.Client, conversation: str) -> None:
    entries = staff.get(f"{conversation}/timeline").json()["items"]
    rated = [e["event"] for e in entries if e["event"] and e["event"]["type"] == "rated"]
    assert (rated[-1]["score"], rated[-1]["comment"]) == (4, "Quick!")


def test_the_theme_editor_shows_the_chat_as_it_will_be(console: Console, shot: Shot) -> None:
    page = console.page
    console.go("Inboxes")
    page.get_by_role("link", name="Shop website").click()
    preview = page.frame_locator("iframe[title=Preview]")
    expect(preview.get_by_text("Hello! Ask me about orders")).to_be_visible()
    page.get_by_role("textbox", name="Greeting", exact=True).fill("Ahoy! What can we do?")
    expect(preview.get_by_text("Ahoy! What can we do?")).to_be_visible()
    page.get_by_role("switch", name="Set business hours").click()
    expect(preview.get_by_text("We’re away right now.").first).to_be_visible()
    page.get_by_role("tab", name="Home").click()
    expect(preview.get_by_role("searchbox")).to_be_visible()
    assert violations(page) == []
    shot(page, "theme-editor")
