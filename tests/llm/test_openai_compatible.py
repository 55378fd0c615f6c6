import json
import socket
from contextlib import suppress
from typing import Any

import httpx2
import openai
import pytest

from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.model_faults import Fault
from switchboard.dev.serving import serving
from switchboard.llm import (
    Message,
    ModelBadAnswer,
    ModelBroken,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
    Tool,
    complete,
)
from switchboard.llm.breaker import CircuitBreaker
from switchboard.llm.openai_compatible import OpenAIChat, make_client
from switchboard.llm.openai_errors import MAX_PROVIDER_SAYS, translate
from tests.support.swallowing import swallowing_proxy

QUESTION = [Message("user", "Where is my order?")]
LOOKUP = Tool("find_order", "Finds an order.", {"type": "object", "properties": {}})


@pytest.mark.parametrize("fault", ["429", "500"])
async def test_a_passing_failure_is_tried_again(
    client: openai.AsyncOpenAI, admin: ModelAdmin, fault: Fault
) -> None:
    await admin.fail(fault)
    await admin.say("On its way.")
    assert (await complete(OpenAIChat(client, "m"), QUESTION)).text == "On its way."
    assert len(await admin.requests()) == 2


@pytest.mark.parametrize("fault", ["quota", "empty", "rubbish", "break_midstream"])
async def test_what_another_try_would_not_mend_is_asked_once(
    client: openai.AsyncOpenAI, admin: ModelAdmin, fault: Fault
) -> None:
    await admin.fail(fault)
    await admin.say("a b c d")
    with pytest.raises(Exception, match=r"\.$"):
        await complete(OpenAIChat(client, "m"), QUESTION)
    assert len(await admin.requests()) == 1


async def test_no_retry_is_begun_that_the_deadline_does_not_allow(
    client: openai.AsyncOpenAI, admin: ModelAdmin
) -> None:
    await admin.fail("500", times=3)
    with pytest.raises(ModelUnavailable):
        await complete(OpenAIChat(client, "m"), QUESTION, deadline=0.3)
    assert len(await admin.requests()) == 1


async def test_nothing_is_stored_and_the_limits_are_sent(
    client: openai.AsyncOpenAI, admin: ModelAdmin
) -> None:
    model = OpenAIChat(client, "m", reasoning_effort="none")
    await complete(model, QUESTION, tools=[LOOKUP], max_output_tokens=77)
    (request,) = await admin.requests()
    assert request["store"] is False
    assert request["max_completion_tokens"] == 77
    assert request["reasoning_effort"] == "none"
    assert request["stream_options"] == {"include_usage": True}
    assert request["tools"][0]["function"]["name"] == "find_order"


async def test_a_server_that_knows_only_the_oldest_parameters_is_learned_once(
    client: openai.AsyncOpenAI,
    admin: ModelAdmin,
) -> None:
    model = OpenAIChat(client, "stand-in-strict")
    await admin.say("First.", "Second.")
    first = await complete(model, QUESTION, max_output_tokens=77)
    assert first.text == "First."
    assert first.usage.input_tokens > 0, "estimated, because the server reports none"
    learned = len(await admin.requests())
    assert (await complete(model, QUESTION, max_output_tokens=77)).text == "Second."
    requests = await admin.requests()
    assert len(requests) == learned + 1
    assert requests[-1]["max_tokens"] == 77


async def test_a_reasoning_model_gets_the_only_effort_that_allows_tools(
    client: openai.AsyncOpenAI,
    admin: ModelAdmin,
) -> None:
    model = OpenAIChat(client, "stand-in-reasoning", reasoning_effort="high")
    await admin.say("Done.")
    assert (await complete(model, QUESTION, tools=[LOOKUP])).text == "Done."
    assert (await admin.requests())[-1]["reasoning_effort"] == "none"


async def test_the_first_token_has_its_own_limit(client: openai.AsyncOpenAI) -> None:
    model = OpenAIChat(client, "fault-timeout", first_token_seconds=0.1)
    with pytest.raises(ModelTimeout):
        await complete(model, QUESTION, deadline=60)


async def test_an_answer_that_has_begun_may_take_longer_than_its_first_token(
    client: openai.AsyncOpenAI,
    admin: ModelAdmin,
) -> None:
    await admin.say("one two three four five six seven eight nine ten")
    model = OpenAIChat(client, "fault-slow", first_token_seconds=0.3)
    answer = await complete(model, QUESTION, deadline=60)
    assert answer.text.endswith("ten")


