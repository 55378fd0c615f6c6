"""The built front ends and the sample shop, served with strict content security policies."""

import base64
import hashlib
import os
import re
from functools import lru_cache
from mimetypes import guess_type
from os import PathLike
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from starlette.datastructures import Headers
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from switchboard.channels.snippet import widget_snippet
from switchboard.channels.webchat.sessions import own_origin
from switchboard.channels.webchat.settings import WebchatSettings
from switchboard.conversations import InboxNotFound
from switchboard.conversations.inboxes import find_by_public_key
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.errors import NotFound
from switchboard.core.settings import Settings
from switchboard.demo import DEMO_WIDGET_KEY, SHOP_FOLDER
from switchboard.roles.compressed import compressed
from switchboard.team import PUBLIC

router = APIRouter(dependencies=[PUBLIC], include_in_schema=False)

Config = Annotated[Settings, provided(Settings)]
Db = Annotated[Database, provided(Database)]

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_NO_PAGES = ("api", "ws", "hooks")
_ONE_YEAR = "public, max-age=31536000, immutable"
_REVALIDATE = "no-cache"
_READ = ["GET", "HEAD"]
_FOR_OTHER_SITES = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=300",
}
_COMMON = "object-src 'none'; base-uri 'self'; form-action 'self'"


def mount(app: FastAPI) -> None:
    """Add the pages, after every other route: the console takes all paths that are left."""
    settings: Settings = app.state.services.get(Settings)
    app.include_router(router)
    app.mount("/demo", StaticFiles(directory=SHOP_FOLDER), name="shop")
    widget, console = settings.web_dir / "apps/widget/dist", settings.web_dir / "apps/console/out"
    if (widget / "parts").is_dir():
        app.mount("/widget/parts", ForOtherSites(directory=widget / "parts"), name="widget-parts")
    if (widget / "frame").is_dir():
        app.mount("/widget", Pages(widget / "frame"), name="widget")
    if console.is_dir():
        app.mount("/", Pages(console), name="console")


@router.api_route("/widget.js", methods=_READ)
async def loader(request: Request, settings: Config) -> Response:
    """The widget's loader, for other sites' pages."""
    return _for_other_sites(request, settings, "widget.js", "text/javascript")


@router.api_route("/widget.d.ts", methods=_READ)
async def loader_types(request: Request, settings: Config) -> Response:
    """What can be told to the widget, for TypeScript."""
    return _for_other_sites(request, settings, "parts/widget.d.ts", "text/plain")


def _for_other_sites(request: Request, settings: Settings, name: str, media_type: str) -> Response:
    file = settings.web_dir / "apps/widget/dist" / name
    if not file.is_file():
        raise NotFound("The widget is not built yet. Run `make web`.")
    smaller, headers = compressed(file, request.headers.get("accept-encoding", ""))
    return FileResponse(smaller, media_type=media_type, headers=headers | _FOR_OTHER_SITES)


@router.api_route("/widget/", methods=_READ)
async def frame(
    request: Request, settings: Config, db: Db, key: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """The widget's frame: it may be embedded by the sites on its inbox's list."""
    file = settings.web_dir / "apps/widget/dist/frame/index.html"
    if not file.is_file():
        raise NotFound("The widget is not built yet. Run `make web`.")
    ancestors = " ".join(["'self'", *origins]) if (origins := await _sites(db, key)) else "*"
    return _page(file, f"frame-ancestors {ancestors}", request.headers)


async def _sites(db: Database, key: str) -> list[str]:
    try:
        async with db.system() as session:
            inbox = await find_by_public_key(session, key)
    except InboxNotFound:
        return []
    return WebchatSettings.model_validate(inbox.settings).allowed_origins


@router.api_route("/demo", methods=_READ)
async def demo() -> RedirectResponse:
    """The sample shop's page."""
    return RedirectResponse("/demo/")


@router.api_route("/demo/", methods=_READ)
async def shop(request: Request, settings: Config) -> Response:
    """A page of a sample shop that shows the widget as a company's site would."""
    snippet = widget_snippet(own_origin(request, settings), DEMO_WIDGET_KEY)
    html = (SHOP_FOLDER / "index.html").read_text("utf-8")
    html = html.replace("<!-- switchboard:snippet -->", snippet)
    return HTMLResponse(html, headers=_page_headers(_policy(html, "frame-ancestors 'self'")))


class Pages(StaticFiles):
    """A built front end: pages with their policy, and assets that never change."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory, html=True)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A page or an asset. What the API does not have is no page: a program asks for it."""
        asked_for = path.partition("/")[0] in _NO_PAGES
        if asked_for and scope["method"] in ("GET", "HEAD"):
            raise NotFound("Not found.")
        return await super().get_response(path, scope)

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """A page with its policy, or an asset; hashed names are kept by browsers for good."""
        path = Path(full_path)
        if path.suffix == ".html":
            return _page(path, "frame-ancestors 'none'", Headers(scope=scope), status_code)
        hashed = "/_next/static/" in str(path) or "/assets/" in str(path)
        kept = {"Cache-Control": _ONE_YEAR if hashed else _REVALIDATE}
        return _asset(path, scope, status_code, kept)


class ForOtherSites(StaticFiles):
    """Files that other sites' pages load: scripts for them need the permission to read."""

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """A file, which every origin may read."""
        return _asset(Path(full_path), scope, status_code, _FOR_OTHER_SITES)


def _asset(path: Path, scope: Scope, status_code: int, headers: dict[str, str]) -> Response:
    """A file as small as the browser reads it, or word that it has it already."""
    asked = Headers(scope=scope)
    smaller, needed = compressed(path, asked.get("accept-encoding", ""))
    media_type, _ = guess_type(path)
    response = FileResponse(
        smaller,
        status_code,
        headers | needed,
        media_type or "application/octet-stream",
        stat_result=os.stat(smaller),
    )
    known = asked.get("if-none-match", "")
    if status_code == 200 and response.headers["etag"] in known.split(", "):
        return NotModifiedResponse(response.headers)
    return response


def _page(file: Path, ancestors: str, asked: Headers, status_code: int = 200) -> Response:
    html = _read(file, file.stat().st_mtime_ns)
    smaller, headers = compressed(file, asked.get("accept-encoding", ""))
    headers |= _page_headers(_policy(html, ancestors))
    if smaller == file:
        return HTMLResponse(html, status_code, headers)
    return HTMLResponse(_bytes(smaller, smaller.stat().st_mtime_ns), status_code, headers)


@lru_cache(maxsize=128)
def _bytes(file: Path, _changed: int) -> bytes:
    return file.read_bytes()


@lru_cache(maxsize=64)
def _read(file: Path, _changed: int) -> str:
    return file.read_text("utf-8")


@lru_cache(maxsize=128)
def _policy(html: str, ancestors: str) -> str:
    """Only our own scripts run, and the inline ones that stand in this very page."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(html)
    )
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline';"
        f" img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self';"
        f" frame-src 'self'; {_COMMON}; {ancestors}"
    )


def _page_headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": _REVALIDATE,
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }
