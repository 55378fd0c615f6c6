"""The stand-in provider, seen through the vendor's own client."""

import math
from collections.abc import AsyncIterator
from typing import Any

import httpx
import numpy as np
import openai
import pytest

from switchboard.dev.model import create_app
from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.model_faults import Fault
from switchboard.dev.serving import serving
from tests.support.wait import LONGEST_SECONDS

SHOP = (
    "Answer from these passages. "
    "<passage id='1'>Delivery takes three days. Express delivery takes one day.</passage>"
    "<passage id='2'>Returns are free within 30 days. Refunds go back to your card.</passage>"
)


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async with serving(create_app(api_key="sk-right", slow_seconds=0.001)) as url:
        yield url


@pytest.fixture
async def client(url: str) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(
        api_key="sk-right", base_url=f"{url}/v1", max_retries=0
    ) as client:
        yield client


async def ask(client: openai.AsyncOpenAI, question: str, **options: Any) -> str | None:
    answer = await client.chat.completions.create(
        model=options.pop("model", "m"),
        messages=[{"role": "system", "content": SHOP}, {"role": "user", "content": question}],
        **options,
    )
    text: str | None = answer.choices[0].message.content
    return text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How long does a delivery take?", "Delivery takes three days."),
        ("How fast is express delivery?", "Express delivery takes one day."),
        ("Are returns free?", "Returns are free within 30 days."),
        ("What is the meaning of life?", "I do not know."),
    ],
)
async def test_it_quotes_the_sentence_that_fits(
    client: openai.AsyncOpenAI, question: str, answer: str
) -> None:
    assert await ask(client, question) == answer


async def test_a_streamed_answer_is_the_same_and_reports_usage(client: openai.AsyncOpenAI) -> None:
    stream = await client.chat.completions.create(
        model="m",
        messages=[{"role": "user", "content": "hello"}],
        stream=True,
        stream_options={"include_usage": True},
    )
    chunks = [chunk async for chunk in stream]
    texts = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(texts) == "I do not know."
    assert chunks[-1].usage is not None
    assert len({chunk.id for chunk in chunks}) == 1


async def test_scripted_replies_come_first(client: openai.AsyncOpenAI, url: str) -> None:
    replies = [{"tool_calls": [{"name": "find_order", "arguments": {"number": 7}}]}]
    async with ModelAdmin(url) as admin:
        await admin.say(*replies)
    answer = await client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": "Where is order 7?"}]
    )
    assert answer.choices[0].finish_reason == "tool_calls"
    (call,) = answer.choices[0].message.tool_calls or []
    assert call.type == "function"
    assert (call.function.name, call.function.arguments) == ("find_order", '{"number": 7}')


async def test_models_are_listed(client: openai.AsyncOpenAI) -> None:
    names = [model.id async for model in client.models.list()]
    assert "stand-in-chat" in names
    assert "fault-quota" in names


# Without a word from the caller the client asks for base64 and unpacks it.
@pytest.mark.parametrize("encoding", ["float", openai.omit])
async def test_embeddings_are_steady_and_of_length_one(
    client: openai.AsyncOpenAI, encoding: Any
) -> None:
    answer = await client.embeddings.create(
        model="m", input=["a red shoe", "red shoes", "opening hours"], encoding_format=encoding
    )
    again = await client.embeddings.create(model="m", input="a red shoe")
    first, near, far = (item.embedding for item in answer.data)
    assert again.data[0].embedding == pytest.approx(first, abs=1e-6)
    assert math.hypot(*first) == pytest.approx(1, abs=1e-5)
    assert np.dot(first, near) > np.dot(first, far)


@pytest.mark.parametrize(
    ("fault", "error", "code"),
    [
        ("429", openai.RateLimitError, "rate_limit_exceeded"),
        ("quota", openai.RateLimitError, "insufficient_quota"),
        ("500", openai.InternalServerError, None),
    ],
)
async def test_a_planned_fault_strikes_as_often_as_it_was_asked_to(
    client: openai.AsyncOpenAI, url: str, fault: Fault, error: Any, code: str | None
) -> None:
    async with ModelAdmin(url) as admin:
        await admin.fail(fault, times=2)
    for _ in range(2):
        with pytest.raises(error) as raised:
            await ask(client, "Are returns free?")
        assert raised.value.code == code
    assert await ask(client, "Are returns free?") == "Returns are free within 30 days."


