"""Who is asking, and may they: the one door every staff route goes through."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.models import HTTPBearer
from fastapi.routing import iter_route_contexts
from fastapi.security.base import SecurityBase
from starlette.requests import HTTPConnection

from switchboard.core.errors import Forbidden, Unauthorized
from switchboard.core.provide import Services
from switchboard.core.settings import Settings
from switchboard.team.cookies import cookie_names, require_same_origin
from switchboard.team.credentials import Credentials, Principal, unauthorized
from switchboard.team.permissions import PERMISSIONS, Permission


def allow(permission: Permission) -> Any:
    """A dependency that lets in whoever has this permission, and tells the endpoint who it is.

    Used as `staff: Annotated[Principal, allow("conversations.write")]`. Answers 401 when nobody
    is signed in and 403 when the role does not allow it.
    """
    return Depends(_gate(permission))


async def authenticate(connection: HTTPConnection, token: str | None = None) -> Principal:
    """Who sends this request or opens this WebSocket.

    Args:
        connection: the request or the WebSocket.
        token: an access token or API key that came another way, as in a WebSocket's first frame.

    Raises:
        Unauthorized: there is no credential, or it is not valid (any more).
        Forbidden: a cookie came with an unsafe request or a WebSocket of another site's page.
    """
    services: Services = connection.app.state.services
    token = token or _bearer(connection)
    if token is None:
        settings = services.get(Settings)
        token = connection.cookies.get(cookie_names(settings).access)
        if token is None:
            raise unauthorized()
        require_same_origin(connection, settings)
    return await services.get(Credentials).principal(token)


async def identify(connection: HTTPConnection) -> str | None:
    """The caller's stable name for `core.idempotency`, or None if no staff credential is valid."""
    try:
        principal = await authenticate(connection)
    except (Unauthorized, Forbidden):
        return None
    return f"{principal.workspace_id}:{principal.id}"


def _bearer(connection: HTTPConnection) -> str | None:
    header = connection.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise unauthorized()
    return token.strip()


class _Gate(SecurityBase):
    """Stands before an endpoint; OpenAPI shows it as `security`."""

    scheme_name = "bearer"
    model = HTTPBearer(description="An access token from `/api/v1/auth/login`, or an API key.")

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, connection: HTTPConnection) -> Principal:
        principal = await authenticate(connection)
        if self.permission not in PERMISSIONS[principal.role]:
            raise Forbidden(
                f"The role {principal.role} lacks the permission {self.permission}. Ask an "
                "administrator."
            )
        return principal


@cache
def _gate(permission: Permission) -> _Gate:
    return _Gate(permission)


async def _anyone() -> None:
    """Marks a route that needs no member of staff."""


PUBLIC: Any = Depends(_anyone)
"""Put among a route's `dependencies` when it is open on purpose or checks its own credential."""


def unprotected_routes(app: FastAPI) -> list[str]:
    """Every route of the API that neither asks for a permission nor is marked `PUBLIC`."""
    return sorted(
        f"{'/'.join(sorted(route.methods or ['WS']))} {route.path}"
        for route in iter_route_contexts(app.routes)
        if isinstance(getattr(route, "dependant", None), Dependant)
        and not any(map(_guards, _calls(route.dependant)))
    )


def _calls(dependant: Dependant) -> Iterator[object]:
    for part in dependant.dependencies:
        yield part.call
        yield from _calls(part)


def _guards(call: object) -> bool:
    return isinstance(call, _Gate) or call is _anyone
