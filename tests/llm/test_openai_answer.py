"""Chunks as servers that copy the protocol really send them."""

from typing import Any

import pytest
from openai.types.chat import ChatCompletionChunk

from switchboard.llm import (
    Finished,
    ModelBadAnswer,
    ModelBroken,
    TextDelta,
    ToolCall,
    Usage,
)
from switchboard.llm.openai_answer import AnswerReader


def chunk(delta: dict[str, Any] | None = None, **choice: Any) -> ChatCompletionChunk:
    whole = {"index": 0, **choice} if delta is None else {"index": 0, "delta": delta, **choice}
    return ChatCompletionChunk.construct(choices=[whole])


def read(*chunks: ChatCompletionChunk) -> list[TextDelta | ToolCall | Finished]:
    reader = AnswerReader()
    texts = [text for item in chunks for text in reader.read(item)]
    return [*texts, *reader.finish(model="asked-for", prompt="four four ")]


def call_part(index: int | None, **function: Any) -> dict[str, Any]:
    return {"tool_calls": [{"index": index, "function": function}]}


def test_without_model_and_usage_the_asked_model_and_an_estimate_are_reported() -> None:
    *_, end = read(chunk({"content": "x" * 40}), chunk(finish_reason="stop"))
    assert end == Finished("stop", "asked-for", Usage(input_tokens=4, output_tokens=11))


def test_an_unheard_of_finish_reason_is_an_ordinary_stop() -> None:
    *_, end = read(chunk({"content": "hi"}, finish_reason="eos"))
    assert isinstance(end, Finished)
    assert end.reason == "stop"


def test_interleaved_calls_without_ids_are_put_together() -> None:
    _, first, second, end = read(
        chunk({"content": "wait"}),
        chunk(call_part(1, name="b", arguments="{")),
        chunk(call_part(0, name="a", arguments="")),
        chunk(call_part(1, arguments="}")),
        chunk({}, finish_reason="stop"),
    )
    assert first == ToolCall("call_0", "a", "")
    assert second == ToolCall("call_1", "b", "{}")
    assert isinstance(end, Finished)
    assert end.reason == "tool_calls"


def test_a_refusal_is_text() -> None:
    first, _ = read(chunk({"refusal": "I cannot."}), chunk({}, finish_reason="stop"))
    assert first == TextDelta("I cannot.")


@pytest.mark.parametrize(
    ("reason", "words"),
    [("stop", "empty"), ("length", "used up"), ("content_filter", "filter"), (None, "empty")],
)
def test_nothing_said_is_a_bad_answer(reason: str | None, words: str) -> None:
    with pytest.raises(ModelBadAnswer, match=words):
        read(chunk({"content": " \n"}) if reason else chunk(), chunk({}, finish_reason=reason))


def test_an_end_without_its_reason_is_a_break() -> None:
    with pytest.raises(ModelBroken):
        read(chunk({"content": "and then"}))


def test_a_call_without_a_name_is_a_bad_answer() -> None:
    with pytest.raises(ModelBadAnswer, match="has no name"):
        read(chunk(call_part(0, arguments="{}")), chunk({}, finish_reason="tool_calls"))


@pytest.mark.parametrize("arguments", ["{", "[]", "null", '"text"'])
def test_arguments_that_are_no_object_are_a_bad_answer(arguments: str) -> None:
    with pytest.raises(ModelBadAnswer, match="find_order"):
        ToolCall("1", "find_order", arguments).parsed()


def test_no_arguments_are_an_empty_object() -> None:
    assert ToolCall("1", "find_order", "").parsed() == {}


def two_calls(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """The names of the calls, in order; their arguments must be whole."""
    parts = read(
        chunk({"tool_calls": [first]}),
        chunk({"tool_calls": [second]}),
        chunk({}, finish_reason="tool_calls"),
    )
    calls = [part for part in parts if isinstance(part, ToolCall)]
    assert all(call.parsed() == {"x": 1} for call in calls)
    return [call.name for call in calls]


def function(name: str, arguments: object = '{"x": 1}') -> dict[str, Any]:
    return {"name": name, "arguments": arguments}


@pytest.mark.parametrize("index", [0, None])
@pytest.mark.parametrize("ids", [("call_a", "call_b"), (None, None), ("", "")])
@pytest.mark.parametrize("name", ["a", "b"])
def test_calls_are_told_apart_whatever_their_index(
    index: int | None, ids: tuple[str | None, str | None], name: str
) -> None:
    first, second = (
        {"index": index, "id": id_, "function": function(called)}
        for id_, called in zip(ids, ("a", name), strict=True)
    )
    assert two_calls(first, second) == ["a", name]


def test_arguments_may_be_an_object() -> None:
    first = {"index": 0, "id": "call_a", "function": function("a", {"x": 1})}
    second = {"index": 1, "id": "call_b", "function": function("b", {"x": 1})}
    assert two_calls(first, second) == ["a", "b"]


@pytest.mark.parametrize("field", ["reasoning", "reasoning_content", "thinking"])
def test_reasoning_in_a_field_of_its_own_is_kept_from_everyone(field: str) -> None:
    text, _ = read(
        chunk({field: "I must not tell them"}), chunk({"content": "Yes."}, finish_reason="stop")
    )
    assert text == TextDelta("Yes.")


def test_content_may_be_a_list_of_parts() -> None:
    parts = [
        {"type": "thinking", "thinking": [{"type": "text", "text": "secret"}]},
        {"type": "text", "text": "Ye"},
        {"type": "text", "text": "s."},
    ]
    text, _ = read(chunk({"content": parts}, finish_reason="stop"))
    assert text == TextDelta("Yes.")
