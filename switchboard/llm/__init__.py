"""One port for language and embedding models; a file per provider.

Import a provider from its own file (`minilm`, `openai_compatible`, `scripted`): each brings its own
heavy library.
"""

from switchboard.llm.errors import (
    ModelBadAnswer,
    ModelBroken,
    ModelError,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from switchboard.llm.port import (
    Answer,
    ChatModel,
    Delta,
    EmbeddingModel,
    Finished,
    FinishReason,
    Message,
    TextDelta,
    TextKind,
    Tool,
    ToolCall,
    Usage,
    Vectors,
    complete,
)
from switchboard.llm.tokens import estimate_tokens

__all__ = [
    "Answer",
    "ChatModel",
    "Delta",
    "EmbeddingModel",
    "FinishReason",
    "Finished",
    "Message",
    "ModelBadAnswer",
    "ModelBroken",
    "ModelError",
    "ModelRateLimited",
    "ModelRefused",
    "ModelTimeout",
    "ModelUnavailable",
    "TextDelta",
    "TextKind",
    "Tool",
    "ToolCall",
    "Usage",
    "Vectors",
    "complete",
    "estimate_tokens",
]
