"""Whether this process lives, whether it can work, and its metrics."""

import asyncio
import hmac
from collections.abc import Awaitable
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text

from switchboard.core.api import provided
from switchboard.core.client_address import client_network, is_shared
from switchboard.core.db import Database
from switchboard.core.errors import Forbidden, Unauthorized
from switchboard.core.readiness import Readiness
from switchboard.core.settings import Settings
from switchboard.core.shared_metrics import exposition
from switchboard.migrations import newest_revision
from switchboard.realtime import Bus
from switchboard.team import PUBLIC

router = APIRouter(tags=["health"], dependencies=[PUBLIC])

_CHECK_SECONDS = 2.0


@router.get("/livez")
async def live() -> dict[str, str]:
    """Check that the process is running."""
    return {"status": "ok"}


@router.get("/readyz")
async def ready(
    response: Response,
    db: Annotated[Database, provided(Database)],
    bus: Annotated[Bus, provided(Bus)],
    readiness: Annotated[Readiness, provided(Readiness)],
) -> dict[str, Any]:
    """Whether requests should come here. Only PostgreSQL is needed; the rest is detail."""
    database, bus_state = await asyncio.gather(_check(_schema(db)), _check(bus.ping()))
    able = database == "ok" and not readiness.draining
    response.status_code = 200 if able else 503
    return {
        "status": "ready" if able else "draining" if readiness.draining else "not ready",
        "checks": {"database": database, "bus": bus_state, **readiness.details()},
    }


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request, settings: Annotated[Settings, provided(Settings)]) -> Response:
    """Prometheus metrics of this process, or of all that `switchboard up` has started."""
    _check_watcher(request, settings.secret("metrics_token"))
    return Response(exposition(), media_type=CONTENT_TYPE_LATEST)


def _check_watcher(request: Request, token: str | None) -> None:
    """Raise Unauthorized without the token; if none is set, Forbidden for who comes from outside.

    A proxy that this process does not trust hides who is behind it, but not that it is there.
    """
    if token is not None:
        shown = request.headers.get("authorization", "")
        if not hmac.compare_digest(shown.encode(), f"Bearer {token}".encode()):
            raise Unauthorized("Send the metrics token as `Authorization: Bearer`.")
    elif not is_shared(client_network(request)) or "x-forwarded-for" in request.headers:
        raise Forbidden("Set SWITCHBOARD_METRICS_TOKEN to read metrics from elsewhere.")


async def _schema(db: Database) -> None:
    async with db.system() as session:
        revision = await session.scalar(text("SELECT version_num FROM alembic_version"))
    if revision != newest_revision():
        raise RuntimeError(f"the schema is at {revision}, run `switchboard migrate`")


async def _check(probe: Awaitable[None]) -> str:
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            await probe
    except Exception as error:
        return f"unavailable: {type(error).__name__}"
    return "ok"
