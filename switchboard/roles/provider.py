"""The configured model provider. Imported only when there is one: its SDK takes a second."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from openai import AsyncOpenAI

from switchboard.core.settings import Settings
from switchboard.llm import ChatModel, EmbeddingModel
from switchboard.llm.breaker import CircuitBreaker
from switchboard.llm.built_in import BUILT_IN
from switchboard.llm.catalog import Catalog
from switchboard.llm.openai_compatible import OpenAIChat, make_client
from switchboard.llm.openai_embeddings import OpenAIEmbeddings


@asynccontextmanager
async def open_provider(
    settings: Settings, catalog: Catalog
) -> AsyncIterator[tuple[ChatModel, EmbeddingModel | None]]:
    """The provider's chat model, and its embedding model if one of its own is named."""
    client = make_client(
        api_key=settings.secret("openai_api_key"), base_url=settings.openai_base_url
    )
    async with client:
        breaker = CircuitBreaker()
        yield _chat(client, catalog, breaker), _embedding(client, settings, breaker)


def _chat(client: AsyncOpenAI, catalog: Catalog, breaker: CircuitBreaker) -> ChatModel:
    name = catalog.model_for("chat")
    effort = catalog.known(name).reasoning_effort
    return OpenAIChat(client, name, breaker=breaker, reasoning_effort=effort)


def _embedding(
    client: AsyncOpenAI, settings: Settings, breaker: CircuitBreaker
) -> EmbeddingModel | None:
    if settings.model_embedding is None or settings.model_embedding in BUILT_IN:
        return None
    return OpenAIEmbeddings(client, settings.model_embedding, breaker=breaker)
