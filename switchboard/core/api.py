"""What every HTTP endpoint shares: collaborators, problem+json, request ids, limits."""

from collections.abc import Mapping
from typing import Any, TypeVar

import asyncpg
import structlog
from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, HTTPConnection

from switchboard.core.db_faults import refused_value
from switchboard.core.errors import FieldError, Invalid, Malformed, Problem, readable
from switchboard.core.provide import Services
from switchboard.core.repeat import Repeat, ask_again
from switchboard.core.request_middleware import Observe

log = structlog.get_logger(__name__)

T = TypeVar("T")

CLIENT_GONE = 499
"""What proxies call it when a client goes before its answer: for the metrics alone."""
_BY_STATUS = {404: "not_found", 405: "method_not_allowed"}


def provided(kind: type[T]) -> Any:
    """A dependency on the collaborator of this type: `db: Database = provided(Database)`."""

    async def get(connection: HTTPConnection) -> T:  # not async, it would cost a thread
        services: Services = connection.app.state.services
        return services.get(kind)

    return Depends(get)


def install(app: FastAPI, larger_bodies: Mapping[str, int] | None = None) -> None:
    """Give an application the behaviour all our endpoints promise.

    Args:
        larger_bodies: paths whose requests may be larger than others, with their bytes.
    """
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(DBAPIError, _database_error)
    app.add_exception_handler(asyncpg.DataError, _database_error)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _unexpected)
    app.add_middleware(Repeat)
    app.add_middleware(Observe, larger=larger_bodies)


def problem_response(problem: Problem, instance: str | None = None) -> JSONResponse:
    """A problem as an `application/problem+json` answer."""
    return JSONResponse(
        problem.body(instance),
        problem.status,
        headers=problem.headers,
        media_type="application/problem+json",
    )


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    ask_again(request.scope, error)
    return problem_response(error, request.url.path)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if any(part["type"] == "json_invalid" for part in error.errors()):
        return problem_response(Malformed("The request body is not valid JSON."), request.url.path)
    fields = [
        FieldError(field=readable(".".join(map(str, part["loc"][1:]))), message=part["msg"])
        for part in error.errors()
    ]
    said = "; ".join(f"{field.field or 'body'}: {field.message}" for field in fields)
    return problem_response(Invalid(f"{said}.", errors=fields), request.url.path)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem = Problem(str(error.detail), code=_BY_STATUS.get(error.status_code, "http_error"))
    problem.status, problem.title = error.status_code, str(error.detail)
    problem.headers = dict(error.headers or {})
    return problem_response(problem, request.url.path)


async def _database_error(request: Request, error: Exception) -> Response:
    refused = refused_value(error)
    if refused is None:
        raise error
    return problem_response(refused, request.url.path)


async def _gone(_request: Request, _error: Exception) -> Response:
    """Who has sent half a body and left hears no answer, and nothing is wrong with us."""
    return Response(status_code=CLIENT_GONE)


async def _unexpected(request: Request, error: Exception) -> Response:
    # Not the address: some carry a key.
    route = getattr(request.scope.get("route"), "path", "")
    log.error("request_failed", method=request.method, route=route, exc_info=error)
    return problem_response(
        Problem("Something went wrong on our side. The error has been logged."),
        request.url.path,
    )
