"""Keeps one engine running: starts it, waits until it answers, starts it again when it dies."""

import asyncio
from dataclasses import dataclass, field

import structlog

from switchboard.engines.config import TITLES, EngineError, Progress
from switchboard.engines.engine import Engine
from switchboard.engines.process import GuardedProcess, clear_leftovers, log_tail

READY_TIMEOUT = 120.0  # seconds; after a crash PostgreSQL replays its log first
POLL = 0.02  # seconds between two questions whether it is ready
FIRST_DELAY = 0.2  # seconds before the first new start; doubled with each failure
LONGEST_DELAY = 15.0
HEALTHY_AFTER = 60.0  # seconds of running after which the delays begin anew

log = structlog.get_logger(__name__)


@dataclass(eq=False)
class Supervisor:
    """Runs an engine from `start` to `stop`, whatever happens to its process in between."""

    engine: Engine
    progress: Progress
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _process: GuardedProcess | None = None
    _keeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Starts the engine and returns when it answers. Raises EngineError when it does not."""
        async with self._changing:
            if self._keeper is not None:
                return
            try:
                await self._bring_up()
            except BaseException:
                await self._end()
                raise
            self._keeper = asyncio.create_task(self._keep(), name=f"keep-{self.engine.name}")

    async def stop(self) -> None:
        """Stops the engine, and with it the watch over it."""
        async with self._changing:
            keeper, self._keeper = self._keeper, None
            if keeper is not None:
                keeper.cancel()
                await asyncio.wait([keeper])
            await self._end()

    async def wait_ready(self) -> None:
        """Returns when the engine answers, which may be after a restart."""
        # Asks the engine itself: that it has died may not have reached us yet.
        while True:
            await self._ready.wait()
            if await self.engine.is_ready():
                return
            await asyncio.sleep(POLL)

    @property
    def pid(self) -> int | None:
        """The engine's process id, None while it is down."""
        return self._process.pid if self._process is not None else None

    async def _bring_up(self) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        self.progress(self.engine.name, "starting")
        await clear_leftovers(self.engine.command())
        await self.engine.prepare()
        await self._set_damage_aside(failed=False)
        try:
            await self._launch()
        except EngineError:
            await self._end()
            if not await self._set_damage_aside(failed=True):
                raise
            await self._launch()
        self._ready.set()
        self.progress(self.engine.name, f"ready after {loop.time() - began:.1f} s")

    async def _launch(self) -> None:
        self._process = GuardedProcess(self.engine.command())
        await self._until_ready(self._process)

    async def _set_damage_aside(self, *, failed: bool) -> bool:
        said = await self.engine.set_damage_aside(failed=failed)
        if said is not None:
            self._report(said)
        return said is not None

    async def _until_ready(self, process: GuardedProcess) -> None:
        try:
            async with asyncio.timeout(READY_TIMEOUT):
                while not process.exited.is_set():
                    if await self.engine.is_ready():
                        return
                    await asyncio.sleep(POLL)
        except TimeoutError:
            raise self._failure(process, f"did not answer within {READY_TIMEOUT:.0f} s") from None
        raise self._failure(process, f"ended at once (exit code {process.returncode})")

    def _failure(self, process: GuardedProcess, what: str) -> EngineError:
        path = process.command.log
        return EngineError(
            f"{TITLES[self.engine.name]} {what}. Last log lines:\n{log_tail(path)}",
            f"Full log: {path}; run `switchboard doctor` to check common causes.",
        )

    async def _keep(self) -> None:
        """Starts the engine again each time it ends, a little later after each failure."""
        loop = asyncio.get_running_loop()
        delay = FIRST_DELAY
        while True:
            began = loop.time()
            if self._process is not None:
                await self._process.exited.wait()
            await self._end()
            if loop.time() - began > HEALTHY_AFTER:
                delay = FIRST_DELAY
            self._report(f"is down; starting it again in {delay:.1f} s")
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST_DELAY)
            try:
                await self._bring_up()
            except (EngineError, OSError) as error:
                self._report(str(error))
                await self._end()

    def _report(self, what: str) -> None:
        log.error("engine trouble", engine=self.engine.name, what=what)
        self.progress(self.engine.name, what)

    async def _end(self) -> None:
        self._ready.clear()
        process, self._process = self._process, None
        if process is not None:
            await process.stop()
