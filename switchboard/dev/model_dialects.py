"""How servers that copy the protocol speak it: models named `dialect-…` answer so."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from switchboard.dev.model_requests import Refusal

PREFIX = "dialect-"
DIALECTS = (
    "think",
    "reasoning-field",
    "list-content",
    "calls-as-text",
    "calls-of-one-index",
    "object-arguments",
    "no-streaming",
    "no-end",
    "unquoted-refusal",
)
THOUGHT = "The customer must never read this."

Message = Mapping[str, Any]
Chunk = dict[str, Any]


def dialect_of(body: Mapping[str, Any]) -> str:
    """The dialect that the asked model speaks; empty for the vendor's own."""
    name = str(body.get("model")).removeprefix(PREFIX)
    return name if name in DIALECTS else ""


def refuse(body: Mapping[str, Any]) -> None:
    """Raise Refusal as a server does that names a parameter without quotes or `param`."""
    if dialect_of(body) == "unquoted-refusal" and "store" in body:
        raise Refusal("Extra inputs are not permitted: store", status=422)


def worded(body: Mapping[str, Any], message: Message) -> Message:
    """The message as a model of this dialect words it.

    Those whose matter is calls call the first tool that is offered, if no script says otherwise.
    """
    dialect = dialect_of(body)
    if dialect == "think":
        return {**message, "text": f"<think>{THOUGHT}</think>{message.get('text') or ''}"}
    if dialect not in ("calls-as-text", "calls-of-one-index", "object-arguments"):
        return message
    calls = message.get("tool_calls") or _first_tool(body)
    if dialect == "object-arguments":
        return {"tool_calls": [{**call, "arguments": {}} for call in calls]}
    if dialect == "calls-as-text":
        said = [json.dumps({"name": call["name"], "arguments": _object(call)}) for call in calls]
        text = "".join(f"<tool_call>{one}</tool_call>" for one in said)
        return {"text": text}
    return {"tool_calls": calls * 2 if dialect == "calls-of-one-index" else calls}


def spoken(body: Mapping[str, Any], chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """The chunks of a streamed answer as a server of this dialect sends them."""
    dialect = dialect_of(body)
    for number, chunk in enumerate(chunks):
        choice: dict[str, Any] = chunk["choices"][0] if chunk["choices"] else {}
        if dialect == "no-end" and (not choice or choice["finish_reason"]):
            return
        delta = choice.get("delta", {})
        if dialect == "reasoning-field" and number == 1:
            yield {**chunk, "choices": [{**choice, "delta": {"reasoning_content": THOUGHT}}]}
        if dialect == "list-content" and delta.get("content"):
            delta["content"] = [{"type": "text", "text": delta["content"]}]
        calls = delta.get("tool_calls", [])
        if dialect == "object-arguments" and calls and "id" not in calls[0]:
            continue
        for call in calls:
            _respell(dialect, call)
        yield chunk


def _respell(dialect: str, call: dict[str, Any]) -> None:
    if dialect == "calls-of-one-index":
        call["index"] = 0
    if dialect == "object-arguments":
        call["function"]["arguments"] = {}


def _first_tool(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    tools = body.get("tools") or []
    return [{"name": tools[0]["function"]["name"], "arguments": {}}] if tools else []


def _object(call: Mapping[str, Any]) -> Any:
    arguments = call.get("arguments", {})
    return json.loads(arguments) if isinstance(arguments, str) else arguments
