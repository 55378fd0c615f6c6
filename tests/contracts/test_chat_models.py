"""What every chat model promises, whatever stands behind it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Protocol

import pytest

from switchboard.dev.model import create_app
from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.model_faults import Fault
from switchboard.dev.serving import serving
from switchboard.llm import (
    ChatModel,
    Delta,
    Finished,
    FinishReason,
    Message,
    ModelBadAnswer,
    ModelBroken,
    ModelError,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
    TextDelta,
    Tool,
    ToolCall,
    complete,
)
from switchboard.llm.openai_compatible import OpenAIChat, make_client
from switchboard.llm.scripted import Reply, ScriptedChat

KEY = "sk-secret-of-ours"
QUESTION = [Message("system", "Be brief."), Message("user", "Where is my order?")]
LOOKUP = Tool("find_order", "Finds an order.", {"type": "object", "properties": {}})


class Provider(Protocol):
    """A model together with a way to say what it will do next."""

    @property
    def model(self) -> ChatModel: ...

    async def will_say(
        self,
        text: str = "",
        calls: Sequence[ToolCall] = (),
        reason: FinishReason | None = None,
    ) -> None: ...

    async def will_fail(self, fault: Fault) -> None: ...


@dataclass
class Scripted:
    model: ScriptedChat

    async def will_say(
        self,
        text: str = "",
        calls: Sequence[ToolCall] = (),
        reason: FinishReason | None = None,
    ) -> None:
        self.model.add(Reply(text, tuple(calls), finish_reason=reason))

    async def will_fail(self, fault: Fault) -> None:
        failures: dict[Fault, Reply] = {
            "timeout": Reply("late", delay=60),
            "429": Reply(error=ModelRateLimited("Too many requests.", retry_after=0.01)),
            "quota": Reply(error=ModelRateLimited("No credit.", quota_exhausted=True)),
            "500": Reply(error=ModelUnavailable("Failing.")),
            "rubbish": Reply(error=ModelBadAnswer("Not an answer.")),
            "break_midstream": Reply("Your order is", error=ModelBroken("Broke off.")),
            "empty": Reply(),
        }
        self.model.add(failures[fault])


@dataclass
class OpenAICompatible:
    model: OpenAIChat
    admin: ModelAdmin

    async def will_say(
        self,
        text: str = "",
        calls: Sequence[ToolCall] = (),
        reason: FinishReason | None = None,
    ) -> None:
        listed = [{"id": c.id, "name": c.name, "arguments": c.arguments} for c in calls]
        await self.admin.say({"text": text, "tool_calls": listed, "finish_reason": reason})

    async def will_fail(self, fault: Fault) -> None:
        if fault == "break_midstream":
            await self.will_say("Your order is on its way and arrives on Tuesday.")
        # More often than the model tries again.
        times = 3 if fault in {"429", "500"} else 1
        await self.admin.fail(fault, times=times)


@pytest.fixture(params=["scripted", "openai_compatible"])
async def provider(request: pytest.FixtureRequest) -> AsyncIterator[Provider]:
    if request.param == "scripted":
        yield Scripted(ScriptedChat())
        return
    async with (
        serving(create_app(api_key=KEY, retry_milliseconds=10)) as url,
        make_client(api_key=KEY, base_url=f"{url}/v1") as client,
        ModelAdmin(url) as admin,
    ):
        model = OpenAIChat(client, "stand-in-chat")
        # The first answer of a model is shown at its end: see `AnswerText`.
        await complete(model, QUESTION)
        yield OpenAICompatible(model, admin)


async def deltas_of(model: ChatModel, **options: Any) -> list[Delta]:
    return [delta async for delta in model.stream(QUESTION, **options)]


async def test_text_comes_in_pieces_and_ends_with_one_finish(provider: Provider) -> None:
    await provider.will_say("It is on its way,\n and arrives on Tuesday.")
    *pieces, end = await deltas_of(provider.model)
    texts = [piece.text for piece in pieces if isinstance(piece, TextDelta)]
    assert "".join(texts) == "It is on its way,\n and arrives on Tuesday."
    assert len(pieces) == len(texts) > 1
    assert isinstance(end, Finished)
    assert (end.reason, end.model) == ("stop", provider.model.name)
    assert end.usage.input_tokens > 0
    assert end.usage.output_tokens > 0


async def test_tool_calls_come_whole_and_in_order(provider: Provider) -> None:
    calls = [
        ToolCall("call_1", "find_order", '{"number": "A-1009", "note": "äöü 漢字"}'),
        ToolCall("call_2", "find_order", "{}"),
    ]
    await provider.will_say("One moment.", calls)
    answer = await complete(provider.model, QUESTION, tools=[LOOKUP])
    assert answer.text == "One moment."
    assert list(answer.tool_calls) == calls
    assert answer.tool_calls[0].parsed() == {"number": "A-1009", "note": "äöü 漢字"}
    assert answer.finish_reason == "tool_calls"


async def test_the_result_of_a_tool_can_be_given_back(provider: Provider) -> None:
    call = ToolCall("call_1", "find_order", "{}")
    await provider.will_say(calls=[call])
    first = await complete(provider.model, QUESTION, tools=[LOOKUP])
    await provider.will_say("It arrives on Tuesday.")
    messages = [
        *QUESTION,
        Message("assistant", first.text, tool_calls=first.tool_calls),
        Message("tool", '{"status": "shipped"}', tool_call_id="call_1"),
    ]
    answer = await complete(provider.model, messages, tools=[LOOKUP])
    assert answer.text == "It arrives on Tuesday."


async def test_a_cut_answer_says_so(provider: Provider) -> None:
    await provider.will_say("It arrives on", reason="length")
    assert (await complete(provider.model, QUESTION)).finish_reason == "length"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("429", ModelRateLimited),
        ("quota", ModelRateLimited),
        ("500", ModelUnavailable),
        ("rubbish", ModelBadAnswer),
        ("empty", ModelBadAnswer),
        ("timeout", ModelTimeout),
        ("break_midstream", ModelBroken),
    ],
)
async def test_each_failure_has_its_error_with_a_plain_reason(
    provider: Provider, fault: Fault, error: type[ModelError]
) -> None:
    await provider.will_fail(fault)
    deadline = 0.2 if fault == "timeout" else 30
    with pytest.raises(error) as raised:
        await complete(provider.model, QUESTION, deadline=deadline)
    assert raised.value.reason.endswith(".")
    assert KEY not in raised.value.reason


async def test_an_exhausted_quota_is_told_from_a_busy_provider(provider: Provider) -> None:
    await provider.will_fail("429")
    with pytest.raises(ModelRateLimited) as busy:
        await complete(provider.model, QUESTION)
    assert not busy.value.quota_exhausted
    assert busy.value.retry_after == pytest.approx(0.01)
    await provider.will_fail("quota")
    with pytest.raises(ModelRateLimited) as exhausted:
        await complete(provider.model, QUESTION)
    assert exhausted.value.quota_exhausted


async def test_what_came_before_a_break_has_been_handed_on(provider: Provider) -> None:
    await provider.will_fail("break_midstream")
    deltas: list[Delta] = []

    async def consume() -> None:
        async for delta in provider.model.stream(QUESTION):
            deltas.append(delta)  # noqa: PERF401 (what came before the error has to be kept)

    with pytest.raises(ModelBroken):
        await consume()
    texts = [delta.text for delta in deltas if isinstance(delta, TextDelta)]
    assert "".join(texts).startswith("Your order")
    assert len(texts) == len(deltas)


async def test_a_stream_may_be_left_early(provider: Provider) -> None:
    await provider.will_say("one two three")
    async with aclosing(provider.model.stream(QUESTION)) as stream:
        first = await anext(stream)
    assert first == TextDelta("one")
    await provider.will_say("again")
    assert (await complete(provider.model, QUESTION)).text == "again"
