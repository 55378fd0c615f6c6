"""Which models this installation uses: the configured provider's, or what needs none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from openai import AsyncOpenAI

from switchboard.core.settings import Settings
from switchboard.llm import ChatModel, EmbeddingModel
from switchboard.llm.breaker import CircuitBreaker
from switchboard.llm.catalog import Catalog, load_catalog
from switchboard.llm.minilm import MiniLM
from switchboard.llm.openai_compatible import OpenAIChat, make_client
from switchboard.llm.openai_embeddings import OpenAIEmbeddings


@dataclass(frozen=True)
class Models:
    """The models of a process. Without a chat model the assistant quotes what it found."""

    chat: ChatModel | None
    embedding: EmbeddingModel
    catalog: Catalog


@asynccontextmanager
async def open_models(settings: Settings) -> AsyncIterator[Models]:
    """Connect to the configured provider, if there is one, and load what runs here."""
    catalog = load_catalog({"chat": settings.model_chat} if settings.model_chat else {})
    if settings.openai_api_key is None and settings.openai_base_url is None:
        local = MiniLM.load()
        try:
            yield Models(None, local, catalog)
        finally:
            local.close()
        return
    client = make_client(
        api_key=settings.secret("openai_api_key"), base_url=settings.openai_base_url
    )
    async with client:
        breaker = CircuitBreaker()
        yield Models(_chat(client, catalog, breaker), _embedding(settings, client), catalog)


def _chat(client: AsyncOpenAI, catalog: Catalog, breaker: CircuitBreaker) -> ChatModel:
    name = catalog.model_for("chat")
    effort = catalog.known(name).reasoning_effort
    return OpenAIChat(client, name, breaker=breaker, reasoning_effort=effort)


def _embedding(settings: Settings, client: AsyncOpenAI) -> EmbeddingModel:
    """The provider's model when one is named, otherwise the local one."""
    if settings.model_embedding:
        return OpenAIEmbeddings(client, settings.model_embedding)
    return MiniLM.load()
