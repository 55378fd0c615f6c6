"""A stand-in provider on a real port."""

from collections.abc import AsyncIterator

import openai
import pytest

from switchboard.dev.model import create_app
from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.serving import serving
from switchboard.llm.openai_compatible import make_client


@pytest.fixture
async def provider_url() -> AsyncIterator[str]:
    app = create_app(api_key="sk-ours", retry_milliseconds=10, slow_seconds=0.05)
    async with serving(app) as url:
        yield url


@pytest.fixture
async def client(provider_url: str) -> AsyncIterator[openai.AsyncOpenAI]:
    async with make_client(api_key="sk-ours", base_url=f"{provider_url}/v1") as client:
        yield client


@pytest.fixture
async def admin(provider_url: str) -> AsyncIterator[ModelAdmin]:
    async with ModelAdmin(provider_url) as admin:
        yield admin
