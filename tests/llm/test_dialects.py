"""Each dialect of the stand-in comes out of `OpenAIChat` as text, calls and an end."""

import openai
import pytest

from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.model_dialects import DIALECTS, PREFIX, THOUGHT
from switchboard.llm import Message, ModelBroken, Tool, complete
from switchboard.llm.openai_compatible import OpenAIChat

QUESTION = [Message("user", "Where is my order?")]
LOOKUP = Tool("find_order", "Finds an order.", {"type": "object", "properties": {}})
CALLS = {"calls-as-text": 1, "calls-of-one-index": 2, "object-arguments": 1}
BROKEN = {"no-end"}


@pytest.mark.parametrize("dialect", sorted({*DIALECTS} - {*CALLS} - BROKEN))
async def test_an_answer_is_its_text_alone(
    client: openai.AsyncOpenAI, admin: ModelAdmin, dialect: str
) -> None:
    await admin.say("It is on its way.")
    answer = await complete(OpenAIChat(client, PREFIX + dialect), QUESTION)
    assert answer.text == "It is on its way."
    assert THOUGHT not in repr(answer)
    assert answer.finish_reason == "stop"


@pytest.mark.parametrize("dialect", sorted(CALLS))
async def test_calls_are_calls(client: openai.AsyncOpenAI, dialect: str) -> None:
    answer = await complete(OpenAIChat(client, PREFIX + dialect), QUESTION, tools=[LOOKUP])
    assert [call.name for call in answer.tool_calls] == ["find_order"] * CALLS[dialect]
    assert all(call.arguments == "{}" for call in answer.tool_calls)
    assert answer.text == ""


async def test_an_answer_without_end_is_broken(
    client: openai.AsyncOpenAI, admin: ModelAdmin
) -> None:
    await admin.say("It is on its")
    with pytest.raises(ModelBroken):
        await complete(OpenAIChat(client, f"{PREFIX}no-end"), QUESTION)
