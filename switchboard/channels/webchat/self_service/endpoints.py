"""The widget's calls besides messages and files."""

from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from switchboard.channels.webchat.endpoints import Chatting
from switchboard.channels.webchat.self_service import schemas
from switchboard.channels.webchat.self_service.conversations import (
    own_conversation,
    own_conversations,
)
from switchboard.channels.webchat.self_service.help import HelpArticles, HelpHit, HelpPage
from switchboard.channels.webchat.self_service.home import availability
from switchboard.channels.webchat.self_service.transcript import order_transcript
from switchboard.channels.webchat.settings import WebchatSettings
from switchboard.channels.webchat.tokens import Visitor
from switchboard.channels.webchat.visitor import ongoing
from switchboard.conversations import Author, AuthorKind, ConversationNotFound, read_after
from switchboard.conversations.attachments import Attachment
from switchboard.conversations.attachments.serve import answer_with
from switchboard.conversations.inboxes import find_by_public_key, get_inbox
from switchboard.conversations.live import shown_to_visitor
from switchboard.conversations.ratings import rate
from switchboard.conversations.schemas import LARGEST_SEQ, Timeline
from switchboard.core.api import provided
from switchboard.core.db import Database, Session
from switchboard.core.errors import Forbidden, NotFound
from switchboard.core.mail import Post
from switchboard.core.pages import Page
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.core.storage import Storage
from switchboard.team import PUBLIC

router = APIRouter(prefix="/api/v1/widget", tags=["widget"], dependencies=[PUBLIC])

RATINGS = Limit("visitor-ratings", count=10, seconds=60)
LOOK_UPS = Limit("visitor-help", count=60, seconds=60)
TRANSCRIPTS = Limit("visitor-transcripts", count=3, seconds=24 * 3600)

Db = Annotated[Database, provided(Database)]
Limiter = Annotated[RateLimiter, provided(RateLimiter)]
Help = Annotated[HelpArticles, provided(HelpArticles)]
Conversation = Annotated[str, Query(max_length=60, pattern=r"^[^\x00]*$")]


@router.get("/conversations")
async def own(visitor: Chatting, db: Db) -> Page[schemas.OwnConversation]:
    """List the visitor's conversations, newest first."""
    async with db.transaction(visitor.workspace_id) as session:
        return Page(items=await own_conversations(session, visitor))


@router.get("/conversations/{conversation_id}/timeline")
async def own_timeline(
    conversation_id: str,
    visitor: Chatting,
    db: Db,
    after_seq: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0,
) -> Timeline:
    """List the entries of one of the visitor's conversations."""
    async with db.transaction(visitor.workspace_id) as session:
        conversation = await own_conversation(session, visitor, conversation_id)
        rows = await read_after(session, conversation_id, after_seq)
    reached = rows[-1].seq if rows else conversation.last_seq
    shown = (shown_to_visitor(row) for row in rows)
    return Timeline(
        items=[entry for entry in shown if entry is not None],
        next=str(reached) if reached < conversation.last_seq else None,
        last_seq=conversation.last_seq,
    )


@router.get("/availability")
async def see_availability(visitor: Chatting, db: Db, limiter: Limiter) -> schemas.Availability:
    """Whether a person would answer now."""
    await limiter.require(LOOK_UPS, _name(visitor))
    async with db.transaction(visitor.workspace_id) as session:
        return await availability(session, visitor)


@router.get("/home")
async def see_home(
    visitor: Chatting,
    db: Db,
    limiter: Limiter,
    articles: Help,
    language: Annotated[str, Query(max_length=10, pattern=r"^[a-z]*$")] = "en",
) -> schemas.Home:
    """What the home screen shows: the articles that help most."""
    await limiter.require(LOOK_UPS, _name(visitor))
    async with db.transaction(visitor.workspace_id) as session:
        shown = (await _settings(session, visitor)).help_search
    if not shown:
        return schemas.Home(popular=[])
    popular = await articles.popular(visitor.workspace_id, language, verified=visitor.verified)
    return schemas.Home(popular=popular)


@router.post("/rating", status_code=status.HTTP_202_ACCEPTED)
async def give_rating(body: schemas.NewRating, visitor: Chatting, db: Db, limiter: Limiter) -> None:
    """Rate the conversation; a second rating replaces the first."""
    await limiter.require(RATINGS, _name(visitor))
    async with db.transaction(visitor.workspace_id) as session:
        settings = await _settings(session, visitor)
        if settings.rating == "off":
            raise Forbidden("Ratings are turned off for this chat.", code="ratings_off")
        now_in = await ongoing(session, visitor)
        if now_in is None:
            raise ConversationNotFound
        by = Author(AuthorKind.CONTACT, now_in.contact_id, visitor.name)
        await rate(session, now_in.conversation_id, by, body.score, body.comment.strip())


@router.post("/transcript", status_code=status.HTTP_202_ACCEPTED)
async def ask_for_transcript(
    visitor: Chatting, db: Db, limiter: Limiter, post: Annotated[Post, provided(Post)]
) -> schemas.TranscriptSent:
    """E-mail the transcript to the visitor's verified address."""
    assert post.mailer
    async with db.transaction(visitor.workspace_id) as session:
        settings = await _settings(session, visitor)
        if not settings.transcripts:
            raise Forbidden("Transcripts are turned off for this chat.", code="transcripts_off")
        now_in = await ongoing(session, visitor)
        if now_in is None:
            raise ConversationNotFound
        to = await order_transcript(session, visitor, now_in.conversation_id)
        await limiter.require(TRANSCRIPTS, _name(visitor))
    return schemas.TranscriptSent(to=to)


@router.get("/articles")
async def look_up(
    visitor: Chatting,
    limiter: Limiter,
    articles: Help,
    q: Annotated[str, Query(min_length=1, max_length=200, pattern=r"^[^\x00]*$")],
    language: Annotated[str | None, Query(max_length=10, pattern=r"^[a-z]*$")] = None,
) -> Page[HelpHit]:
    """Search help articles."""
    await limiter.require(LOOK_UPS, _name(visitor))
    found = await articles.find(visitor.workspace_id, q, language, verified=visitor.verified)
    return Page(items=found)


@router.get("/articles/{article_id}")
async def read_article(article_id: str, visitor: Chatting, articles: Help) -> HelpPage:
    """Get a help article."""
    page = await articles.page(visitor.workspace_id, article_id, verified=visitor.verified)
    if page is None:
        raise NotFound("Article not found.")
    return page


@router.get("/logo", response_class=Response)
async def logo(
    key: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")],
    db: Db,
    files: Annotated[Storage, provided(Storage)],
) -> Response:
    """The logo of the widget of this public key."""
    async with db.system() as session:
        inbox = await find_by_public_key(session, key)
        logo_id = inbox.settings.get("logo_id")
        row = await session.get(Attachment, logo_id) if logo_id else None
    if row is None or row.workspace_id != inbox.workspace_id or not row.has_thumbnail:
        raise NotFound("No logo set for this chat.")
    answer = await answer_with(files, row, "thumbnail", None)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


async def _settings(session: Session, visitor: Visitor) -> WebchatSettings:
    inbox = await get_inbox(session, visitor.inbox_id)
    return WebchatSettings.model_validate(inbox.settings)


def _name(visitor: Visitor) -> str:
    return f"{visitor.inbox_id}:{visitor.external_id}"
