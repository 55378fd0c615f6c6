"""Makes a process's collaborators from its settings, and closes them at the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from switchboard.articles.pages import ArticlePages
from switchboard.assistant import TurnTaker
from switchboard.channels.webchat import Intake, VisitorTokens
from switchboard.channels.webchat.self_service import HelpArticles
from switchboard.conversations.attachments import FileLinks, Uploads
from switchboard.core import heavy, loop_watch
from switchboard.core.db import Database
from switchboard.core.entrance import Entrance
from switchboard.core.events import Events
from switchboard.core.http import Outbound
from switchboard.core.installation import NotOurStore, claim_store
from switchboard.core.mail import open_post
from switchboard.core.provide import Services
from switchboard.core.rate_limit import RateLimiter
from switchboard.core.readiness import Readiness
from switchboard.core.secrets import signing_key
from switchboard.core.settings import Settings
from switchboard.core.sockets import Sockets
from switchboard.core.storage import open_storage
from switchboard.documents import Parser
from switchboard.engines import EngineUrls
from switchboard.handover.notices.webpush import Sender
from switchboard.help_center.addresses import HelpPages
from switchboard.realtime import Bus, Recent
from switchboard.roles.help_articles import KnowledgeHelp
from switchboard.roles.models import Models, open_models
from switchboard.roles.subscriptions import subscribe
from switchboard.search import KnowledgeSearch, open_knowledge
from switchboard.team import Credentials

log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_services(settings: Settings, urls: EngineUrls) -> AsyncIterator[Services]:
    """Everything that endpoints and jobs ask for by type."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(loop_watch.watching())
        events, services = Events(), Services()
        database = Database(urls.database_url, events=events, pool_size=settings.database_pool)
        stack.push_async_callback(database.dispose)
        bus = Bus(urls.redis_url)
        await bus.start()
        stack.push_async_callback(bus.stop)
        key = await signing_key(settings, database)
        pages = HelpPages()
        models = await stack.enter_async_context(open_models(settings))
        search = await stack.enter_async_context(
            open_knowledge(
                database,
                models.embedding,
                urls.chroma_url,
                (settings.data_dir / "words").resolve(),
                models.reranker,
                pages,
                models.former.get,
            )
        )
        for one in (settings, database, bus, Intake(database, bus), *_of_this_process()):
            services.add(one)
        _add_valkey(services, stack, urls.redis_url)
        _add_readers(services, stack, settings)
        _add_keyed(services, settings, database, key)
        await _add_files(services, settings, database, key)
        services.add(open_post(settings.secret("smtp_url"), settings.mail_from))
        services.add(pages, ArticlePages)
        services.add(KnowledgeHelp(database, search), HelpArticles)
        services.add(search, KnowledgeSearch)
        _add_taker(services, stack, settings, search, models)
        subscribe(events, bus, search)
        yield services


def _of_this_process() -> tuple[object, ...]:
    return Sockets(), Entrance(), Readiness()


def _add_valkey(services: Services, stack: AsyncExitStack, url: str) -> None:
    redis = Redis.from_url(
        url, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
    )
    stack.push_async_callback(redis.aclose)
    services.add(RateLimiter(redis))
    services.add(Recent(redis))


def _add_readers(services: Services, stack: AsyncExitStack, settings: Settings) -> None:
    """What fetches and reads what others wrote."""
    stack.push_async_callback(heavy.close)
    web = Outbound(allow_private=settings.allow_private_addresses)
    stack.push_async_callback(web.aclose)
    services.add(web)
    parser = Parser()
    stack.push_async_callback(parser.close)
    services.add(parser)


def _add_keyed(services: Services, settings: Settings, database: Database, key: str) -> None:
    """What signs, and checks what was signed."""
    services.add(Credentials(database, key))
    services.add(VisitorTokens(key))
    services.add(FileLinks(key))
    services.add(Sender(key, f"mailto:{settings.admin_email}"))


async def _add_files(services: Services, settings: Settings, database: Database, key: str) -> None:
    """The object store. Another installation's is refused; one that is away may come back."""
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
    services: Services,
    stack: AsyncExitStack,
    settings: Settings,
    search: KnowledgeSearch,
    models: Models,
) -> None:
    taker = TurnTaker(
        search,
        models.chat,
        catalog=models.catalog,
        timeout_seconds=settings.turn_timeout_seconds,
        begins_within=settings.model_begins_seconds,
    )
    services.add(taker)
    warming = asyncio.create_task(taker.warm_up())
    stack.callback(warming.cancel)
