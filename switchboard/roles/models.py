"""Which models this installation uses: the configured provider's, or what needs none."""

from switchboard.core.settings import Settings
from switchboard.llm import ChatModel, EmbeddingModel
from switchboard.llm.catalog import default_model
from switchboard.llm.minilm import MiniLM
from switchboard.llm.openai_compatible import OpenAIChat, make_client
from switchboard.llm.openai_embeddings import OpenAIEmbeddings


def chat_model(settings: Settings) -> ChatModel | None:
    """The model that writes answers, or None: then the assistant quotes the passage it found."""
    if settings.openai_api_key is None and settings.openai_base_url is None:
        return None
    return OpenAIChat(_client(settings), settings.model_chat or default_model("chat"))


def embedding_model(settings: Settings) -> EmbeddingModel:
    """The provider's model when one is named, otherwise the local one."""
    if settings.model_embedding:
        return OpenAIEmbeddings(_client(settings), settings.model_embedding)
    return MiniLM.load()


def _client(settings: Settings):  # type: ignore[no-untyped-def]
    key = settings.openai_api_key
    return make_client(
        api_key=key.get_secret_value() if key else None, base_url=settings.openai_base_url
    )
