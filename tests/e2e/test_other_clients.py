"""The clients of other chats, as npm has them, talk to Switchboard, whoever loads first."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.hosts import ORIGIN, names
from tests.e2e.screens import Shop, Site

WIDGET = Path(__file__).parents[2] / "web/apps/widget"
CLIENT = '<script src="/client.js"></script>'
INLINE = "<script>{}</script>"
QUEUE = "(...call) => (Intercom.q = Intercom.q || []).push(call)"


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clients, each bundled into one script."""
    folder = tmp_path_factory.mktemp("clients")
    node = Path(sys.executable).with_name("node")
    command = [str(node), "scripts/clients.mjs", str(folder)]
    subprocess.run(command, cwd=WIDGET, check=True, capture_output=True)
    return folder


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser, which reaches none of the other chats' servers."""
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    made.route(re.compile(r"intercom\.io|intercomcdn|crisp\.chat"), lambda route: route.abort())
    yield made
    made.close()


class Pages:
    """Pages with a client of another chat on them."""

    def __init__(self, context: BrowserContext, site: Site, bundles: Path) -> None:
        self._context, self._site, self._bundles = context, site, bundles

    def shim(self, name: str, *, kind: str = "", key: str = "?key=wk_demo") -> str:
        """The tag of our script."""
        return f'<script {kind} src="{self.address(name)}{key}"></script>'

    def address(self, name: str) -> str:
        """Where our script is."""
        return f"{self._site.url}/widget/parts/{name}.js"

    def open(self, client: str, *tags: str) -> Shop:
        """A page with these tags, whose client is a script of its own."""
        page = self._context.new_page()
        body = "<!doctype html><body>" + "".join(tags)
        page.route(f"{ORIGIN}/**", lambda route: route.fulfill(body=body, content_type="text/html"))
        script = self._bundles / f"{client}.js"
        page.route(f"{ORIGIN}/client.js", lambda route: route.fulfill(path=script))
        page.goto(ORIGIN)
        return Shop(page, self._site)


@pytest.fixture
def pages(context: BrowserContext, site: Site, bundles: Path) -> Pages:
    """Pages in the visitor's browser."""
    return Pages(context, site, bundles)


def appears(shop: Shop) -> None:
    """The launcher is there."""
    shop.page.locator("switchboard-widget").wait_for(state="attached")
    shop.until(lambda: "Open chat" in names(shop.page) or "Close chat" in names(shop.page))


EARLY = "client.Intercom({app_id: 'any'}); client.onShow(() => (window.shown = true));"
LATE = "setTimeout(() => client.Intercom({app_id: 'any', name: 'Ada'}), 1000)"


@pytest.mark.parametrize(
    "way",
    [
        (CLIENT, INLINE.format(EARLY), "shim"),
        (CLIENT, INLINE.format(EARLY), "module"),
        ("shim", CLIENT, INLINE.format(EARLY)),
        ("module", CLIENT, INLINE.format(LATE)),
        (CLIENT, INLINE.format("client.Intercom({app_id: 'wk_demo', widgetUrl: 'ADDRESS'})")),
        (CLIENT, INLINE.format("client.Intercom({app_id: 'x', widgetUrl: 'ADDRESS?key=wk_demo'})")),
        (INLINE.format(f"window.Intercom = {QUEUE}; Intercom('update', {{name: 'A'}})"), "shim"),
        (CLIENT, INLINE.format("intercomSettings = {app_id: 'wk_demo'}; import('ADDRESS')")),
    ],
    ids=["early", "early-module", "last", "late", "widgetUrl", "with-key", "update", "import"],
)
def test_intercom_appears_in_every_way_of_loading(pages: Pages, way: tuple[str, ...]) -> None:
    tags = {"shim": pages.shim("intercom"), "module": pages.shim("intercom", kind='type="module"')}
    address = pages.address("intercom")
    shop = pages.open("intercom", *(tags.get(tag, tag).replace("ADDRESS", address) for tag in way))
    appears(shop)
    shop.page.evaluate("Intercom('showNewMessage', 'Hello there')")
    expect(shop.box).to_have_value("Hello there")


