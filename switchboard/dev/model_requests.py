"""Checks requests as the vendor does, and words its refusals in the vendor's format."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import JSONResponse

ROLES = ("developer", "system", "user", "assistant", "tool")
# Models of this name treat tools and reasoning as OpenAI's newer models do on this endpoint.
REASONING = "stand-in-reasoning"
# A model of this name knows only the oldest parameters, as some local servers do.
STRICT = "stand-in-strict"
# A model of this name takes few and short texts, as small embedding servers do.
SMALL_EMBEDDING = "stand-in-small-embedding"
SMALL_BATCH = 6
SMALL_WORDS = 100

_OLDEST = {"model", "messages", "tools", "tool_choice", "stream", "max_tokens", "temperature"}
_NEWER = {
    "frequency_penalty",
    "max_completion_tokens",
    "metadata",
    "n",
    "parallel_tool_calls",
    "presence_penalty",
    "prompt_cache_key",
    "reasoning_effort",
    "response_format",
    "seed",
    "service_tier",
    "stop",
    "store",
    "stream_options",
    "top_p",
    "user",
}


class Refusal(Exception):
    """A request the vendor would refuse, with its status and error body."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        param: str | None = None,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error = {"message": message, "type": kind, "param": param, "code": code}
        self.headers = dict(headers or {})

    def response(self) -> JSONResponse:
        """The refusal as an HTTP response."""
        return JSONResponse({"error": self.error}, self.status, headers=self.headers)


def check_key(authorization: str, expected: str | None) -> None:
    """Raise Refusal without a bearer key, or with another than the expected one (None: any)."""
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise Refusal(
            "You didn't provide an API key. You need to provide your API key in an Authorization "
            "header using Bearer auth.",
            status=401,
        )
    if expected is not None and key != expected:
        raise Refusal("Incorrect API key provided.", status=401, code="invalid_api_key")


def check_model(body: Mapping[str, Any]) -> str:
    """Return the model. Any id is served except those that start with "unknown"."""
    model = body.get("model")
    if not isinstance(model, str) or not model:
        raise Refusal("you must provide a model parameter")
    if model.startswith("unknown"):
        raise Refusal(
            f"The model `{model}` does not exist or you do not have access to it.",
            status=404,
            code="model_not_found",
        )
    return model


def check_chat(body: Mapping[str, Any]) -> None:
    """Raise Refusal for a chat request that the vendor would refuse."""
    model = check_model(body)
    known = _OLDEST if model == STRICT else _OLDEST | _NEWER
    for name in body:
        if name not in known:
            message = f"Unknown parameter: '{name}'."
            raise Refusal(message, param=name, code="unknown_parameter")
    if body.get("stream_options") is not None and not body.get("stream"):
        message = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
        raise Refusal(message, param="stream_options")
    _check_messages(body.get("messages"))
    _check_tools(body.get("tools"))
    if model == REASONING:
        _check_reasoning(body)


def check_embeddings(body: Mapping[str, Any]) -> list[str]:
    """Return the texts to embed. Raises Refusal."""
    model = check_model(body)
    given = body.get("input")
    texts = [given] if isinstance(given, str) else given
    usable = isinstance(texts, list) and 0 < len(texts) <= 2048
    if not usable or not all(isinstance(text, str) and text for text in texts or []):
        raise Refusal("'$.input' is invalid. Please check the API reference.", param="input")
    if model == SMALL_EMBEDDING:
        _check_small(texts or [])
    return list(texts or [])


def _check_small(texts: Sequence[str]) -> None:
    """The limits and words of Hugging Face's text-embeddings-inference, with words for tokens."""
    if len(texts) > SMALL_BATCH:
        message = f"batch size {len(texts)} > maximum allowed batch size {SMALL_BATCH}"
        raise Refusal(message, status=422, kind="Validation")
    longest = max(len(text.split()) for text in texts)
    if longest > SMALL_WORDS:
        message = f"`inputs` must have less than {SMALL_WORDS} tokens. Given: {longest}"
        raise Refusal(message, status=413, kind="Validation")


def check_rerank(body: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return the query and the documents to put in order. Raises Refusal."""
    check_model(body)
    query, documents = body.get("query"), body.get("documents")
    if not isinstance(query, str) or not query:
        raise Refusal("Missing required parameter: 'query'.", param="query")
    if not isinstance(documents, list) or not all(isinstance(one, str) for one in documents):
        raise Refusal("documents must be a list of strings.", param="documents")
    return query, documents


def _check_messages(messages: object) -> None:
    if not isinstance(messages, list):
        message = "Missing required parameter: 'messages'."
        raise Refusal(message, param="messages", code="missing_required_parameter")
    if not messages:
        raise Refusal("Invalid 'messages': empty array.", param="messages", code="empty_array")
    for index, message in enumerate(messages):
        role = message.get("role") if isinstance(message, dict) else None
        if role not in ROLES:
            raise Refusal(
                f"Invalid value: {role!r}. Supported values are: {', '.join(ROLES)}.",
                param=f"messages[{index}].role",
                code="invalid_value",
            )
    _check_tool_results(messages)


def _check_tool_results(messages: Sequence[Mapping[str, Any]]) -> None:
    """Each call needs its result before the next turn, and each result its call."""
    open_calls: set[str] = set()
    for index, message in enumerate(messages):
        where = f"messages[{index}].role"
        if message["role"] == "tool":
            if message.get("tool_call_id") not in open_calls:
                raise Refusal(
                    "Invalid parameter: messages with role 'tool' must be a response to a "
                    "preceding message with 'tool_calls'.",
                    param=where,
                )
            open_calls.discard(message["tool_call_id"])
            continue
        if open_calls:
            break
        open_calls = {call["id"] for call in message.get("tool_calls") or []}
    if open_calls:
        raise Refusal(
            "An assistant message with 'tool_calls' must be followed by tool messages responding "
            "to each 'tool_call_id'.",
            param="messages",
        )


def _check_tools(tools: object) -> None:
    for index, tool in enumerate(tools if isinstance(tools, list) else []):
        function = tool.get("function") if isinstance(tool, dict) else None
        if not isinstance(function, dict) or not function.get("name"):
            name = f"tools[{index}].function.name"
            message = f"Missing required parameter: '{name}'."
            raise Refusal(message, param=name, code="missing_required_parameter")


def _check_reasoning(body: Mapping[str, Any]) -> None:
    if "max_tokens" in body:
        raise Refusal(
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
            "'max_completion_tokens' instead.",
            param="max_tokens",
            code="unsupported_parameter",
        )
    if body.get("tools") and body.get("reasoning_effort") != "none":
        raise Refusal(
            f"Function tools with reasoning_effort are not supported for {body['model']} in "
            "/v1/chat/completions. To use function tools, use /v1/responses or set "
            "reasoning_effort to 'none'.",
            param="reasoning_effort",
        )
