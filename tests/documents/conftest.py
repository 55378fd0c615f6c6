"""One parser, with its child process, for all tests of documents."""

from collections.abc import AsyncIterator

import pytest_asyncio

from switchboard.documents import Parser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def parser() -> AsyncIterator[Parser]:
    made = Parser()
    yield made
    await made.close()
