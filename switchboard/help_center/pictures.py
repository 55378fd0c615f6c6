"""Pictures of articles, and the logo: fetched by us once, so that readers only ask us.

A picture may be on any host. If browsers loaded it from there, the host would learn who reads what,
and could replace the picture at any time. So a job fetches it when the article is saved, refuses
what is not a picture, and pages show our copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import and_, delete, exists, or_, select

from switchboard.articles import ArticleChanged
from switchboard.articles.models import Article, ArticleStatus, Audience
from switchboard.articles.workspace_version import bump, lock_articles
from switchboard.conversations.attachments import pictures
from switchboard.conversations.attachments.kinds import PICTURES, KindRefused, media_type_of
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.errors import NotFound
from switchboard.core.http import Outbound, Refused, Unreachable
from switchboard.core.ids import new_id
from switchboard.core.jobs import Job, Work, enqueue
from switchboard.core.provide import Services
from switchboard.core.storage import Storage
from switchboard.help_center.markdown import pictures_in
from switchboard.help_center.models import HelpCenter, HelpPicture

JOB = "help_center.fetch_pictures"
MAX_BYTES = 10 * 1024 * 1024
MAX_SECONDS = 20.0
MAX_PICTURES = 50
"""Of one article. Further pictures are shown as links."""
MAX_ADDRESS = 2_000
MAX_RETRY_AGE = timedelta(days=3)
"""How long a picture is requested again whose host does not answer."""
MAX_ORDERED = 500
_MARK = "!["
"""Every picture in Markdown begins with this."""


class PictureNotFound(NotFound):
    """The picture does not exist, or no public article shows it."""

    code = "picture_not_found"

    def __init__(self) -> None:
        super().__init__("Image not found.")


async def fetch_when_changed(session: Session, event: ArticleChanged) -> None:
    """Have the pictures of a changed article fetched, or deleted if it has none any more."""
    article = await session.get(Article, event.article_id)
    if event.change == "deleted" or article is None:
        return
    if _MARK in _text_of(article):
        await enqueue_pictures(session, article.id)
    elif event.change == "updated":
        await session.execute(delete(HelpPicture).where(HelpPicture.article_id == article.id))


async def enqueue_pictures(session: Session, article_id: str | None) -> None:
    """Have a worker fetch an article's pictures, or the logo if `article_id` is None."""
    key = f"{JOB}:{session.workspace_id}:{article_id or 'logo'}"
    await enqueue(session, JOB, {"article_id": article_id}, dedupe_key=key)


async def enqueue_missing(database: Database) -> None:
    """Have pictures fetched again whose host did not answer, and those of articles not read yet.

    Run it regularly.
    """
    again = and_(HelpPicture.state == "unreachable", HelpPicture.created_at > now() - MAX_RETRY_AGE)
    async with database.system() as session:
        late = await session.execute(
            select(HelpPicture.workspace_id, HelpPicture.article_id)
            .where(again)
            .distinct()
            .limit(MAX_ORDERED)
        )
        new = await session.execute(
            select(Article.workspace_id, Article.id)
            .where(
                Article.status == ArticleStatus.PUBLISHED,
                Article.audience == Audience.PUBLIC,
                or_(Article.body.contains("](http"), Article.body.contains("]: http")),
                Article.body.contains(_MARK),
                ~exists().where(HelpPicture.article_id == Article.id),
            )
            .limit(MAX_ORDERED)
        )
        orders = [(workspace, article) for workspace, article in (*late, *new)]
    for workspace_id, article_id in orders:
        async with database.transaction(workspace_id) as session:
            await enqueue_pictures(session, article_id)


async def ready_pictures(session: Session, article_id: str) -> Sequence[tuple[str, str]]:
    """The pictures of an article that we have: their addresses, and the keys of our copies."""
    rows = await session.execute(
        select(HelpPicture.address, HelpPicture.id)
        .where(HelpPicture.article_id == article_id, HelpPicture.state == "ready")
        .order_by(HelpPicture.id)
    )
    return [(address, key) for address, key in rows]


async def visible_picture(session: Session, key: str, logo: str | None) -> HelpPicture:
    """A picture that a public article shows, or the logo. Raises PictureNotFound.

    Args:
        logo: the key of the help center's logo.
    """
    row = await session.get(HelpPicture, key)
    if row is None or row.state != "ready":
        raise PictureNotFound
    if row.article_id is None:
        if key != logo:
            raise PictureNotFound
        return row
    article = await session.get(Article, row.article_id)
    if article is None or not _is_public(article):
        raise PictureNotFound
    return row


