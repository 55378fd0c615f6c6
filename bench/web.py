"""The front ends in a real browser: bytes, time until one can type, messages, long timelines.

Runs the product with the sample shop and a headless Chromium beside it. Bytes are what came over
the network, headers included. A message's time is from the key press in one browser to the frame
in which the other has painted it. With Lighthouse (fetched by npm when it is asked for, and
skipped with the reason where it cannot be had) the shop's page is judged with and without the
widget's snippet.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import asyncpg
from playwright.async_api import Browser, Page
from sqlalchemy.engine import make_url

from bench.browser import (
    CHROMIUM,
    Traffic,
    browser,
    chat_frame,
    inside,
    open_chat,
    scroll,
    sign_in,
    stranger,
    throttle,
    time_answered,
    time_written,
)
from bench.report import Figures, Report, arguments, at_most, summary
from bench.support import (
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    Product,
    environment,
    free_port,
    new_data_dir,
    program,
    run,
)
from switchboard.channels.snippet import widget_snippet
from switchboard.demo import DEMO_WIDGET_KEY, SHOP_FOLDER
from switchboard.engines import running_urls

MESSAGES, ENTRIES = 40, 10_000
SLOWER = 4.0
"""How many times slower a cheap phone's processor is: what Lighthouse assumes too."""
LONGEST_FRAME_MS = 50.0
SCROLLED_FRAMES, SCROLLED_PIXELS = 300, 600
WIDGET = r"/widget\.js|/widget/|/api/v1/widget/"
LIGHTHOUSE = "lighthouse@13"

_MANY = """
INSERT INTO entries
SELECT (jsonb_populate_record(entry, jsonb_build_object(
    'id', 'msg_bench' || lpad(n::text, 8, '0'),
    'seq', (SELECT last_seq FROM conversations WHERE id = $1) + n,
    'client_id', null,
    'external_id', null,
    'text', 'Line ' || n || repeat(' of a long conversation', 1 + n % 7)
))).*
FROM entries AS entry, generate_series(1, $2::int) AS n
WHERE entry.conversation_id = $1 AND entry.kind = 'message'
  AND entry.seq = (SELECT max(seq) FROM entries WHERE conversation_id = $1 AND kind = 'message')
"""
_TAKE_OVER = """
async () => {
  const call = async (path, body) => (await fetch(`/api/v1/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  })).json();
  const { id } = (await call('conversations?limit=1')).items[0];
  const { member } = await call('me');
  await call(`conversations/${id}/assign`, { assignee: { kind: 'member', id: member.id } });
  return id;
}
"""
_COUNTED = "UPDATE conversations SET last_seq = last_seq + $2 WHERE id = $1"


async def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES, help="messages each way")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="entries to scroll through")
    parser.add_argument("--lighthouse", action="store_true", help="judge the page with Lighthouse")
    asked = parser.parse_args()
    if asked.quick:
        asked.messages, asked.entries = 3, 200
    report = Report("bench.web", vars(asked))
    if not CHROMIUM.is_file():
        sys.exit(f"There is no Chromium at {CHROMIUM}. Install it, or set E2E_CHROMIUM.")
    with new_data_dir() as data:
        port = free_port()
        command = [str(Path(sys.executable).parent / "switchboard"), "up"]
        settings = environment(data, port, demo=True)
        async with program(command, settings, port, ready="/readyz") as product:
            results = await measure(product, data, asked, report)
    report.finish(results, wanted(results))


async def measure(product: Product, data: Path, asked: Namespace, report: Report) -> Figures:
    """Every part, one after the other."""
    url = product.url.replace("127.0.0.1", "localhost")
    results: Figures = {}
    async with browser() as running:
        report.progress("first opens")
        results["first_open"] = await first_opens(running, url)
        report.progress(f"a processor {SLOWER:.0f} times slower")
        results["slow_processor"] = await slow_processor(running, url)
        report.progress("messages")
        results["messages"] = await messages(running, url, asked.messages)
        report.progress(f"{asked.entries} entries")
        results["scrolling"] = await scrolling(running, url, data, asked.entries)
    if asked.lighthouse:
        report.progress("Lighthouse")
        results["lighthouse"] = await asyncio.to_thread(lighthouse, url, 1 if asked.quick else 3)
    return results


