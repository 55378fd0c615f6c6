"""The API: every route on one page, and the pages of the front ends."""

from fastapi import FastAPI
from fastapi.routing import APIRoute

from switchboard import (
    __version__,
    articles,
    console,
    conversations,
    handover,
    insights,
    search,
    sources,
)
from switchboard.assistant import endpoints as turns
from switchboard.channels import endpoints as inboxes
from switchboard.channels import webchat
from switchboard.channels.webchat import files, self_service, visits
from switchboard.console import canned, people, setup, views
from switchboard.conversations import attachments, lists
from switchboard.core import api as core_api
from switchboard.core.idempotency import Idempotency
from switchboard.core.provide import Services
from switchboard.handover import notices
from switchboard.help_center import endpoints as help_center
from switchboard.roles import health, pages
from switchboard.search.checks import endpoints as checks
from switchboard.team import endpoints as team
from switchboard.team import identify

NOT_KEPT = ("/api/v1/auth", "/api/v1/widget", "/api/v1/attachments")
"""Paths whose answers `Idempotency-Key` never stores: tokens, messages with own ids, and files."""

LARGER_BODIES = {"/api/v1/knowledge/import": 64 * 1024 * 1024}
"""Paths that take more than other requests may bring: whole handbooks, and zips of them."""


def create_app(services: Services) -> FastAPI:
    """The whole HTTP and WebSocket interface over these collaborators."""
    app = FastAPI(
        title="Switchboard",
        version=__version__,
        description="AI customer support: conversations, knowledge, inboxes and people.",
        generate_unique_id_function=_operation_id,
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    app.add_middleware(Idempotency, identify=identify, skip=NOT_KEPT)
    core_api.install(app, LARGER_BODIES)
    for router in _ROUTERS:
        app.include_router(router)
    pages.mount(app)
    return app


_ROUTERS = (
    webchat.router,  # first, because routes are tried in this order
    team.router,
    inboxes.router,
    lists.router,
    lists.labels,
    conversations.router,
    attachments.router,
    articles.router,
    search.router,
    sources.router,
    help_center.router,
    checks.router,
    turns.router,
    handover.router,
    notices.router,
    files.router,
    self_service.router,
    visits.router,
    visits.staff_router,
    console.router,
    insights.router,
    setup.router,
    people.router,
    canned.router,
    views.router,
    health.router,
)


def _operation_id(route: APIRoute) -> str:
    return f"{route.tags[0]}_{route.name}" if route.tags else route.name