class PictureFetcher:
    """Fetches the pictures of an article."""

    def __init__(self, database: Database, storage: Storage, web: Outbound) -> None:
        self._database = database
        self._storage = storage
        self._web = web

    async def run(self, job: Job) -> None:
        """Fetch new pictures, and delete those that the article does not show any more."""
        article_id: str | None = job.payload["article_id"]
        async with self._database.transaction(job.workspace_id) as session:
            addresses = await _addresses(session, article_id)
            if addresses is None:
                return
            known = await self._reconciled(session, article_id, addresses)
        for address in addresses:
            if address not in known:
                await self._fetch(job.workspace_id, article_id, address)

    async def _reconciled(
        self, session: Session, article_id: str | None, addresses: Sequence[str]
    ) -> set[str]:
        """Delete all other pictures; returns the addresses that need not be fetched."""
        await lock_articles(session)
        own = HelpPicture.article_id == article_id
        gone = delete(HelpPicture).where(own, HelpPicture.address.not_in(addresses))
        await session.execute(gone)
        ready = select(HelpPicture.address).where(own, HelpPicture.state == "ready")
        return set(await session.scalars(ready))

    async def _fetch(self, workspace_id: str, article_id: str | None, address: str) -> None:
        """Store the file first, then its row: a file without a row is cleaned up later."""
        row = HelpPicture(
            id=new_id("pic"), article_id=article_id, address=address, workspace_id=workspace_id
        )
        try:
            data, row.media_type = await self._picture(address)
        except (Refused, KindRefused, pictures.PictureRefused) as error:
            row.state, row.reason = "refused", str(error)
        except Unreachable as error:
            row.state, row.reason = "unreachable", str(error)
        else:
            row.state = "ready"
            await self._storage.put(workspace_id, row.id, data)
        async with self._database.transaction(workspace_id) as session:
            await replace_picture(session, row)

    async def _picture(self, address: str) -> tuple[bytes, str]:
        """A picture's cleaned bytes and media type.

        Raises Refused, KindRefused, PictureRefused, Unreachable.
        """
        answer = await self._web.get(address, most_bytes=MAX_BYTES, seconds=MAX_SECONDS)
        if answer.status in (408, 425, 429) or answer.status >= 500:
            raise Unreachable(f"It answered {answer.status}.")
        if answer.status != 200:
            raise Refused(f"It answered {answer.status}.")
        media_type = media_type_of(answer.body)
        if media_type not in PICTURES:
            raise KindRefused
        return (await pictures.clean(answer.body)).data, media_type


def picture_work(services: Services) -> list[Work]:
    """The kinds of job of the help center."""
    fetcher = PictureFetcher(services.get(Database), services.get(Storage), services.get(Outbound))
    # An article may be saved while its pictures are fetched: that is another job then.
    return [Work(JOB, fetcher.run, at_once=2, key_until_begun=True)]


async def _addresses(session: Session, article_id: str | None) -> list[str] | None:
    """The addresses to fetch; None when the article is not public."""
    if article_id is None:
        center = await session.get(HelpCenter, session.workspace_id)
        logo = center.settings.get("logo_url") if center else None
        return [logo] if logo else []
    article = await session.get(Article, article_id)
    if article is None or not _is_public(article):
        return None
    found = await pictures_in(_text_of(article))
    return [address for address in found if len(address) <= MAX_ADDRESS][:MAX_PICTURES]


async def replace_picture(session: Session, row: HelpPicture) -> None:
    """Store the result for an address, unless the article was deleted.

    Two jobs may fetch one article: each sees what the other has written, so an address has one row.
    """
    await lock_articles(session)
    if row.article_id is not None and await session.get(Article, row.article_id) is None:
        return
    former = await session.scalar(
        select(HelpPicture).where(
            HelpPicture.article_id == row.article_id, HelpPicture.address == row.address
        )
    )
    if former is not None and former.state == "ready":
        return
    if former is not None:
        row.created_at = former.created_at
        await session.delete(former)
    session.add(row)
    if row.state == "ready":
        await bump(session, "content")  # pages in caches show a link yet


def _is_public(article: Article) -> bool:
    return article.status == ArticleStatus.PUBLISHED and article.audience == Audience.PUBLIC


def _text_of(article: Article) -> str:
    return article.body or article.approved_answer or ""