def wanted(results: Figures) -> Figures:
    """The figures with a target."""
    opened, sent = results["first_open"], results["messages"]
    both = [sent["visitor_to_agent"], sent["agent_to_visitor"]]
    reach = {
        "loader_bytes": at_most(opened["widget"]["loader_bytes"], 5 * 1024),
        "until_typing_bytes": at_most(opened["widget"]["until_typing_bytes"], 60 * 1024),
        "message_p50_ms": at_most(max(way["p50_ms"] for way in both), 100),
        "message_p95_ms": at_most(max(way["p95_ms"] for way in both), 250),
        "longest_frame_ms": at_most(
            max(one["max_ms"] for one in results["scrolling"].values()), LONGEST_FRAME_MS
        ),
    }
    if "points_lost" in results.get("lighthouse", {}):
        reach["lighthouse_points_lost"] = at_most(results["lighthouse"]["points_lost"], 1)
    return reach


async def first_opens(running: Browser, url: str) -> Figures:
    """What a browser that has nothing of us loads, and whether it may keep it."""
    shop = await stranger(running)
    widget = await Traffic.of(shop)
    await shop.goto(f"{url}/demo/", wait_until="networkidle")
    loader = widget.bytes(r"/widget\.js")
    before = widget.bytes(WIDGET)
    await open_chat(shop)
    typing = widget.bytes(WIDGET)
    await shop.context.close()

    staff = await stranger(running)
    console = await Traffic.of(staff)
    await staff.goto(f"{url}/", wait_until="networkidle")
    sign_in_bytes, sign_in_requests = console.bytes(), console.requests()
    await sign_in(staff, url, ADMIN_EMAIL, ADMIN_PASSWORD)
    await staff.wait_for_load_state("networkidle")
    await staff.context.close()
    return {
        "widget": {
            "loader_bytes": loader,
            "before_anybody_clicks_bytes": before,
            "until_typing_bytes": typing,
            "requests": widget.requests(WIDGET),
        },
        "console": {
            "sign_in_bytes": sign_in_bytes,
            "sign_in_requests": sign_in_requests,
            "inbox_bytes": console.bytes(),
            "inbox_requests": console.requests(),
        },
        "uncompressed": widget.uncompressed() + console.uncompressed(),
        "hashed_but_not_kept": widget.not_kept() + console.not_kept(),
    }


async def slow_processor(running: Browser, url: str) -> Figures:
    """Milliseconds until one can type in the widget, and until the inbox is there."""
    shop = await stranger(running)
    await throttle(shop, SLOWER)
    await shop.goto(f"{url}/demo/", wait_until="networkidle")
    began = time.perf_counter()
    await open_chat(shop)
    typing = time.perf_counter() - began
    await shop.context.close()

    signed_in = await stranger(running)
    await sign_in(signed_in, url, ADMIN_EMAIL, ADMIN_PASSWORD)
    console = await signed_in.context.new_page()
    await signed_in.close()
    await throttle(console, SLOWER)
    began = time.perf_counter()
    await console.goto(f"{url}/inbox/")
    await inside(console)
    shown = time.perf_counter() - began
    await console.context.close()
    return {
        "times_slower": SLOWER,
        "click_until_typing_ms": round(typing * 1000),
        "console_until_shown_ms": round(shown * 1000),
    }


async def messages(running: Browser, url: str, count: int) -> Figures:
    """From the key press to the other's screen, both ways, one at a time."""
    shop, console, conversation = await talking(running, url)
    frame = await chat_frame(shop)
    arrived, answered = [], []
    for _ in range(count):
        arrived.append(await time_written(frame, console, f"question {uuid4().hex}"))
        answer = f"answer {uuid4().hex}"
        answered.append(await time_answered(console, conversation, frame, answer))
        # A visitor may write forty and then one a second.
        await asyncio.sleep(0.2)
    await shop.context.close()
    await console.context.close()
    return {
        "conversation": conversation,
        "visitor_to_agent": summary(arrived),
        "agent_to_visitor": summary(answered),
    }


