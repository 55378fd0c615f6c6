"""The routes of the processes that have no whole API: a gateway's sockets, a worker's probes."""

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIWebSocketRoute

from switchboard import console
from switchboard.channels import webchat
from switchboard.core import api as core_api
from switchboard.core.provide import Services
from switchboard.roles import health


def create_gateway(services: Services) -> FastAPI:
    """The two WebSockets and the probes over these collaborators."""
    return _create(services, _sockets_of(webchat.router), _sockets_of(console.router))


def create_probes(services: Services) -> FastAPI:
    """The probes alone, for a process that serves no one."""
    return _create(services)


def _create(services: Services, *routers: APIRouter) -> FastAPI:
    app = FastAPI(title="Switchboard", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.services = services
    core_api.install(app)
    for router in (*routers, health.router):
        app.include_router(router)
    return app


def _sockets_of(router: APIRouter) -> APIRouter:
    sockets = APIRouter()
    sockets.routes += [route for route in router.routes if isinstance(route, APIWebSocketRoute)]
    return sockets
