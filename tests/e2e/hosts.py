"""Made host pages: other people's sites, with everything that they do to a widget."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, CDPSession, Page, Route

from tests.e2e.screens import Shop, Site

ORIGIN = "https://shop.test"
KEY = "wk_demo"


@dataclass
class Host:
    """A page of somebody else's site, at an origin of its own."""

    site: Site
    head: str = ""
    body: str = "<h1>A shop</h1>"
    lang: str = "en"
    headers: Mapping[str, str] = field(default_factory=dict)
    options: str = "{}"
    nonce: str = ""

    def serve(self, context: BrowserContext) -> None:
        """Answer every address of the site with this page."""
        context.route(re.compile(rf"^{ORIGIN}/"), self._answer)

    def open(self, context: BrowserContext, path: str = "/") -> Shop:
        """The page in a new tab."""
        self.serve(context)
        shop = Shop(context.new_page(), self.site)
        shop.page.goto(ORIGIN + path)
        shop.page.locator("switchboard-widget").wait_for(state="attached")
        return shop

    def _answer(self, route: Route) -> None:
        route.fulfill(
            body=self._html(),
            headers={"Content-Type": "text/html; charset=utf-8", **self.headers},
        )

    def _html(self) -> str:
        nonce = f' nonce="{self.nonce}"' if self.nonce else ""
        return (
            f'<!doctype html><html lang="{self.lang}"><head><title>Shop</title>{self.head}'
            f"<script{nonce}>window.Switchboard = window.Switchboard || function () {{"
            "(window.Switchboard.q = window.Switchboard.q || []).push(arguments);};"
            f"Switchboard('boot', Object.assign({{key: '{KEY}'}}, {self.options}));</script>"
            f'<script{nonce} async src="{self.site.url}/widget.js"></script>'
            f"</head><body>{self.body}</body></html>"
        )


def names(page: Page) -> set[str]:
    """What a screen reader calls the things of a page, those in closed shadow roots too."""
    session: CDPSession = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return {str(node.get("name", {}).get("value", "")) for node in nodes}
