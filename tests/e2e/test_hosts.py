"""The widget on other people's sites: strict policies, hostile styles, page swaps, no storage."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.hosts import ORIGIN, Host, names
from tests.e2e.screens import Shop, Site

Shot = Callable[[Page, str], None]

STRICT = (
    "default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; base-uri 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'; frame-src {site}"
)
HOSTILE = """<style>
  * { all: unset !important }
  html { transform: scale(.8); font-size: 70px !important; filter: blur(0); overflow: hidden }
  div, iframe, button, switchboard-widget { display: none !important; opacity: .1 !important;
    width: 1px !important; pointer-events: none !important; position: static !important }
</style>"""
NO_STORAGE = """
  const deny = () => { throw new DOMException('Not on this site', 'SecurityError') };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
    Object.defineProperty(window, name, { get: deny });
  }
  window.BroadcastChannel = class { constructor() { deny() } };
  navigator.locks.request = () => Promise.reject(new DOMException('No', 'SecurityError'));
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser."""
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    yield made
    made.close()


@pytest.fixture(scope="module")
def staff(site: Site) -> Iterator[httpx.Client]:
    """The administrator, by REST."""
    with httpx.Client(base_url=site.url, timeout=60) as client:
        body = {"email": site.email, "password": site.password}
        token = client.post("/api/v1/auth/login", json=body).raise_for_status().json()
        client.headers["Authorization"] = f"Bearer {token['access_token']}"
        yield client


def writes(shop: Shop, text: str) -> None:
    """Write, and see it kept."""
    shop.write(text)
    shop.shows(text)
    expect(shop.log.get_by_text("Sending…")).to_have_count(0)


def test_under_the_strictest_policy(context: BrowserContext, site: Site, shot: Shot) -> None:
    policy = STRICT.format(site=site.url)
    host = Host(site, lang="de", nonce="r4nd0m", headers={"Content-Security-Policy": policy})
    context.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation',"
        " (event) => broken.push(event.effectiveDirective))"
    )
    shop = host.open(context)
    shop.page.wait_for_function("Switchboard.loaded")
    shop.page.evaluate("Switchboard('track', 'basket', { euros: 12 })")
    assert "Chat öffnen" in names(shop.page)
    shop.page.evaluate("Switchboard('open')")
    box = shop.frame.get_by_role("textbox", name="Ihre Nachricht")
    box.fill("Guten Tag")
    box.press("Enter")
    shop.shows("Guten Tag")
    # The launcher's look is asked for, and not needed: nothing else was refused.
    assert set(shop.page.evaluate("broken")) <= {"connect-src"}
    shot(shop.page, "host-strict")


def test_among_hostile_styles(context: BrowserContext, site: Site, shot: Shot) -> None:
    shop = Host(site, head=HOSTILE).open(context)
    shop.page.wait_for_function("Switchboard.loaded")
    shop.open_chat()
    writes(shop, "Can you read me?")
    assert shop.frame.evaluate("[innerWidth, innerHeight]") == [400, 680]
    shot(shop.page, "host-hostile")
    shop.page.emulate_media(media="print")
    display = "getComputedStyle(document.querySelector('switchboard-widget')).display"
    assert shop.page.evaluate(display) == "none"


def test_pages_that_are_swapped(context: BrowserContext, site: Site, staff: httpx.Client) -> None:
    shop = Host(site, options="{trackPages: true}").open(context, "/tents")
    shop.page.wait_for_function("Switchboard.loaded")
    shop.open_chat()
    writes(shop, "Which of the tents is the lightest?")
    frame = shop.frame
    # As Turbo does: another body, the snippet in it run again; and the address changes.
    shop.page.evaluate(
        """async () => {
          const body = document.createElement('body');
          body.innerHTML = '<h1>Kettles</h1>';
          document.documentElement.replaceChild(body, document.body);
          history.pushState({}, '', '/kettles#top');
          await Switchboard('boot', { key: 'wk_demo', trackPages: true });
        }"""
    )
    assert shop.frame is frame
    expect(shop.box).to_be_visible()
    # As others do: the whole document emptied.
    shop.page.evaluate("document.documentElement.innerHTML = '<body><h1>New</h1></body>'")
    shop.until(frame.is_detached)
    expect(shop.page.locator("switchboard-widget")).to_have_count(1)
    shop.shows("Which of the tents is the lightest?")
    listed = staff.get("/api/v1/conversations", params={"q": "Which of the tents is the lightest?"})
    path = f"/api/v1/conversations/{listed.json()['items'][0]['id']}/visits"
    visited = [f"{ORIGIN}/kettles", f"{ORIGIN}/tents"]
    shop.until(lambda: [v["page"] for v in staff.get(path).json()["items"]] == visited)


def test_without_cookies_and_storage(context: BrowserContext, site: Site) -> None:
    context.add_init_script(NO_STORAGE)
    shop = Host(site).open(context)
    shop.page.wait_for_function("Switchboard.loaded")
    shop.open_chat()
    for line in ("First", "Second"):
        writes(shop, line)
    shop.page.evaluate("Switchboard('close')")
    shop.page.evaluate("Switchboard('open')")
    shop.shows("First")


def test_two_snippets_and_a_sandbox(context: BrowserContext, site: Site) -> None:
    again = f'<script async src="{site.url}/widget.js?again"></script>'
    shop = Host(site, body=f"<h1>Twice</h1>{again}").open(context)
    shop.page.wait_for_load_state("networkidle")
    expect(shop.page.locator("switchboard-widget")).to_have_count(1)
    errors: list[str] = []
    shop.page.on("pageerror", lambda error: errors.append(str(error)))
    shop.page.evaluate(
        """(src) => {
          for (const sandbox of ['allow-scripts allow-same-origin', 'allow-scripts']) {
            const frame = document.createElement('iframe');
            Object.assign(frame, { src, name: sandbox, width: 600, height: 700 });
            frame.sandbox = sandbox;
            document.body.append(frame);
          }
        }""",
        f"{ORIGIN}/inside",
    )
    for sandbox in ("allow-scripts allow-same-origin", "allow-scripts"):
        inside = shop.page.frame_locator(f"iframe[name='{sandbox}']")
        inside.locator("switchboard-widget").wait_for(state="attached")
    inner = shop.page.frame(name="allow-scripts allow-same-origin")
    assert inner is not None
    inner.evaluate("Switchboard('newMessage', 'From inside')")
    expect(shop.box).to_have_value("From inside")
    assert errors == []


@pytest.mark.parametrize(("lang", "box"), [("ar", "رسالتك"), ("ja", "メッセージ")])
def test_in_the_pages_language(
    context: BrowserContext, site: Site, shot: Shot, lang: str, box: str
) -> None:
    shop = Host(site, lang=lang).open(context)
    shop.page.wait_for_function("Switchboard.loaded")
    shop.page.evaluate("Switchboard('open')")
    expect(shop.frame.get_by_role("textbox", name=box)).to_be_visible()
    assert shop.frame.evaluate("document.dir") == ("rtl" if lang == "ar" else "ltr")
    shot(shop.page, f"host-{lang}")
    shop.page.evaluate("Switchboard('setLocale', 'en')")
    shop.page.evaluate("Switchboard('setTheme', 'dark')")
    expect(shop.box).to_be_visible()
    assert shop.frame.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize(
    ("shim", "calls"),
    [
        (
            "intercom",
            "window.Intercom = (...call) => (Intercom.q = Intercom.q || []).push(call);"
            "Intercom('boot', {name: 'Ada', horizontal_padding: 30});"
            "Intercom('showNewMessage', 'Hello there');",
        ),
        (
            "crisp",
            "window.$crisp = [['set', 'user:nickname', ['Ada']],"
            " ['do', 'message:send', ['text', 'Hello there']]];",
        ),
        (
            "chatwoot",
            "window.chatwootSettings = {position: 'left'};"
            "addEventListener('chatwoot:ready', () => { $chatwoot.setUser('1', {name: 'Ada'});"
            " $chatwoot.toggle('open'); Switchboard('newMessage', 'Hello there'); });",
        ),
    ],
)
def test_calls_meant_for_other_chats(
    context: BrowserContext, site: Site, shim: str, calls: str
) -> None:
    script = f'<script type="module" src="{site.url}/widget/parts/{shim}.js?key=wk_demo"></script>'
    page = context.new_page()
    body = (
        f"<!doctype html><script>{calls}</script>"
        f'<script async src="{site.url}/widget.js"></script>{script}'
    )
    page.route(
        re.compile(rf"^{ORIGIN}/"),
        lambda route: route.fulfill(body=body, content_type="text/html"),
    )
    page.goto(ORIGIN)
    shop = Shop(page, site)
    expect(shop.box).to_have_value("Hello there")
