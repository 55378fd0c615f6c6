"""The worker goes on, whatever the queue's library or the driver below it raises."""

import asyncio

import asyncpg
import pytest

from switchboard.core.provide import Services
from switchboard.roles import worker


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.InternalClientError("cannot switch to state 12; another operation is in progress"),
        asyncpg.ConnectionDoesNotExistError("closed in the middle of an operation"),
        RuntimeError("a table is missing"),
        TimeoutError(),
    ],
    ids=repr,
)
async def test_no_error_of_the_queue_ends_it(
    services: Services, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    stopping, runs = asyncio.Event(), 0

    async def run(_services: Services, stopping: asyncio.Event) -> None:
        nonlocal runs
        runs += 1
        if runs == 1:
            raise error
        stopping.set()

    monkeypatch.setattr(worker, "_RESTART_SECONDS", 0)
    monkeypatch.setattr(worker, "_run_until_stopped", run)
    await worker.run_worker(services, stopping)
    assert runs == 2
