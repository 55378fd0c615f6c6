"""Tool calls that a model wrote into its text, in the forms that are seen.

`hand_over(reason="…")`, `{"name": "hand_over", "arguments": {…}}` alone, in a list, in a fence or
in tags, and `<function=hand_over><parameter=reason>…</parameter></function>`.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from switchboard.llm.errors import ModelBadAnswer
from switchboard.llm.port import ToolCall

_WRAPPING = re.compile(
    r"</?(?:tool_call|function_calls?|tool_use)>|\[/?TOOL_CALLS\]|<\|[^|>\n]{1,40}\|>"
    r"|```(?:json|tool_code|tool_call|xml)?",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"<(?:function|invoke)(?:=|\s+name=)\"?([\w.-]{1,64})\"?\s*>(.*?)</(?:function|invoke)>",
    re.DOTALL,
)
_PARAMETER = re.compile(
    r"<parameter(?:=|\s+name=)\"?([\w.-]{1,64})\"?\s*>(.*?)</parameter>", re.DOTALL
)
_KEYWORD = re.compile(
    r"([A-Za-z_]\w{0,63})\s*[=:]\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^,)]+)"
)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'")
_CALL_TAG = re.compile(r"</?(?:tool_call|function|tool_use|invoke)|\[TOOL_CALLS", re.IGNORECASE)
_NAMES = ("name", "tool", "tool_name", "function")
_ARGUMENTS = ("arguments", "parameters", "args", "input")


def find_calls(text: str, tools: Collection[str]) -> tuple[list[ToolCall], str]:
    """The calls of our tools in a text that looks like one, and what else it says.

    Args:
        text: from the first sign of a call on.
        tools: the names of our tools.

    Raises ModelBadAnswer when it names one of our tools, or wears a call's tags, and yet cannot
    be read. A text that is merely JSON or code is handed back as it was.
    """
    for read in (_tagged, _as_json, _written_out):
        calls, rest = read(text, tools)
        if calls:
            return calls, rest
    if _is_call_like(text, tools):
        raise ModelBadAnswer("The model's answer contains an invalid tool call.")
    return [], text


def _is_call_like(text: str, tools: Collection[str]) -> bool:
    named = any(re.search(rf"\b{re.escape(name)}\b", text) for name in tools)
    return (
        named
        or re.search(r"</?(?:tool_call|function|tool_use|invoke)|\[TOOL_CALLS", text) is not None
    )


def _tagged(text: str, tools: Collection[str]) -> tuple[list[ToolCall], str]:
    calls = [
        _call(name, dict(_PARAMETER.findall(body)))
        for name, body in _TAGGED.findall(text)
        if name in tools
    ]
    return calls, _WRAPPING.sub("", _TAGGED.sub("", text)).strip() if calls else ""


def _as_json(text: str, tools: Collection[str]) -> tuple[list[ToolCall], str]:
    bare = _WRAPPING.sub(" ", text)
    calls: list[ToolCall] = []
    rest: list[str] = []
    at = 0
    while (begin := _json_begin(bare, at)) >= 0:
        try:
            value, end = json.JSONDecoder(strict=False).raw_decode(bare, begin)
        except ValueError:
            break
        found = list(_calls_of(value, tools))
        if found:
            calls += found
            rest.append(bare[at:begin])
        else:
            rest.append(bare[at:end])
        at = end
    rest.append(bare[at:])
    return calls, "".join(rest).strip() if calls else ""


def _json_begin(text: str, at: int) -> int:
    found = [place for sign in "{[" if (place := text.find(sign, at)) >= 0]
    return min(found, default=-1)


def _calls_of(value: object, tools: Collection[str]) -> Iterator[ToolCall]:
    if isinstance(value, list):
        for item in value:
            yield from _calls_of(item, tools)
    if not isinstance(value, Mapping):
        return
    inner = value.get("function")
    if isinstance(inner, Mapping):
        yield from _calls_of(inner, tools)
        return
    if len(value) == 1 and (name := next(iter(value))) in tools:
        yield _call(str(name), value[name])
        return
    name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    if name in tools:
        given: list[Any] = [value[key] for key in _ARGUMENTS if key in value]
        yield _call(str(name), given[0] if given else {})


def _written_out(text: str, tools: Collection[str]) -> tuple[list[ToolCall], str]:
    """`name(…)`, with the arguments as keywords, as JSON or as one text."""
    names = "|".join(map(re.escape, sorted(tools)))
    begin = re.search(rf"`*\b({names})\s*\(", text) if names else None
    if begin is None:
        return [], ""
    end = _closing(text, begin.end())
    inside = text[begin.end() : end]
    rest = text[: begin.start()] + text[end + 1 :].lstrip("`")
    return [_call(begin.group(1), _arguments(inside))], rest.strip()


def _closing(text: str, at: int) -> int:
    """Where the parenthesis closes, quotes left aside; the end when it never does."""
    depth, quote = 1, ""
    while at < len(text):
        sign = text[at]
        if quote:
            at += sign == "\\"
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            if not depth:
                return at
        at += 1
    return len(text)


def _arguments(inside: str) -> object:
    inside = inside.strip()
    if inside.startswith("{"):
        try:
            return json.loads(inside, strict=False)
        except ValueError:
            return {}
    if _QUOTED.fullmatch(inside):
        return {"": _unquoted(inside)}
    return {name: _unquoted(value) for name, value in _KEYWORD.findall(inside)}


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"') and value[-1:] == value[:1]:
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value


def _call(name: str, arguments: Any) -> ToolCall:
    if isinstance(arguments, str):
        return ToolCall("call_in_text", name, arguments or "{}")
    return ToolCall("call_in_text", name, json.dumps(arguments or {}, ensure_ascii=False))