async def test_a_fault_can_be_had_by_header_or_by_model(client: openai.AsyncOpenAI) -> None:
    with pytest.raises(openai.InternalServerError):
        await ask(client, "hello", extra_headers={"X-Fault": "500"})
    with pytest.raises(openai.RateLimitError):
        await ask(client, "hello", model="fault-quota")
    with pytest.raises(openai.APITimeoutError):
        await ask(client, "hello", model="fault-timeout", timeout=0.1)
    with pytest.raises(openai.APIConnectionError):
        await ask(client, "hello", model="fault-break_midstream")
    assert await ask(client, "Are returns free?", model="fault-slow") is not None
    assert await ask(client, "Are returns free?", model="fault-empty") is None


async def test_planned_faults_can_be_called_off(client: openai.AsyncOpenAI, url: str) -> None:
    async with ModelAdmin(url) as admin:
        await admin.fail("500", times=5)
        await admin.stop_failing()
    assert await ask(client, "hello") == "I do not know."


async def test_an_unknown_fault_is_refused(url: str) -> None:
    async with httpx.AsyncClient(timeout=LONGEST_SECONDS, base_url=url) as http:
        assert (await http.post("/_faults", json={"kind": "flood"})).status_code == 400
        assert (await http.post("/_faults", json={"kind": "500", "times": 0})).status_code == 400


CALL = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}


@pytest.mark.parametrize(
    ("body", "status", "param", "code"),
    [
        ({"messages": []}, 400, None, None),
        ({"model": "m"}, 400, "messages", "missing_required_parameter"),
        ({"model": "m", "messages": []}, 400, "messages", "empty_array"),
        ({"model": "unknown", "messages": []}, 404, None, "model_not_found"),
        ({"model": "m", "messages": [{"role": "bot"}]}, 400, "messages[0].role", "invalid_value"),
        ({"model": "m", "messages": [], "colour": "red"}, 400, "colour", "unknown_parameter"),
        ({"model": "m", "messages": [{"role": "tool"}]}, 400, "messages[0].role", None),
        (
            {"model": "m", "messages": [{"role": "assistant", "tool_calls": [CALL]}]},
            400,
            "messages",
            None,
        ),
        (
            {"model": "m", "messages": [{"role": "user", "content": "x"}], "tools": [{}]},
            400,
            "tools[0].function.name",
            "missing_required_parameter",
        ),
        (
            {
                "model": "stand-in-reasoning",
                "messages": [{"role": "user", "content": "x"}],
                "tools": [{"type": "function", "function": {"name": "f"}}],
            },
            400,
            "reasoning_effort",
            None,
        ),
    ],
)
async def test_wrong_requests_are_refused_in_the_vendors_format(
    url: str, body: dict[str, Any], status: int, param: str | None, code: str | None
) -> None:
    async with httpx.AsyncClient(timeout=LONGEST_SECONDS, base_url=url) as http:
        answer = await http.post(
            "/v1/chat/completions", json=body, headers={"Authorization": "Bearer sk-right"}
        )
    assert answer.status_code == status
    error = answer.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == "invalid_request_error"
    assert (error["param"], error["code"]) == (param, code)


@pytest.mark.parametrize(
    ("headers", "code"),
    [({}, None), ({"Authorization": "Bearer sk-wrong"}, "invalid_api_key")],
)
async def test_without_the_right_key_nothing_is_answered(
    url: str, headers: dict[str, str], code: str | None
) -> None:
    async with httpx.AsyncClient(timeout=LONGEST_SECONDS, base_url=url, headers=headers) as http:
        for answer in (await http.get("/v1/models"), await http.post("/v1/embeddings")):
            assert answer.status_code == 401
            assert answer.json()["error"]["code"] == code
