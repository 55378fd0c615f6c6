"""Tells a running stand-in model what to do next: for tests and benchmarks."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any

import httpx

from switchboard.dev.model_faults import Fault


class ModelAdmin:
    """The admin calls of the stand-in at `url`. Use as an async context manager."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url)

    async def __aenter__(self) -> "ModelAdmin":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()

    async def say(self, *replies: str | Mapping[str, Any]) -> None:
        """Queue replies: texts, or `{text, tool_calls: [{name, arguments}], finish_reason}`."""
        listed = [{"text": item} if isinstance(item, str) else dict(item) for item in replies]
        (await self._http.post("/_script", json={"replies": listed})).raise_for_status()

    async def fail(self, kind: Fault, *, times: int = 1) -> None:
        """Let the next requests fail."""
        body = {"kind": kind, "times": times}
        (await self._http.post("/_faults", json=body)).raise_for_status()

    async def stop_failing(self) -> None:
        """Forget the faults that were planned."""
        (await self._http.delete("/_faults")).raise_for_status()

    async def requests(self) -> list[dict[str, Any]]:
        """What the model was asked, oldest first."""
        answer = (await self._http.get("/_requests")).raise_for_status()
        asked: list[dict[str, Any]] = answer.json()["requests"]
        return asked
