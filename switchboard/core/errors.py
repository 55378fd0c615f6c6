"""Errors people may read: each has a name, a status and a sentence (RFC 9457, problem+json)."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel


class FieldError(BaseModel):
    """What is wrong with one field of a request."""

    field: str
    message: str


class ProblemBody(BaseModel):
    """The body of every error answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[FieldError] = []


class Problem(Exception):
    """An error with a sentence for the caller. Subclasses give the status and the name.

    Args:
        detail: what went wrong and what to do, in one plain sentence, with no secret in it.
        code: a stable name for programs; the class's own when absent.
        errors: what is wrong with single fields.
        headers: extra headers of the answer, such as `Retry-After`.
    """

    status = 500
    code = "internal"
    title = "Something went wrong on our side"

    def __init__(
        self,
        detail: str,
        *,
        code: str | None = None,
        errors: Sequence[FieldError] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.errors = list(errors)
        self.headers = headers or {}

    def body(self, instance: str | None = None) -> dict[str, Any]:
        """The answer's body, ready for JSON."""
        return ProblemBody(
            type=f"urn:switchboard:problem:{self.code}",
            title=self.title,
            status=self.status,
            detail=readable(self.detail),
            instance=instance and readable(instance),
            errors=self.errors,
        ).model_dump()


def readable(text: str) -> str:
    """The text without what UTF-8 cannot say, since a sentence may quote what a caller sent."""
    return text.encode(errors="replace").decode()


class Malformed(Problem):
    """The request cannot be read at all."""

    status, code, title = 400, "malformed", "Malformed request"


class Unauthorized(Problem):
    """Nobody is signed in, or the credential is not valid any more."""

    status, code, title = 401, "unauthorized", "Not signed in"


class Forbidden(Problem):
    """The caller is known but may not do this."""

    status, code, title = 403, "forbidden", "Not allowed"


class NotFound(Problem):
    """It does not exist, or not in the caller's workspace."""

    status, code, title = 404, "not_found", "Not found"


class Conflict(Problem):
    """The request does not fit the present state."""

    status, code, title = 409, "conflict", "Conflict"


class TooLarge(Problem):
    """More bytes than this call takes."""

    status, code, title = 413, "too_large", "Too large"


class Invalid(Problem):
    """The request can be read, but its values are not acceptable."""

    status, code, title = 422, "invalid", "Validation failed"


class TooMany(Problem):
    """The caller asks too often."""

    status, code, title = 429, "too_many_requests", "Too many requests"


class Unavailable(Problem):
    """A part this needs is not reachable now; trying again later helps."""

    status, code, title = 503, "unavailable", "Temporarily unavailable"


class Repeatable(Unavailable):
    """Others were in the way, and nothing was changed: the same once more is likely to succeed."""

    code, title = "in_each_others_way", "Try again"
