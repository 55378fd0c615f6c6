"""Makes a process's collaborators from its settings, and closes them at the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog

from switchboard.articles.pages import ArticlePages
from switchboard.assistant.assistant import TurnTaker
from switchboard.channels.webchat.self_service import HelpArticles
from switchboard.conversations.attachments import FileLinks, Uploads
from switchboard.core import heavy
from switchboard.core.db import Database
from switchboard.core.http import Outbound
from switchboard.core.installation import NotOurStore, claim_store
from switchboard.core.mail import open_post
from switchboard.core.provide import Services
from switchboard.core.readiness import Readiness
from switchboard.core.settings import Settings
from switchboard.core.storage import open_storage
from switchboard.documents import Parser
from switchboard.engines import EngineUrls
from switchboard.handover.notices.webpush import Sender
from switchboard.help_center.addresses import HelpPages
from switchboard.roles.base import open_base
from switchboard.roles.help_articles import KnowledgeHelp
from switchboard.roles.models import Models, open_models
from switchboard.roles.subscriptions import subscribe_articles
from switchboard.search import KnowledgeSearch, open_knowledge

log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_services(
    settings: Settings, urls: EngineUrls, *, warm: bool = True
) -> AsyncIterator[Services]:
    """Everything that endpoints and jobs ask for by type.

    Args:
        warm: make ready what a first question would wait for. Who seldom searches saves the memory.
    """
    async with open_base(settings, urls) as base, AsyncExitStack() as stack:
        services = base.services
        pages = HelpPages()
        models = await stack.enter_async_context(open_models(settings))
        search = await stack.enter_async_context(
            open_knowledge(
                services.get(Database),
                models.embedding,
                urls.chroma_url,
                (settings.data_dir / "words").resolve(),
                models.reranker,
                pages,
                models.former.get,
                warm=warm,
            )
        )
        _add_readers(services, stack, settings)
        services.add(FileLinks(base.key))
        services.add(Sender(base.key, f"mailto:{settings.admin_email}"))
        await _add_files(services, settings, base.key)
        services.add(open_post(settings.secret("smtp_url"), settings.mail_from))
        services.add(pages, ArticlePages)
        services.add(KnowledgeHelp(services.get(Database), search), HelpArticles)
        services.add(search, KnowledgeSearch)
        services.get(Readiness).checks.append(search.health)
        taker = _add_taker(services, settings, search, models)
        if warm:
            warming = asyncio.create_task(taker.warm_up())
            stack.callback(warming.cancel)
        subscribe_articles(base.events, search)
        yield services


def _add_readers(services: Services, stack: AsyncExitStack, settings: Settings) -> None:
    """What fetches and reads what others wrote."""
    stack.push_async_callback(heavy.close)
    web = Outbound(allow_private=settings.allow_private_addresses)
    stack.push_async_callback(web.aclose)
    services.add(web)
    parser = Parser()
    stack.push_async_callback(parser.close)
    services.add(parser)


async def _add_files(services: Services, settings: Settings, key: str) -> None:
    """The object store. Another installation's is refused; one that is away may come back."""
    database = services.get(Database)
    storage = open_storage(settings.secret("storage_url"), settings.data_dir, key)
    try:
        await claim_store(database, storage)
    except NotOurStore:
        raise
    except Exception as error:
        log.warning("store_not_checked", reason=repr(error))
    services.add(storage)
    services.add(Uploads(database, storage, settings.upload_max_mb * 1024 * 1024))


def _add_taker(
    services: Services, settings: Settings, search: KnowledgeSearch, models: Models
) -> TurnTaker:
    taker = TurnTaker(
        search,
        models.chat,
        catalog=models.catalog,
        timeout_seconds=settings.turn_timeout_seconds,
        begins_within=settings.model_begins_seconds,
    )
    services.add(taker)
    return taker
