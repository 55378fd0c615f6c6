"""What the product asks of a language model and of an embedding model.

Everything above this package sees only these types, so that a provider can be changed without
touching the assistant. A call's outcome is either a complete answer or a `ModelError`.
"""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from switchboard.core.parsing import read_json
from switchboard.llm.errors import ModelBadAnswer

Role = Literal["system", "user", "assistant", "tool"]
FinishReason = Literal["stop", "length", "tool_calls", "content_filter"]
TextKind = Literal["query", "passage"]
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model's wish to call a tool. `arguments` is JSON text exactly as the model wrote it."""

    id: str
    name: str
    arguments: str

    def parsed(self) -> dict[str, Any]:
        """The arguments as a dict. Raises ModelBadAnswer when they are not a JSON object."""
        try:
            value = read_json(self.arguments or "{}")
        except ValueError as error:
            raise ModelBadAnswer(f"The arguments for tool {self.name!r} are not JSON.") from error
        if not isinstance(value, dict):
            raise ModelBadAnswer(f"The arguments for tool {self.name!r} are not an object.")
        return value


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the prompt.

    `tool_calls` belongs to the role assistant; `tool_call_id` to the role tool, naming the call
    that this message answers.
    """

    role: Role
    text: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool the model may call. `parameters` is the JSON Schema of its arguments, an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that were billed. `cached_tokens` is the part of `input_tokens` read from a cache."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer's text, to be appended to what came before."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The last delta of a stream that succeeded. `model` is the id that the provider reported."""

    reason: FinishReason
    model: str
    usage: Usage


Delta = TextDelta | ToolCall | Finished
"""A tool call is handed over whole, after its last piece has come."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer: the collected deltas of one stream."""

    text: str
    tool_calls: tuple[ToolCall, ...]
    finish_reason: FinishReason
    model: str
    usage: Usage


class ChatModel(Protocol):
    """A language model that answers as a stream."""

    @property
    def name(self) -> str:
        """The model's id as configured, for traces and prices."""
        ...

    def stream(
        self,
        messages: Sequence[Message],
        *,
        tools: Sequence[Tool] = (),
        max_output_tokens: int = 1024,
        deadline: float = 60.0,
    ) -> AsyncGenerator[Delta, None]:
        """Ask the model. `deadline` is in seconds from now and covers retries and the last token.

        The iterator ends with exactly one `Finished`, or raises a `ModelError`. An answer with
        neither text nor a tool call raises `ModelBadAnswer`. Whoever stops early should close the
        iterator (`contextlib.aclosing`), which releases the connection.
        """
        ...


class EmbeddingModel(Protocol):
    """Turns texts into vectors of length one, so that a dot product is the cosine."""

    @property
    def name(self) -> str:
        """The model's id."""
        ...

    @property
    def dimensions(self) -> int:
        """Numbers in one vector; 0 until a provider's model has answered for the first time."""
        ...

    @property
    def fingerprint(self) -> str:
        """Names the space the vectors live in: only those of one fingerprint can be compared."""
        ...

    async def embed(self, texts: Sequence[str], *, kind: TextKind) -> Vectors:
        """Return a float32 array (len(texts), dimensions), each row of length one.

        `kind` says whether the texts are asked or searched; models that do not tell them apart
        ignore it. Raises a `ModelError`.
        """
        ...


async def complete(
    model: ChatModel,
    messages: Sequence[Message],
    *,
    tools: Sequence[Tool] = (),
    max_output_tokens: int = 1024,
    deadline: float = 60.0,
) -> Answer:
    """Ask the model and wait for the whole answer. Arguments and errors: see `ChatModel.stream`."""
    text: list[str] = []
    calls: list[ToolCall] = []
    stream = model.stream(
        messages, tools=tools, max_output_tokens=max_output_tokens, deadline=deadline
    )
    async with aclosing(stream):
        async for delta in stream:
            match delta:
                case TextDelta():
                    text.append(delta.text)
                case ToolCall():
                    calls.append(delta)
                case Finished():
                    finished = delta
    return Answer("".join(text), tuple(calls), finished.reason, finished.model, finished.usage)
