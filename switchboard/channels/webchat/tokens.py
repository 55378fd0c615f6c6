"""A visitor's session token, and the identity token that the company's own server signs."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Annotated

import jwt
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from switchboard.core.clock import now
from switchboard.core.email_address import EmailAddress
from switchboard.core.errors import Unauthorized
from switchboard.core.parsing import read_jwt

SESSION_LASTS = timedelta(days=90)
IDENTITY_LASTS_AT_MOST = timedelta(hours=1)
_ISSUER = "switchboard"
_AUDIENCE = "switchboard:visitor"
_LEEWAY_SECONDS = 30
VisitorName = Annotated[
    str,
    BeforeValidator(lambda name: " ".join(name.split()) if isinstance(name, str) else name),
    Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$"),
]
"""On one line: names stand in the headings of lists, notices and mails."""
NO_NUL = r"^[^\x00]*$"


class SessionExpired(Unauthorized):
    """The visitor's session token is not valid any more: the widget starts a new session."""

    code = "session_expired"

    def __init__(self) -> None:
        super().__init__("This chat session has ended. Reload the page to start a new one.")


class IdentityRefused(Unauthorized):
    """The token that says who the visitor is cannot be trusted."""

    code = "identity_refused"


class IdentityRequired(IdentityRefused):
    """This inbox lets nobody chat whom the site has not vouched for."""

    code = "identity_required"

    def __init__(self) -> None:
        super().__init__("Sign in on this site to chat with us.")


@dataclass(frozen=True)
class Visitor:
    """Who chats in the widget: a browser, or a person the company's site vouches for."""

    workspace_id: str
    inbox_id: str
    external_id: str
    name: str | None = None
    email: str | None = None
    language: str | None = None
    time_zone: str | None = None
    verified: bool = False


@dataclass(frozen=True)
class Identity:
    """Who the company's server says a visitor is."""

    id: str
    name: str | None
    email: str | None


def new_visitor_id() -> str:
    """An id for a browser that nobody has vouched for; it cannot be guessed."""
    return f"v_{secrets.token_urlsafe(18)}"


_TOKENS_REMEMBERED = 4096


class VisitorTokens:
    """Signs and reads session tokens, with a key derived from the installation's."""

    def __init__(self, signing_key: str) -> None:
        self._key = hmac.digest(signing_key.encode(), b"switchboard visitor session", "sha256")
        # A widget shows the same token with every message.
        self._verified = lru_cache(maxsize=_TOKENS_REMEMBERED)(self._verify)

    def issue(self, visitor: Visitor) -> tuple[str, datetime]:
        """A token for this visitor, and when it ends."""
        expires = now() + SESSION_LASTS
        claims = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "exp": expires,
            "sub": visitor.external_id,
            "wsp": visitor.workspace_id,
            "ibx": visitor.inbox_id,
            "name": visitor.name,
            "email": visitor.email,
            "lang": visitor.language,
            "tz": visitor.time_zone,
            "ver": visitor.verified,
        }
        return jwt.encode(claims, self._key, algorithm="HS256"), expires

    def read(self, token: str) -> Visitor:
        """The visitor of a token. Raises SessionExpired on any token that is not good."""
        visitor, expires = self._verified(token)
        if expires <= now().timestamp():
            raise SessionExpired
        return visitor

    def _verify(self, token: str) -> tuple[Visitor, float]:
        """The visitor, and when the token ends (seconds since 1970)."""
        try:
            claims = read_jwt(
                token,
                self._key,
                audience=_AUDIENCE,
                issuer=_ISSUER,
                options={"require": ["exp", "sub", "wsp", "ibx"]},
            )
        except jwt.InvalidTokenError as error:
            raise SessionExpired from error
        visitor = Visitor(
            workspace_id=claims["wsp"],
            inbox_id=claims["ibx"],
            external_id=claims["sub"],
            name=claims.get("name"),
            email=claims.get("email"),
            language=claims.get("lang"),
            time_zone=claims.get("tz"),
            verified=claims.get("ver", False),
        )
        return visitor, claims["exp"]


def verify_identity(token: str, secret: str, widget_key: str) -> Identity:
    """Who the site's server says the visitor is (JWT, HS256, `sub` and `exp` required).

    A token that names an audience is for that widget only, so that inboxes which share a secret
    cannot be given each other's tokens.

    Raises IdentityRefused: wrong signature, algorithm or audience, expired, valid for over an
    hour, or claims that are not of their form.
    """
    try:
        claims = read_jwt(
            token,
            secret,
            leeway=_LEEWAY_SECONDS,
            options={"require": ["exp", "sub"], "verify_aud": False},
        )
        if "aud" in claims and widget_key not in _audiences(claims["aud"]):
            raise jwt.InvalidAudienceError("it was issued for another widget")
        said = _Claims.model_validate(claims)
    except jwt.InvalidTokenError as error:
        raise IdentityRefused(f"The identity token is invalid: {error}.") from error
    except ValidationError as error:
        raise IdentityRefused(f"The identity token is invalid: {_first(error)}.") from error
    latest = now() + IDENTITY_LASTS_AT_MOST + timedelta(seconds=_LEEWAY_SECONDS)
    if said.exp > latest.timestamp():
        raise IdentityRefused("The identity token must expire within one hour.")
    return Identity(said.sub, said.name, said.email)


class _Claims(BaseModel):
    """What an identity token says. Two visitors whose ids are too long must not become one."""

    exp: float
    sub: Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL)]
    name: VisitorName | None = None
    email: EmailAddress | None = None


def _audiences(claim: object) -> list[object]:
    """RFC 7519, 4.1.3: one text, or a list of them."""
    return claim if isinstance(claim, list) else [claim]


def _first(error: ValidationError) -> str:
    wrong = error.errors(include_input=False)[0]
    return f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}"
