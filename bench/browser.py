"""A real browser for the benchmarks: what it loads, how long it takes, how smoothly it moves."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Frame, Page, async_playwright

CHROMIUM = Path(os.environ.get("E2E_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_LAUNCHER_FROM_CORNER = 48
_PATIENCE_MS = 120_000
"""Far longer than anything takes: what is slow is to be measured, not given up."""

_WATCH = """
(text) => {
  const said = () => [...document.querySelectorAll('[role=log]')].map((log) => log.textContent);
  window.seen = new Promise((resolve) => {
    const look = () => {
      if (!said().some((one) => one.includes(text))) return;
      watch.disconnect();
      // Shown is what the next frame has painted.
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    };
    const watch = new MutationObserver(look);
    // The whole document, as a screen may draw its log anew.
    watch.observe(document, { childList: true, subtree: true, characterData: true });
    look();
  });
}
"""
_NOTE_ENTER = """
() => addEventListener('keydown', (event) => {
  if (event.key === 'Enter') window.sent = performance.timeOrigin + event.timeStamp;
}, { capture: true })
"""
_SEND = """
async ({ id, text }) => {
  const sent = performance.timeOrigin + performance.now();
  await fetch(`/api/v1/conversations/${id}/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  return sent;
}
"""
_SCROLL = """
async ({ frames, step }) => {
  const log = document.querySelector('[role=log]');
  const times = [];
  let before = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < frames; frame += 1) {
    log.scrollTop -= step;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - before);
    before = now;
  }
  return times;
}
"""


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Chromium, without a window."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield running
        finally:
            await running.close()


async def stranger(running: Browser, width: int = 1280, height: int = 800) -> Page:
    """A page of a browser that has nothing of us yet."""
    context = await running.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(_PATIENCE_MS)
    return await context.new_page()


class Traffic:
    """Counts what a page loads: bytes as they came over the network, headers included."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []
        self._by_id: dict[str, dict[str, Any]] = {}

    @classmethod
    async def of(cls, page: Page) -> "Traffic":
        """The traffic of a page from now on."""
        traffic = cls()
        session = await page.context.new_cdp_session(page)
        session.on("Network.responseReceived", traffic._received)
        session.on("Network.loadingFinished", traffic._finished)
        await session.send("Network.enable")
        return traffic

    def _received(self, event: dict[str, Any]) -> None:
        answer = event["response"]
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        self._by_id[event["requestId"]] = {
            "url": answer["url"],
            "encoding": headers.get("content-encoding", ""),
            "cache": headers.get("cache-control", ""),
            "type": headers.get("content-type", ""),
            "bytes": 0,
        }

    def _finished(self, event: dict[str, Any]) -> None:
        answer = self._by_id.get(event["requestId"])
        if answer is not None:
            self.answers.append(answer | {"bytes": int(event["encodedDataLength"])})

    def bytes(self, wanted: str = "") -> int:
        """Bytes of all answers whose address matches."""
        return sum(one["bytes"] for one in self.answers if re.search(wanted, one["url"]))

    def requests(self, wanted: str = "") -> int:
        """How many answers there were whose address matches."""
        return sum(1 for one in self.answers if re.search(wanted, one["url"]))

    def uncompressed(self) -> list[str]:
        """Addresses of texts that came without compression though they are worth it."""
        texts = re.compile(r"javascript|css|html|svg")
        return [
            one["url"]
            for one in self.answers
            if texts.search(one["type"]) and not one["encoding"] and one["bytes"] > 1500
        ]

    def not_kept(self) -> list[str]:
        """Addresses with a hash in them that the browser may not keep for good."""
        hashed = re.compile(r"/_next/static/|/assets/")
        return [
            one["url"]
            for one in self.answers
            if hashed.search(one["url"]) and "immutable" not in one["cache"]
        ]


async def throttle(page: Page, rate: float) -> None:
    """Let the page's processor be this many times slower."""
    session = await page.context.new_cdp_session(page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": rate})


async def open_chat(page: Page) -> Frame:
    """Click the launcher; the chat's frame, once one can type in it."""
    size = page.viewport_size
    assert size is not None
    await page.locator("switchboard-widget").wait_for(state="attached")
    corner = (size["width"] - _LAUNCHER_FROM_CORNER, size["height"] - _LAUNCHER_FROM_CORNER)
    await page.mouse.click(*corner)
    frame = await chat_frame(page)
    await frame.get_by_role("textbox").first.wait_for(state="visible")
    return frame


async def chat_frame(page: Page) -> Frame:
    """The chat's frame, once it is there."""
    while True:
        for frame in page.frames:
            if "/widget/" in frame.url:
                return frame
        await asyncio.sleep(0.01)


async def sign_in(page: Page, url: str, email: str, password: str) -> None:
    """Sign in to the console."""
    await page.goto(f"{url}/")
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Password").fill(password)
    await page.get_by_role("button", name="Sign in").click()
    await inside(page)


async def inside(page: Page) -> None:
    """Return once the console shows its screens to somebody who is signed in."""
    await page.get_by_role("navigation", name="Main").first.wait_for()


async def time_written(visitor: Frame, console: Page, text: str) -> float:
    """Milliseconds from the visitor's Enter to the frame in which the console shows it."""
    await console.evaluate(_WATCH, text)
    area = visitor.get_by_role("textbox", name="Your message", exact=True)
    await area.fill(text)
    await visitor.evaluate(_NOTE_ENTER)
    await area.press("Enter")
    seen = float(await console.evaluate("window.seen"))
    return seen - float(await visitor.evaluate("window.sent"))


async def time_answered(console: Page, conversation: str, visitor: Frame, text: str) -> float:
    """Milliseconds from when the console sends to the frame in which the widget shows it.

    Not from the agent's key press: the console holds an answer for some seconds on purpose, so that
    it can be undone.
    """
    await visitor.evaluate(_WATCH, text)
    sent = float(await console.evaluate(_SEND, {"id": conversation, "text": text}))
    return float(await visitor.evaluate("window.seen")) - sent


async def scroll(where: Page | Frame, *, frames: int, step: int) -> list[float]:
    """Milliseconds of each frame while the log is scrolled up by `step` pixels at a time."""
    times: list[float] = await where.evaluate(_SCROLL, {"frames": frames, "step": step})
    return times