async def test_the_deadline_ends_an_answer_that_is_too_slow(
    client: openai.AsyncOpenAI, admin: ModelAdmin
) -> None:
    await admin.say("word " * 1000)
    with pytest.raises(ModelTimeout):
        await complete(OpenAIChat(client, "fault-slow"), QUESTION, deadline=0.5)


async def test_a_wrong_key_and_an_unknown_model_are_refusals(
    client: openai.AsyncOpenAI, provider_url: str
) -> None:
    with pytest.raises(ModelRefused, match="Unknown model"):
        await complete(OpenAIChat(client, "unknown-model"), QUESTION)
    async with make_client(api_key="sk-other", base_url=f"{provider_url}/v1") as client:
        with pytest.raises(ModelRefused, match="key") as raised:
            await complete(OpenAIChat(client, "m"), QUESTION)
    assert "sk-other" not in str(raised.value)
    assert "sk-other" not in (raised.value.provider_says or "")


async def test_a_rejected_request_names_the_parameter(client: openai.AsyncOpenAI) -> None:
    messages = [Message("tool", "an answer nobody asked for", tool_call_id="call_1")]
    with pytest.raises(ModelRefused, match=r"HTTP 400, messages\[0\]\.role") as raised:
        await complete(OpenAIChat(client, "m"), messages)
    assert "tool" in (raised.value.provider_says or "")


def test_what_a_provider_says_is_one_short_line_without_keys() -> None:
    said = "Project `p`\nis wrong for sk-abc and sk-****wxyz, key=Zm9vYmFyMTIz. " + "word " * 500
    request = httpx2.Request("POST", "http://model.test")
    response = httpx2.Response(400, request=request)
    error = translate(openai.BadRequestError("x", response=response, body={"message": said}))
    shown = error.provider_says or ""
    assert shown.startswith("Project `p` is wrong for [hidden]")
    assert len(shown) <= MAX_PROVIDER_SAYS
    for secret in ("abc", "wxyz", "\n", "word " * 60):
        assert secret not in shown
    assert "Project" not in str(error)
    assert translate(TimeoutError()).provider_says is None


async def test_an_outage_is_told_at_once_after_a_few_failures(
    client: openai.AsyncOpenAI, admin: ModelAdmin
) -> None:
    model = OpenAIChat(client, "m", breaker=CircuitBreaker(failures=2))
    await admin.fail("quota", times=2)
    for _ in range(2):
        with pytest.raises(ModelRateLimited):
            await complete(model, QUESTION)
    with pytest.raises(ModelUnavailable, match="Requests are paused"):
        await complete(model, QUESTION)
    assert len(await admin.requests()) == 2


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with make_client(api_key=None, base_url=f"http://127.0.0.1:{port}/v1") as client:
        with pytest.raises(ModelUnavailable, match="is not available"):
            await complete(OpenAIChat(client, "m"), QUESTION)


@pytest.mark.parametrize("lines", [1, 100_000])
async def test_an_answer_without_end_is_a_bad_one(lines: int) -> None:
    piece = "x" * (20_000_000 // lines)
    said = json.dumps({"id": "1", "choices": [{"index": 0, "delta": {"content": piece}}]})

    async def answer(_scope: Any, _receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        with suppress(OSError):
            for _ in range(lines):
                body = f"data: {said}\n\n".encode()
                await send({"type": "http.response.body", "body": body, "more_body": True})

    async with serving(answer) as url, make_client(api_key=None, base_url=f"{url}/v1") as client:
        with pytest.raises((ModelBadAnswer, ModelBroken)):
            await complete(OpenAIChat(client, "m"), QUESTION)


async def test_a_connection_that_went_silent_costs_one_deadline(
    provider_url: str, admin: ModelAdmin
) -> None:
    await admin.say("On its way.")
    await admin.say("It arrives today.")
    port = int(provider_url.rpartition(":")[2])
    async with (
        swallowing_proxy(port) as proxy,
        make_client(api_key="sk-ours", base_url=f"http://127.0.0.1:{proxy.port}/v1") as client,
    ):
        model = OpenAIChat(client, "m")
        assert (await complete(model, QUESTION)).text == "On its way."
        assert proxy.vanish() == 1
        with pytest.raises(ModelTimeout):
            await complete(model, QUESTION, deadline=0.5)
        assert (await complete(model, QUESTION)).text == "It arrives today."