def test_intercom_s_client_is_answered(pages: Pages) -> None:
    setup = EARLY + "client.onHide(() => (window.hidden = true));"
    shop = pages.open("intercom", CLIENT, INLINE.format(setup), pages.shim("intercom"))
    appears(shop)
    page = shop.page
    page.evaluate("client.onUnreadCountChange(count => (window.unread = count))")
    assert page.evaluate("window.unread") == 0
    assert page.evaluate("client.getVisitorId() === client.whoami().id") is True
    page.evaluate("client.update({email: 'ada@example.com', alignment: 'left'})")
    page.evaluate("client.show()")
    expect(shop.box).to_be_visible()
    page.wait_for_function("window.shown")
    page.evaluate("client.hide()")
    page.wait_for_function("window.hidden")
    page.evaluate("client.startConversation('About my order')")
    expect(shop.box).to_have_value("About my order")
    page.evaluate("client.shutdown()")
    expect(page.locator("switchboard-widget")).to_have_count(0)
    page.evaluate("client.update({name: 'Somebody else'})")
    appears(shop)


@pytest.mark.parametrize("order", [("shim", CLIENT), (CLIENT, "shim")], ids=["first", "last"])
def test_react_use_intercom(pages: Pages, order: tuple[str, ...]) -> None:
    tags = (pages.shim("intercom") if tag == "shim" else tag for tag in order)
    shop = pages.open("react-intercom", *tags)
    appears(shop)
    page = shop.page
    page.evaluate("client.showNewMessage('Hello there')")
    expect(shop.box).to_have_value("Hello there")
    expect(page.get_by_text("chat is open")).to_be_visible()
    assert page.evaluate("typeof client.getVisitorId()") == "string"
    page.evaluate("client.hardShutdown()")
    expect(page.get_by_text("chat is closed")).to_be_visible()
    expect(page.locator("switchboard-widget")).to_have_count(0)


CRISP = "client.configure('wk_demo', {});"
CRISP_LATE = "setTimeout(() => client.configure('any', {autoload: false}), 500)"


@pytest.mark.parametrize(
    "way",
    [
        (CLIENT, INLINE.format(CRISP), "shim"),
        ("module", CLIENT, INLINE.format(CRISP_LATE)),
        (CLIENT, INLINE.format("client.configure('wk_demo', {clientUrl: 'ADDRESS'})")),
    ],
    ids=["early", "late", "clientUrl"],
)
def test_crisp_s_client_is_answered(pages: Pages, way: tuple[str, ...]) -> None:
    tags = {"shim": pages.shim("crisp"), "module": pages.shim("crisp", kind='type="module"')}
    address = pages.address("crisp")
    shop = pages.open("crisp", *(tags.get(tag, tag).replace("ADDRESS", address) for tag in way))
    appears(shop)
    page = shop.page
    page.evaluate("client.chat.onChatOpened(() => (window.opened = true))")
    page.evaluate("client.user.setEmail('ada@example.com')")
    page.evaluate("client.session.setData({plan: 'gold'})")
    page.evaluate("client.message.sendText('Hello there')")
    expect(shop.box).to_have_value("Hello there")
    page.wait_for_function("window.opened")
    assert page.evaluate("client.chat.isChatOpened() && client.chat.isVisible()") is True
    assert page.evaluate("client.user.getEmail()") == "ada@example.com"
    assert page.evaluate("client.session.getData('plan')") == "gold"
    assert page.evaluate("client.chat.unreadCount()") == 0
    assert page.evaluate("typeof client.session.getIdentifier()") == "string"
    page.evaluate("client.setColorTheme(ChatboxColors.Purple)")
    page.evaluate("client.chat.close()")
    page.wait_for_function("!client.chat.isChatOpened()")
    page.evaluate("client.session.reset()")
    appears(shop)


CHATWOOT = """<script>(function (d, t) {
  var g = d.createElement(t), s = d.getElementsByTagName(t)[0];
  g.src = 'ADDRESS'; g.defer = true; g.async = true;
  s.parentNode.insertBefore(g, s);
  g.onload = function () { window.chatwootSDK.run({websiteToken: 'wk_demo', baseUrl: 'BASE'}) };
})(document, 'script');
addEventListener('chatwoot:ready', () => { window.times = (window.times || 0) + 1 });</script>"""


@pytest.mark.parametrize("settings", ["", INLINE.format("chatwootSettings = {position: 'left'}")])
def test_chatwoot_s_own_snippet_needs_another_address_only(pages: Pages, settings: str) -> None:
    snippet = CHATWOOT.replace("ADDRESS", pages.address("chatwoot"))
    shop = pages.open("crisp", settings, snippet)
    appears(shop)
    page = shop.page
    page.wait_for_function("window.times === 1")
    page.evaluate("$chatwoot.setUser('1', {name: 'Ada', email: 'ada@example.com'})")
    page.evaluate("$chatwoot.toggle('open')")
    expect(shop.box).to_be_visible()
    page.wait_for_function("$chatwoot.isOpen")
    page.evaluate("$chatwoot.reset()")
    page.wait_for_function("!$chatwoot.isOpen")
    appears(shop)
