"""The parent's side of a child process that does work which must not stand in anybody's way."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from switchboard.core import child_frames

_PACKAGE_ROOT = Path(__file__).parents[2]
_ANSWER_BYTES = 64_000_000
_IDLE_SECONDS = 60.0


class ChildEnded(Exception):
    """The child died of its work, or had to be killed."""


class ChildProcess:
    """One child, started when work comes, let go after a minute without any, replaced when it dies.

    It takes one piece of work after the other. Close it at the end.

    Args:
        module: what it runs; see `child_main.serve`.
        seconds: for one piece of work, by the clock.
        idle_seconds: how long the child waits for another one.
    """

    def __init__(self, module: str, *, seconds: float, idle_seconds: float = _IDLE_SECONDS) -> None:
        self._module = module
        self._seconds, self._idle_seconds = seconds, idle_seconds
        self._child: asyncio.subprocess.Process | None = None
        self._one_at_a_time = asyncio.Lock()
        self._letting_go: asyncio.TimerHandle | None = None
        self.started = 0

    async def ask(self, message: dict[str, Any], payload: bytes = b"") -> dict[str, Any]:
        """The child's answer to a message and bytes. Raises ChildEnded."""
        async with self._one_at_a_time:
            if self._letting_go is not None:
                self._letting_go.cancel()
            try:
                return await self._exchange(message, payload)
            finally:
                loop = asyncio.get_running_loop()
                self._letting_go = loop.call_later(self._idle_seconds, self._let_go)

    async def close(self) -> None:
        """End the child."""
        if self._letting_go is not None:
            self._letting_go.cancel()
        async with self._one_at_a_time:
            await self._end()

    async def _exchange(self, message: dict[str, Any], payload: bytes) -> dict[str, Any]:
        child = await self._running()
        try:
            async with asyncio.timeout(self._seconds):
                answer = await _send_and_read(child, child_frames.encode(message, payload))
        except (TimeoutError, OSError, ValueError) as error:
            await self._end()
            raise ChildEnded from error
        except BaseException:
            # Cancelled in the middle: its answer would be taken for the next one's.
            await self._end()
            raise
        if answer.pop("last"):
            await self._end()
        return answer

    async def _running(self) -> asyncio.subprocess.Process:
        if self._child is not None and self._child.returncode is None:
            return self._child
        self.started += 1
        self._child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            self._module,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_ANSWER_BYTES,
            cwd=os.sep,
            env={
                "PYTHONPATH": str(_PACKAGE_ROOT),
                "PYTHONUTF8": "1",
                "PATH": os.defpath,
                "OPENBLAS_NUM_THREADS": "1",
            },
            start_new_session=True,
        )
        return self._child

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()

    def _let_go(self) -> None:
        """The child sees the end of its input, and ends."""
        child, self._child = self._child, None
        if child is not None and child.stdin is not None:
            child.stdin.close()


async def _send_and_read(child: asyncio.subprocess.Process, data: bytes) -> dict[str, Any]:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(data)
    await child.stdin.drain()
    line = await child.stdout.readline()
    if not line.endswith(b"\n"):
        raise ChildEnded
    answer: dict[str, Any] = json.loads(line)
    del answer["bytes"]
    return answer
