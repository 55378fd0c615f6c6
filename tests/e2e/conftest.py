"""A real browser before the real `switchboard up`, with the sample shop loaded.

`E2E_SHOTS=folder` keeps a picture of every screen that a test names. `E2E_URL` tests a product that
runs already, whose administrator has the password below.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.screens import Console, Shop, Site
from tests.support.processes import Process, free_port, started

CHROMIUM = Path(os.environ.get("E2E_CHROMIUM", "/usr/bin/chromium"))
BUILT = ("web/apps/console/out/index.html", "web/apps/widget/dist/frame/index.html")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A microphone that hums, and nobody to ask for leave.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    # Made sites are no servers of this machine, and the browser would ask before they reach it.
    "--disable-features=LocalNetworkAccessChecks",
]
PASSWORD = "a password for browsers"
STARTS_WITHIN = 120.0

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`switchboard up` on a free port and a folder of its own."""
    if running := os.environ.get("E2E_URL"):
        there = Site(running, "admin@demo.test", PASSWORD)
        _send_at_once(there)
        yield there
        return
    root = Path(__file__).parents[2]
    for file in BUILT:
        if not (root / file).is_file():
            pytest.fail(f"{file} is missing. Build the front ends first: make web", pytrace=False)
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    environment = {
        "PORT": str(port),
        "SWITCHBOARD_DATA_DIR": str(folder / "data"),
        "SWITCHBOARD_ADMIN_PASSWORD": PASSWORD,
        "SWITCHBOARD_ALLOW_PRIVATE_ADDRESSES": "true",
    }
    with started("up", environment, folder / "up.log") as process:
        site = Site(f"http://localhost:{port}", "admin@demo.test", PASSWORD)
        _until_ready(site, process)
        _send_at_once(site)
        yield site


def _send_at_once(site: Site) -> None:
    """The administrator's replies are not held back: most tests are about what comes of them."""
    with httpx.Client(base_url=site.url) as http:
        body = {"email": site.email, "password": site.password}
        token = http.post("/api/v1/auth/login", json=body).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        http.patch("/api/v1/me/settings", json={"undo_send": False}, headers=headers)


def _until_ready(site: Site, process: Process) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.running:
        try:
            if httpx.get(f"{site.url}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(f"switchboard up did not get ready. It said:\n{process.said}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    if not CHROMIUM.is_file():
        pytest.fail(
            f"There is no Chromium at {CHROMIUM}. Install it, or set E2E_CHROMIUM.", pytrace=False
        )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def shop(browser: Browser, site: Site) -> Iterator[Shop]:
    """A visitor's browser on the shop's page."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield Shop(context.new_page(), site)
    context.close()


@pytest.fixture
def console(browser: Browser, site: Site) -> Iterator[Console]:
    """The administrator's browser, signed in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = Console(context.new_page(), site)
    opened.sign_in()
    yield opened
    context.close()


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """Keeps a picture of a page, if somebody wants to look."""
    folder = os.environ.get("E2E_SHOTS")

    def keep(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png")

    return keep
