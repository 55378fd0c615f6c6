"""Which models this installation uses: the configured provider's, or what needs none."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from switchboard.core.errors import Invalid
from switchboard.core.settings import Settings
from switchboard.llm import ChatModel, EmbeddingModel
from switchboard.llm.built_in import BUILT_IN, FormerModels, load_built_in
from switchboard.llm.catalog import Catalog, load_catalog
from switchboard.llm.rerank import Reranker


@dataclass(frozen=True)
class Models:
    """The models of a process. Without a chat model the assistant quotes what it found."""

    chat: ChatModel | None
    embedding: EmbeddingModel
    catalog: Catalog
    former: FormerModels
    reranker: Reranker | None = None


@asynccontextmanager
async def open_models(settings: Settings) -> AsyncIterator[Models]:
    """Connect to the configured provider, if there is one, and load what runs here."""
    catalog = load_catalog({"chat": settings.model_chat} if settings.model_chat else {})
    async with AsyncExitStack() as stack:
        chat: ChatModel | None = None
        embedding: EmbeddingModel | None = None
        built_in = settings.model_embedding in BUILT_IN
        if settings.model_embedding and not built_in and not _has_provider(settings):
            raise Invalid(
                "SWITCHBOARD_MODEL_EMBEDDING names a provider's model:"
                " set OPENAI_API_KEY or OPENAI_BASE_URL too."
                f" Without them it may be {' or '.join(BUILT_IN)}."
            )
        if _has_provider(settings):
            from switchboard.roles.provider import open_provider

            opened = open_provider(settings, catalog)
            chat, embedding = await stack.enter_async_context(opened)
        if embedding is None:
            embedding = local = load_built_in(settings.model_embedding)
            stack.callback(local.close)
        reranker: Reranker | None = None
        if settings.rerank_url:
            key = settings.rerank_key.get_secret_value() if settings.rerank_key else None
            reranker = Reranker(settings.rerank_url, model=settings.rerank_model, key=key)
            stack.push_async_callback(reranker.close)
        former = FormerModels()
        stack.callback(former.close)
        yield Models(chat, embedding, catalog, former, reranker)


def _has_provider(settings: Settings) -> bool:
    return bool(settings.openai_api_key or settings.openai_base_url)
