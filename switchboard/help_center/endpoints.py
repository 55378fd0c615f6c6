"""The help center over HTTP: pages for people, the same as JSON, and its settings."""

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import Response as PlainResponse

from switchboard.articles.schemas import Language
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.errors import NotFound, TooLarge
from switchboard.core.pages import Page
from switchboard.core.rate_limit import RateLimiter
from switchboard.core.settings import Settings
from switchboard.core.storage import Storage
from switchboard.core.versions import IfMatch, check_unchanged
from switchboard.help_center import as_json, queries, schemas
from switchboard.help_center.addresses import HelpAddress
from switchboard.help_center.markdown import render_article
from switchboard.help_center.page_handler import PageHandler
from switchboard.help_center.pictures import ready_pictures
from switchboard.help_center.service import change_center, open_center, read_center
from switchboard.help_center.serving import best_language
from switchboard.help_center.site import SCRIPT
from switchboard.search.service import KnowledgeSearch
from switchboard.team import PUBLIC, Principal, allow

router = APIRouter()
pages = APIRouter(dependencies=[PUBLIC], include_in_schema=False)
public = APIRouter(prefix="/api/v1/help/{workspace}", dependencies=[PUBLIC], tags=["help"])
staff = APIRouter(prefix="/api/v1/help-center", tags=["help"])

READ = ["GET", "HEAD"]
VOTE_BYTES = 1_000

Db = Annotated[Database, provided(Database)]
Searching = Annotated[KnowledgeSearch, provided(KnowledgeSearch)]
SearchText = Annotated[str, Query(max_length=200)]


async def _handler(
    request: Request,
    database: Db,
    settings: Annotated[Settings, provided(Settings)],
    storage: Annotated[Storage, provided(Storage)],
    search: Searching,
    limiter: Annotated[RateLimiter, provided(RateLimiter)],
) -> PageHandler:
    return PageHandler(request, database, settings, storage, search, limiter)


Handler = Annotated[PageHandler, Depends(_handler)]


# --- pages -------------------------------------------------------------------------------------


@pages.api_route("/robots.txt", methods=READ)
async def robots_txt(handler: Handler) -> Response:
    """The pages that search engines may read."""
    return await handler.robots()


@pages.api_route("/help/-/help.js", methods=READ)
async def script() -> Response:
    """The script of the pages; its address changes when its content changes."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return PlainResponse(SCRIPT, media_type="text/javascript", headers=headers)


@pages.api_route("/help", methods=READ)
@pages.api_route("/help/", methods=READ)
async def only_center(handler: Handler) -> Response:
    """Redirect to the help center, if there is exactly one."""
    return await handler.only_center()


@pages.api_route("/help/{workspace}/sitemap.xml", methods=READ)
async def sitemap_xml(workspace: str, handler: Handler) -> Response:
    """Every page with its translations."""
    return await handler.sitemap(workspace)


@pages.api_route("/help/{workspace}/pictures/{key}", methods=READ)
async def picture(workspace: str, key: str, handler: Handler) -> Response:
    """Our copy of a picture in an article, or of the logo."""
    return await handler.picture(workspace, key)


@pages.api_route("/help/{workspace}", methods=READ)
@pages.api_route("/help/{workspace}/", methods=READ)
async def front(workspace: str, handler: Handler, q: SearchText = "") -> Response:
    """The first page in the reader's language."""
    return await handler.home(workspace, None, q.strip(), "")


