"""Makes the pictures of the documentation from the running product.

    make web && .venv/bin/python docs/pictures/make.py

Starts Switchboard on a temporary data folder, plays a short conversation in a browser (a visitor
asks, sees the source, asks for a person; an agent answers) and writes PNG files beside itself.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Frame,
    Page,
    expect,
    sync_playwright,
)

FOLDER = Path(__file__).parent
LARGEST_BYTES = 300_000
START_SECONDS = 120.0
PASSWORD = "only for the pictures"  # noqa: S105 (of an installation that lives for a minute)
QUESTION = "How long do I have to send something back?"
OTHERS = (
    ("Ines Aguirre", "es", "¿Cuánto tardan los envíos a Canarias?"),
    ("Jonas Weber", "de", "Wie wasche ich meinen Schlafsack?"),
    ("Priya Nair", "en", "Can I pay with a gift card and a credit card together?"),
    ("Tom Becker", "en", "Do your cast iron pans work on induction?"),
)


def main() -> None:
    """Make every picture; fails when one is too large."""
    with tempfile.TemporaryDirectory(prefix="swb-") as data, running(Path(data)) as url:
        prepare(url)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-background-networking"],
            )
            expect.set_options(timeout=20_000)
            play(browser, url)
            browser.close()
    for picture in sorted(FOLDER.glob("*.png")):
        size = picture.stat().st_size
        sys.stdout.write(f"{picture.name}: {size // 1000} kB\n")
        if size > LARGEST_BYTES:
            sys.exit(f"{picture.name} is larger than {LARGEST_BYTES // 1000} kB.")


@contextmanager
def running(data: Path) -> Iterator[str]:
    """Switchboard with the sample shop and no model, for as long as the context lasts."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if "OPENAI" not in name}
    environment |= {
        "SWITCHBOARD_DATA_DIR": str(data),
        "PORT": str(port),
        "SWITCHBOARD_ADMIN_PASSWORD": PASSWORD,
    }
    command = [str(Path(sys.executable).with_name("switchboard")), "up"]
    with (data / "up.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603
        try:
            yield wait_until_ready(f"http://localhost:{port}", process)
        finally:
            process.terminate()
            process.wait(60)


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> str:
    """The URL, once it answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/readyz").is_success:
                return url
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError("Switchboard did not start; see its log.")


def prepare(url: str) -> None:
    """Give the agent a name, and the inbox some other conversations."""
    with httpx.Client(base_url=url) as client:
        login = {"email": "admin@demo.test", "password": PASSWORD}
        token = client.post("/api/v1/auth/login", json=login).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        client.patch("/api/v1/me", json={"name": "Maya Lindholm"}).raise_for_status()
    for name, language, text in OTHERS:
        with httpx.Client(base_url=url) as client:
            ask(client, name, language, text)


def ask(client: httpx.Client, name: str, language: str, text: str) -> None:
    """One visitor's question by REST, until it is answered."""
    visitor = {"name": name, "locale": language}
    body = {"widget_key": "wk_demo", "visitor": visitor}
    session = client.post("/api/v1/widget/sessions", json=body).json()
    client.headers["Authorization"] = f"Bearer {session['session_token']}"
    message = {"id": uuid4().hex, "text": text}
    seq = client.post("/api/v1/widget/messages", json=message).json()["seq"]
    while not client.get("/api/v1/widget/timeline", params={"after_seq": seq}).json()["items"]:
        time.sleep(0.2)


def play(browser: Browser, url: str) -> None:
    """The conversation, with a picture wherever there is something to see."""
    visitor = new_page(browser)
    chat = open_chat(visitor, url)
    write(chat, QUESTION)
    expect(
        chat.get_by_text("How long you have to return something", exact=True).first
    ).to_be_visible()
    take(visitor, "widget.png")

    agent = new_page(browser, viewport=(1440, 860))
    sign_in(agent, url)
    agent.get_by_role("link", name="All open").or_(
        agent.get_by_role("tab", name="All open")
    ).first.click()
    agent.get_by_text("How long you have to return").first.click()
    agent.get_by_role("button", name="Why this answer").first.click()
    expect(agent.get_by_text("Passages found")).to_be_visible()
    take(agent, "why.png")
    agent.keyboard.press("Escape")

    chat.get_by_role("button", name="Talk to a person").click()
    expect(chat.get_by_text("We are getting a person for you").first).to_be_visible()
    box = agent.get_by_role("textbox", name="Reply")
    box.fill("Hello, this is Maya. Which order is it? I will look at it with you right now.")
    box.press("Control+Enter")
    expect(chat.get_by_text("this is Maya").first).to_be_visible()
    write(chat, "It is order 20418. Thank you for being so quick!")
    expect(agent.get_by_text("order 20418").first).to_be_visible()
    take(agent, "inbox.png")
    take(visitor, "person.png")
    take_dark(agent, "inbox-dark.png")
    try_playground(agent, url)
    edit_theme(agent, url)
    read_help(visitor, url)


def new_page(browser: Browser, viewport: tuple[int, int] = (1280, 800)) -> Page:
    """A page of somebody who has not been here before."""
    width, height = viewport
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-GB", color_scheme="light"
    )
    return context.new_page()


def open_chat(page: Page, url: str) -> Frame:
    """The sample shop with its chat open. The launcher's shadow root is closed: ask by script."""
    page.goto(f"{url}/demo/")
    page.evaluate("Switchboard('open')")
    while not (found := [frame for frame in page.frames if "/widget/" in frame.url]):
        page.wait_for_timeout(50)
    return found[0]


def write(chat: Frame, text: str) -> None:
    """Write as the visitor."""
    box = chat.get_by_role("textbox")
    box.fill(text)
    box.press("Enter")


def sign_in(page: Page, url: str) -> None:
    """Sign in as the administrator."""
    page.goto(f"{url}/sign-in/")
    page.get_by_label("E-mail").fill("admin@demo.test")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"/inbox"))


def try_playground(page: Page, url: str) -> None:
    """Ask the assistant in the playground."""
    page.goto(f"{url}/playground/")
    box = page.get_by_role("textbox", name="Question")
    box.fill("Is there a discount for students?")
    box.press("Enter")
    page.get_by_role("tab", name="Search").click()
    expect(page.get_by_text("Ways of searching")).to_be_visible()
    take(page, "playground.png")


def edit_theme(page: Page, url: str) -> None:
    """Change the chat's colour, with the real one beside it."""
    page.goto(f"{url}/inboxes/")
    page.get_by_role("link", name="Shop website").click()
    preview = page.frame_locator("iframe[title=Preview]")
    page.get_by_role("textbox", name="Greeting", exact=True).fill("Ahoy! What can we do for you?")
    expect(preview.get_by_text("Ahoy! What can we do for you?")).to_be_visible()
    take(page, "theme.png")


def read_help(page: Page, url: str) -> None:
    """An article of the help center."""
    page.goto(f"{url}/help/kettlewick")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    take(page, "help.png")


def take(page: Page, name: str) -> None:
    """Write a picture, once nothing moves any more."""
    page.wait_for_timeout(600)
    page.mouse.move(0, 0)
    page.screenshot(path=FOLDER / name, animations="disabled", caret="hide")


def take_dark(page: Page, name: str) -> None:
    """The same in dark."""
    page.emulate_media(color_scheme="dark")
    take(page, name)
    page.emulate_media(color_scheme="light")


if __name__ == "__main__":
    main()
