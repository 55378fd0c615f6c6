"""Reasoning, calls and control words in an answer's text, in the dialects that are seen."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.llm import ModelBadAnswer, ModelBroken, ToolCall
from switchboard.llm.answer_text import AnswerText

TOOLS = ("hand_over", "ask_back")
ANSWER = "You have 30 days [1]."


def read(pieces: Sequence[str], *, hold: bool = False) -> tuple[str, str, list[ToolCall]]:
    """What is shown while it is written, the whole text, and the calls."""
    answer = AnswerText(TOOLS, hold)
    shown = "".join(answer.add(piece) for piece in pieces)
    rest, calls = answer.finish()
    return shown, shown + rest, calls


REASONING = {
    "think": f"<think>I must not tell them.</think>{ANSWER}",
    "think and blank lines": f"<think>\nI must not.\n</think>\n\n{ANSWER}",
    "upper case": f"<THINK>secret</THINK>{ANSWER}",
    "thinking": f"<thinking>secret</thinking>{ANSWER}",
    "in the middle": "You have <think>is it 30?</think>30 days [1].",
    "twice": f"<think>a</think><think>b</think>{ANSWER}",
    "magistral": f"[THINK]secret[/THINK]{ANSWER}",
    "harmony": "<|channel|>analysis<|message|>secret<|end|><|start|>assistant<|channel|>final"
    f"<|message|>{ANSWER}<|return|>",
    "ends with a sign": f"{ANSWER}<|im_end|>",
    "ends with another": f"{ANSWER}</s>",
}


@pytest.mark.parametrize("text", REASONING.values(), ids=REASONING.keys())
@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_what_a_model_thinks_is_kept_from_everyone(text: str, size: int) -> None:
    shown, whole, calls = read([text[at : at + size] for at in range(0, len(text), size)])
    assert (whole, calls) == (ANSWER, [])
    assert ANSWER.startswith(shown.strip())


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_reasoning_that_never_began_is_not_shown_either(size: int) -> None:
    text = f"I must not tell them about the rules.</think>\n{ANSWER}"
    answer = AnswerText(TOOLS, hold=True)
    assert not any(answer.add(text[at : at + size]) for at in range(0, len(text), size))
    assert answer.finish() == (ANSWER, [])
    assert answer.begun_unmarked


def test_reasoning_of_a_model_that_never_did_so_is_withdrawn() -> None:
    answer = AnswerText(TOOLS)
    assert answer.add("I must not tell them about it. And so I say something else: ")
    with pytest.raises(ModelBroken):
        answer.add(f"</think>{ANSWER}")
    assert answer.begun_unmarked


def test_reasoning_that_never_ends_is_no_answer() -> None:
    assert read(["<think>I must ", "not tell them"]) == ("", "", [])


CALLS = {
    "written out": 'hand_over(reason="refund")',
    "with a colon": "hand_over(reason: 'refund')",
    "in code": '`hand_over(reason="refund")`',
    "json": '{"name": "hand_over", "arguments": {"reason": "refund"}}',
    "arguments as text": '{"name": "hand_over", "arguments": "{\\"reason\\": \\"refund\\"}"}',
    "parameters": '{"tool": "hand_over", "parameters": {"reason": "refund"}}',
    "like the wire": '{"type": "function", "function": {"name": "hand_over", "arguments":'
    ' {"reason": "refund"}}}',
    "the name as a key": '{"hand_over": {"reason": "refund"}}',
    "a list": '[{"name": "hand_over", "arguments": {"reason": "refund"}}]',
    "a fence": '```json\n{"name": "hand_over", "arguments": {"reason": "refund"}}\n```',
    "a tag": '<tool_call>\n{"name": "hand_over", "arguments": {"reason": "refund"}}\n</tool_call>',
    "mistral": '[TOOL_CALLS][{"name": "hand_over", "arguments": {"reason": "refund"}}]',
    "llama": '<|python_tag|>{"name": "hand_over", "parameters": {"reason": "refund"}}',
    "qwen coder": "<tool_call><function=hand_over><parameter=reason>refund</parameter></function>"
    "</tool_call>",
}


@pytest.mark.parametrize("text", CALLS.values(), ids=CALLS.keys())
@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize("before", ["", "Let me see.\n"])
def test_a_call_in_the_text_is_that_call(text: str, size: int, before: str) -> None:
    text = before + text
    shown, whole, calls = read([text[at : at + size] for at in range(0, len(text), size)])
    assert [(call.name, call.parsed()) for call in calls] == [("hand_over", {"reason": "refund"})]
    assert whole.strip() == before.strip()
    assert "hand" not in shown


def test_two_calls_and_what_is_said_around_them() -> None:
    text = 'Hello. ask_back(question="Which (of both)?") Bye.'
    _, whole, calls = read([text])
    assert [call.parsed() for call in calls] == [{"question": "Which (of both)?"}]
    assert whole.split() == ["Hello.", "Bye."]


@pytest.mark.parametrize(
    "text",
    [
        "<tool_call>{not json</tool_call>",
        '{"name": "hand_over", "arguments": ',
        "<|strange|>Hello",
        "Hello <|start_header_id|>assistant",
    ],
)
def test_control_words_that_are_neither_are_refused(text: str) -> None:
    with pytest.raises(ModelBadAnswer):
        read([text])


@pytest.mark.parametrize(
    "text",
    [
        "Prices: [1] 3 < 5, 5 > 3, `code`, {braces} and (parentheses).",
        "Use {{name}} as the placeholder.",
        '```json\n{"size": 3}\n```\nThat is the file.',
        '{"size": 3}',
        "Please hand over the parcel at the desk [2].",
        "I <3 it",
        "1 < 2",
    ],
)
def test_ordinary_text_is_as_it_was(text: str) -> None:
    for size in (1, 6, 1000):
        _, whole, calls = read([text[at : at + size] for at in range(0, len(text), size)])
        assert (whole, calls) == (text, [])


@given(st.text(max_size=200), st.integers(1, 20))
def test_text_without_signs_is_never_changed(text: str, size: int) -> None:
    plain = "".join(letter for letter in text if letter not in "<[{`|/")
    pieces = [plain[at : at + size] for at in range(0, len(plain), size)]
    assert read(pieces)[1] == plain


def test_a_long_answer_costs_what_it_is_long() -> None:
    answer = AnswerText(TOOLS)
    shown = [answer.add("word ") for _ in range(20_000)]
    assert len("".join(shown)) > 99_000
    assert len(answer._buffer) < 200