@pages.api_route("/help/{workspace}/{language}", methods=READ)
@pages.api_route("/help/{workspace}/{language}/", methods=READ)
async def front_in_language(
    workspace: str,
    language: str,
    handler: Handler,
    q: SearchText = "",
    category: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """The first page in a language, one of its categories, or the results for `q`."""
    return await handler.home(workspace, language, q.strip(), category)


@pages.api_route("/help/{workspace}/{language}/{slug}", methods=READ)
async def article_page(workspace: str, language: str, slug: str, handler: Handler) -> Response:
    """One article."""
    return await handler.article(workspace, language, slug)


@pages.post("/help/{workspace}/{language}/{slug}/vote")
async def vote_by_form(
    workspace: str, language: str, slug: str, request: Request, handler: Handler
) -> Response:
    """Whether the article helped, from the form on its page."""
    form = bytearray()
    async for part in request.stream():
        form += part
        if len(form) > VOTE_BYTES:
            raise TooLarge("Invalid vote.")
    answer = parse_qs(form.decode("utf-8", "replace")).get("helpful", [""])
    return await handler.vote(workspace, language, slug, helpful=answer[0] == "yes")


# --- the same for programs -----------------------------------------------------------------------


@public.get("")
async def about(
    workspace: str, handler: Handler, response: Response, language: Language | None = None
) -> schemas.PublicHelpCenter:
    """Get a help center's title, languages and appearance."""
    center, db, request = (
        await open_center(handler.database, workspace),
        handler.database,
        handler.request,
    )
    _allow_all_origins(response)
    async with db.transaction(center.workspace_id) as session:
        languages = await queries.languages_with_articles(session) or {center.default_language}
    chosen = language or best_language(request, languages, center.default_language)
    return as_json.about(center, sorted(languages), chosen, handler.base)


@public.get("/articles")
async def list_public_articles(
    workspace: str,
    db: Db,
    response: Response,
    language: Language | None = None,
    category: Annotated[str | None, Query(max_length=80)] = None,
) -> Page[schemas.HelpBrief]:
    """List a language's public articles, by category and title (up to 1,000)."""
    center = await open_center(db, workspace)
    _allow_all_origins(response)
    async with db.transaction(center.workspace_id) as session:
        found = await queries.by_category(
            session, language or center.default_language, category=category
        )
    address = HelpAddress(center.slug)
    return Page(items=[as_json.brief(one, address) for one in found])


@public.get("/articles/{slug}")
async def read_public_article(
    workspace: str,
    slug: str,
    handler: Handler,
    response: Response,
    language: Language | None = None,
) -> schemas.HelpArticle:
    """Get a public article as Markdown and as safe HTML."""
    center = await open_center(handler.database, workspace)
    _allow_all_origins(response)
    async with handler.database.transaction(center.workspace_id) as session:
        reading = await queries.read_by_slug(session, language or center.default_language, slug)
        if reading is None:
            raise NotFound("Article not found.")
        copies = await ready_pictures(session, reading.article.id)
    row, address = reading.article, HelpAddress(center.slug)
    pictures = tuple((theirs, handler.base + address.picture(key)) for theirs, key in copies)
    html = await render_article(row.body or row.approved_answer or "", row.title, pictures)
    return as_json.article(reading, html, address)


@public.get("/search")
async def search_public(
    workspace: str,
    handler: Handler,
    response: Response,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    language: Language | None = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> Page[schemas.HelpBrief]:
    """Search articles while typing, by the first letters of words, best first."""
    center = await open_center(handler.database, workspace)
    _allow_all_origins(response)
    await handler.allow_search()
    async with handler.database.transaction(center.workspace_id) as session:
        found = await queries.search_by_prefix(
            session, q, language or center.default_language, limit=limit
        )
    address = HelpAddress(center.slug)
    return Page(items=[as_json.brief(one, address) for one in found])


@public.post("/articles/{slug}/vote", status_code=204)
async def vote(
    workspace: str,
    slug: str,
    body: schemas.Vote,
    handler: Handler,
    language: Language | None = None,
) -> None:
    """Rate an article as helpful or not; a reader's second vote replaces the first."""
    center = await open_center(handler.database, workspace)
    chosen = language or center.default_language
    if not await handler.save_vote(center, chosen, slug, helpful=body.helpful):
        raise NotFound("Article not found.")


# --- settings ----------------------------------------------------------------------------------


@staff.get("")
async def read_help_center(
    who: Annotated[Principal, allow("knowledge.read")], db: Db
) -> schemas.HelpCenter:
    """Get the settings of the workspace's help center."""
    async with db.transaction(who.workspace_id) as session:
        return as_json.settings(await read_center(session))


@staff.patch("")
async def change_help_center(
    body: schemas.HelpCenterPatch,
    who: Annotated[Principal, allow("knowledge.write")],
    db: Db,
    if_match: IfMatch = None,
) -> schemas.HelpCenter:
    """Update the settings of the help center."""
    async with db.transaction(who.workspace_id) as session:
        check_unchanged(as_json.settings(await read_center(session)), if_match)
        return as_json.settings(await change_center(session, body))


def _allow_all_origins(response: Response) -> None:
    """Allow any site to read the response: it is public."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=60"


for part in (staff, public, pages):
    router.include_router(part)
