"""The vendor's answer formats, filled with what the stand-in model has to say.

A message here is `{text, tool_calls: [{name, arguments, id}], finish_reason}`, all optional.
"""

import array
import base64
import json
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from switchboard.dev.model_answer import count_tokens, embed, text_of

DIMENSIONS = 256


def completion(body: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, Any]:
    """The whole answer to a chat request."""
    calls = _tool_calls(message)
    answer: dict[str, Any] = {"role": "assistant", "content": message.get("text") or None}
    if calls:
        answer["tool_calls"] = calls
    choice = {"index": 0, "message": answer, "finish_reason": _finish_reason(message)}
    return {
        **_head(body, "chat.completion"),
        "choices": [choice],
        "usage": _usage(body, message),
    }


def chunks(body: Mapping[str, Any], message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The chunks of a streamed answer."""
    head = _head(body, "chat.completion.chunk")
    calls = _tool_calls(message)
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": word} for word in _words(message.get("text") or "")]
    deltas += [delta for index, call in enumerate(calls) for delta in _call_deltas(index, call)]
    for delta in deltas:
        yield {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    last = {"index": 0, "delta": {}, "finish_reason": _finish_reason(message)}
    yield {**head, "choices": [last]}
    if (body.get("stream_options") or {}).get("include_usage"):
        yield {**head, "choices": [], "usage": _usage(body, message)}


def _head(body: Mapping[str, Any], kind: str) -> dict[str, Any]:
    identifier = f"chatcmpl-{uuid.uuid4().hex}"
    return {
        "id": identifier,
        "object": kind,
        "created": int(time.time()),
        "model": body["model"],
    }


def _words(text: str) -> list[str]:
    return text.replace(" ", "\x00 ").split("\x00") if text else []


def _tool_calls(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": call.get("id") or f"call_{uuid.uuid4().hex[:12]}",
            "type": "function",
            "function": {"name": call["name"], "arguments": _as_json(call.get("arguments", {}))},
        }
        for call in message.get("tool_calls") or []
    ]


def _as_json(arguments: object) -> str:
    return arguments if isinstance(arguments, str) else json.dumps(arguments)


def _call_deltas(index: int, call: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The vendor sends id and name first, then the arguments in pieces."""
    function = call["function"]
    opening = {**call, "index": index, "function": {"name": function["name"], "arguments": ""}}
    yield {"tool_calls": [opening]}
    arguments = function["arguments"]
    for start in range(0, len(arguments), 8):
        piece = {"index": index, "function": {"arguments": arguments[start : start + 8]}}
        yield {"tool_calls": [piece]}


def _finish_reason(message: Mapping[str, Any]) -> str:
    stated = message.get("finish_reason")
    return stated or ("tool_calls" if message.get("tool_calls") else "stop")


def _usage(body: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, Any]:
    asked = sum(count_tokens(text_of(m)) for m in body["messages"])
    said = count_tokens(json.dumps(message))
    return {
        "prompt_tokens": asked,
        "completion_tokens": said,
        "total_tokens": asked + said,
        "prompt_tokens_details": {"cached_tokens": 0},
    }


def embeddings(body: Mapping[str, Any], texts: list[str]) -> dict[str, Any]:
    """The answer to an embeddings request."""
    dimensions = body.get("dimensions") or DIMENSIONS
    vectors = [embed(text, dimensions) for text in texts]
    packed = body.get("encoding_format") == "base64"
    data = [
        {"object": "embedding", "index": index, "embedding": _packed(vector) if packed else vector}
        for index, vector in enumerate(vectors)
    ]
    tokens = sum(count_tokens(text) for text in texts)
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "data": data, "model": body["model"], "usage": usage}


def _packed(vector: list[float]) -> str:
    return base64.b64encode(array.array("f", vector).tobytes()).decode()


def rerank(query: str, documents: Sequence[str]) -> dict[str, Any]:
    """The answer of a reranker, the most relevant document first."""
    words = set(query.lower().split())
    shares = [len(words & set(text.lower().split())) / max(len(words), 1) for text in documents]
    order = sorted(range(len(documents)), key=lambda index: -shares[index])
    return {"results": [{"index": n, "relevance_score": shares[n]} for n in order]}