async def talking(running: Browser, url: str) -> tuple[Page, Page, str]:
    """A visitor and an agent who has taken over, each before their own browser."""
    shop = await stranger(running)
    await shop.goto(f"{url}/demo/")
    frame = await open_chat(shop)
    await frame.get_by_role("textbox").first.fill("Can I talk to a person, please?")
    await frame.get_by_role("textbox").first.press("Enter")
    await frame.get_by_text("We are getting a person for you").first.wait_for()

    console = await stranger(running, 1440, 900)
    await sign_in(console, url, ADMIN_EMAIL, ADMIN_PASSWORD)
    conversation: str = await console.evaluate(_TAKE_OVER)
    await console.goto(f"{url}/inbox/?c={conversation}")
    await console.get_by_role("textbox", name="Reply", exact=True).wait_for()
    return shop, console, conversation


async def scrolling(running: Browser, url: str, data: Path, entries: int) -> Figures:
    """Frames while a long conversation is scrolled, in the widget and in the console."""
    shop, console, conversation = await talking(running, url)
    await lengthen(data, conversation, entries)
    await shop.reload(wait_until="networkidle")
    frame = await open_chat(shop)
    last = frame.get_by_text(f"Line {entries} of", exact=False).first
    await last.wait_for(state="attached")
    await console.reload(wait_until="networkidle")
    await console.get_by_role("textbox", name="Reply", exact=True).wait_for()
    results = {}
    for name, where in (("widget", frame), ("console", console)):
        page = shop if name == "widget" else console
        await page.bring_to_front()
        times = await scroll(where, frames=SCROLLED_FRAMES, step=SCROLLED_PIXELS)
        late = sum(one > LONGEST_FRAME_MS for one in times)
        results[name] = summary(times) | {"over_50_ms": late}
    await shop.context.close()
    await console.context.close()
    return results


async def lengthen(data: Path, conversation: str, entries: int) -> None:
    """Put that many messages at the end of a conversation."""
    urls = running_urls(data.resolve())
    assert urls is not None
    assert urls.admin_url is not None
    name = make_url(urls.database_url).database
    connection = await asyncpg.connect(urls.admin_url, database=name)
    try:
        async with connection.transaction():
            await connection.execute(_MANY, conversation, entries)
            await connection.execute(_COUNTED, conversation, entries)
    finally:
        await connection.close()


def lighthouse(url: str, times: int) -> Figures:
    """Performance scores (0 to 100) of the shop's page without and with the snippet, medians."""
    with tempfile.TemporaryDirectory(prefix="switchboard-lighthouse-") as folder:
        html = (SHOP_FOLDER / "index.html").read_text("utf-8").replace("/demo/", "")
        mark, snippet = "<!-- switchboard:snippet -->", widget_snippet(url, DEMO_WIDGET_KEY)
        for name in ("kettle.svg", "shop.css"):
            (Path(folder) / name).write_bytes((SHOP_FOLDER / name).read_bytes())
        (Path(folder) / "without.html").write_text(html.replace(mark, ""), "utf-8")
        (Path(folder) / "with.html").write_text(html.replace(mark, snippet), "utf-8")
        scores: dict[str, list[float]] = {"without": [], "with": []}
        with served(folder) as page:
            for name in list(scores) * times:
                try:
                    scores[name].append(judged(f"{page}/{name}.html", folder))
                except Unavailable as reason:
                    return {"skipped": str(reason)}
    medians = {name: statistics.median(found) for name, found in scores.items()}
    return {
        "scores": scores,
        **{f"{name}_snippet": score for name, score in medians.items()},
        "points_lost": medians["without"] - medians["with"],
    }


class Unavailable(Exception):
    """Lighthouse cannot be had, or does not run, here."""


def judged(page: str, folder: str) -> float:
    """The performance score of one run. Raises Unavailable."""
    flags = "--headless=new --no-sandbox"
    bin_dir = Path(sys.executable).parent
    command = [str(bin_dir / "npm"), "exec", "--yes", "--package", LIGHTHOUSE, "--", "lighthouse"]
    options = ["--quiet", "--only-categories=performance", "--output=json"]
    path = f"{bin_dir}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [*command, page, *options, f"--chrome-flags={flags}"],
        env={**os.environ, "PATH": path, "CHROME_PATH": str(CHROMIUM)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise Unavailable(ran.stderr.strip()[-400:] or f"exit code {ran.returncode}")
    score = json.loads(ran.stdout)["categories"]["performance"]["score"]
    return round(float(score) * 100, 1)


@contextmanager
def served(folder: str) -> Iterator[str]:
    """A plain web server for a folder."""
    handler = partial(_Quiet, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the report has what matters."""


if __name__ == "__main__":
    run(main())
