"""Loads the sample shop into a workspace: its web chat, its articles and its help center."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from switchboard.articles.actor import SYSTEM
from switchboard.conversations import Inbox
from switchboard.conversations.inboxes import create_inbox
from switchboard.core.db import Database, Session
from switchboard.documents import Document, Parser
from switchboard.documents.reading import read_file
from switchboard.help_center.schemas import HelpCenterPatch
from switchboard.help_center.service import change_center
from switchboard.sources import service as sources
from switchboard.sources.importer import Importer

SHOP_FOLDER = Path(__file__).parent / "shop"
ARTICLES_FOLDER = Path(__file__).parent / "articles"
DEMO_WIDGET_KEY = "wk_demo"
"""The key of the sample shop's web chat. A widget's key is public, so it need not be random."""

_SOURCE = "Sample shop"
_SETTINGS = {
    "title": "Kettlewick",
    "color": "#1f5c4d",
    "greeting": {
        "en": "Hello! Ask me about orders, returns or our products.",
        "es": "¡Hola! Pregúntame por pedidos, devoluciones o productos.",
        "de": "Hallo! Fragen Sie mich nach Bestellungen, Rückgaben oder Produkten.",
    },
}


_HELP_CENTER = HelpCenterPatch(
    enabled=True,
    color="#1f5c4d",
    title={
        "en": "Kettlewick help",
        "es": "Ayuda de Kettlewick",
        "de": "Kettlewick Hilfe",
    },
    tagline={
        "en": "Orders, returns and everything about our products.",
        "es": "Pedidos, devoluciones y todo sobre nuestros productos.",
        "de": "Bestellungen, Rückgaben und alles über unsere Produkte.",
    },
)


async def load_demo(
    database: Database, workspace_id: str, assistant_id: str, progress: Callable[[str], None]
) -> None:
    """Add the sample shop's inbox, help center and articles, saying how far it is.

    Done again it adds what an interrupted run left out.
    """
    async with database.system() as session:
        begun = await has_demo_shop(session)
    async with database.transaction(workspace_id) as session:
        if not begun:
            await _open_shop(session, assistant_id)
        source = await sources.upload_source(session, _SOURCE)
    articles = await asyncio.to_thread(_articles)
    importer = Importer(database, Parser(), workspace_id)
    await importer.run(
        source.id,
        articles,
        by=SYSTEM,
        say=lambda taken: progress(f"{taken} of {len(articles)} sample articles imported"),
    )


def _articles() -> list[Document]:
    """The shop's articles. They are ours, so they are read here, not in a child process."""
    files = sorted(ARTICLES_FOLDER.glob("*.md"))
    return [found for file in files for found in read_file(file.name, file.read_bytes())]


async def _open_shop(session: Session, assistant_id: str) -> None:
    inbox = await create_inbox(
        session,
        name="Shop website",
        channel="webchat",
        settings=dict(_SETTINGS),
        assistant_id=assistant_id,
    )
    inbox.public_key = DEMO_WIDGET_KEY
    await change_center(session, _HELP_CENTER)


async def has_demo_shop(session: Session) -> bool:
    """Whether the sample shop was loaded. Needs `Database.system`."""
    found = select(Inbox.id).where(Inbox.public_key == DEMO_WIDGET_KEY)
    return await session.scalar(found) is not None
