"""From a credential to the one who acts: access tokens and API keys."""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import jwt
from sqlalchemy import ColumnElement, or_, select, update

from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.errors import Unauthorized
from switchboard.core.parsing import read_jwt
from switchboard.team.models import Account, ApiKey, Member, MemberStatus, SignIn
from switchboard.team.permissions import Role, weaker

ACCESS_TOKEN_SECONDS = 15 * 60
API_KEY_PREFIX = "swb_"
_RECHECK_SECONDS = 10
_REMEMBERED = 10_000
_ISSUER = "switchboard"
_AUDIENCE = "switchboard:staff"
_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Principal:
    """The one who acts: a member of staff, or a program with an API key."""

    kind: Literal["member", "api_key"]
    id: str
    workspace_id: str
    role: Role
    name: str
    session_id: str | None = None
    owner_id: str | None = None
    """The member who answers for an API key."""

    @property
    def member_id(self) -> str | None:
        """The member who acts, or who answers for what the program does."""
        return self.id if self.kind == "member" else self.owner_id


def unauthorized(detail: str | None = None, code: str | None = None) -> Unauthorized:
    """The answer to a missing or bad credential, the same whatever is wrong with it."""
    return Unauthorized(
        detail or "Sign in, or send a valid access token or API key as `Authorization: Bearer`.",
        code=code,
        headers={"WWW-Authenticate": "Bearer"},
    )


def new_secret() -> str:
    """256 random bits as text, for tokens, keys and links."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> bytes:
    """What is kept of a random secret. It cannot be guessed, so a fast hash is enough."""
    return hashlib.sha256(secret.encode()).digest()


class Credentials:
    """Checks credentials. A session or key found good is asked about again after 10 s.

    So an access token costs no query, yet whoever is disabled, signed out or given another role
    is so everywhere within 10 s, and at once in the process that did it (`forget`).
    """

    def __init__(
        self, database: Database, signing_key: str, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Args: the database; the installation's key, of which ours is derived; seconds."""
        self._database = database
        self._key = hmac.digest(signing_key.encode(), b"switchboard access token", "sha256")
        self._refresh_key = hmac.digest(
            signing_key.encode(), b"switchboard refresh token", "sha256"
        )
        self._device_key = hmac.digest(signing_key.encode(), b"switchboard device", "sha256")
        self._clock = clock
        self._known: dict[str | bytes, tuple[float, Principal]] = {}

    def access_token(self, session_id: str) -> str:
        """A token that acts for this session for 15 minutes, unless the session ends before."""
        issued = now()
        claims = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "sid": session_id,
            "iat": issued,
            "exp": issued + timedelta(seconds=ACCESS_TOKEN_SECONDS),
        }
        return jwt.encode(claims, self._key, algorithm="HS256")

    def successor_of(self, refresh_token: str) -> str:
        """The secret of the refresh token after this one: the same whenever it is asked for.

        So an answer that was lost can be given again although only hashes are stored.
        """
        digest = hmac.digest(self._refresh_key, refresh_token.encode(), "sha256")
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def device_token(self, email: str) -> str:
        """What a browser shows to be known as one in which this account has signed in."""
        device = secrets.token_urlsafe(16)
        return f"{device}.{self._device_mark(device, email)}"

    def device_of(self, token: str, email: str) -> str | None:
        """The id of a known device of this account; None for any other token."""
        device, _, mark = token.partition(".")
        expected = self._device_mark(device, email)
        return device if hmac.compare_digest(mark.encode(), expected.encode()) else None

    def _device_mark(self, device: str, email: str) -> str:
        return hmac.new(self._device_key, f"{device} {email}".encode(), "sha256").hexdigest()

    async def principal(self, token: str) -> Principal:
        """Who shows this access token or API key. Raises Unauthorized."""
        if token.startswith(API_KEY_PREFIX):
            return await self._of_key(secret_hash(token))
        return await self._of_session(self._session_id(token))

    async def current(self, principal: Principal) -> Principal:
        """The same one as they are now, for connections that outlive a token.

        Raises Unauthorized once the session or the key has ended.
        """
        if principal.session_id is not None:
            return await self._of_session(principal.session_id)
        return await self._of_key_id(principal.id)

    def forget(self, session_id: str | None = None) -> None:
        """Ask the database again about this session, or about everyone, at the next request."""
        if session_id is None:
            self._known.clear()
        else:
            self._known.pop(session_id, None)

    def _session_id(self, token: str) -> str:
        try:
            claims = read_jwt(
                token,
                self._key,
                audience=_AUDIENCE,
                issuer=_ISSUER,
                options={"require": ["exp", "iat", "sid"]},
            )
        except jwt.InvalidTokenError:
            raise unauthorized() from None
        return str(claims["sid"])

    async def _of_session(self, session_id: str) -> Principal:
        return self._recall(session_id) or self._remember(
            session_id, await _find_session(self._database, session_id)
        )

    async def _of_key(self, key_hash: bytes) -> Principal:
        return self._recall(key_hash) or self._remember(
            key_hash, await _find_key(self._database, ApiKey.key_hash == key_hash)
        )

    async def _of_key_id(self, key_id: str) -> Principal:
        return self._recall(key_id) or self._remember(
            key_id, await _find_key(self._database, ApiKey.id == key_id)
        )

    def _recall(self, name: str | bytes) -> Principal | None:
        until, principal = self._known.get(name, (0.0, None))
        return principal if until > self._clock() else None

    def _remember(self, name: str | bytes, principal: Principal | None) -> Principal:
        if principal is None:
            raise unauthorized()
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[name] = (self._clock() + _RECHECK_SECONDS, principal)
        return principal


async def _find_session(database: Database, session_id: str) -> Principal | None:
    query = (
        select(Member)
        .join(SignIn, SignIn.member_id == Member.id)
        .join(Account, Account.id == Member.account_id)
        .where(
            SignIn.id == session_id,
            SignIn.revoked_at.is_(None),
            SignIn.expires_at > now(),
            Member.status == MemberStatus.ACTIVE,
            Account.disabled.is_(False),
        )
    )
    async with database.system() as session:
        member = await session.scalar(query)
    if member is None:
        return None
    return Principal(
        "member", member.id, member.workspace_id, Role(member.role), member.name, session_id
    )


async def _find_key(database: Database, which: ColumnElement[bool]) -> Principal | None:
    """The key's principal, with the weaker of its own role and its owner's present one."""
    at = now()
    query = (
        select(ApiKey, Member.role)
        .join(Member, Member.id == ApiKey.owner_id)
        .join(Account, Account.id == Member.account_id)
        .where(
            which,
            or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > at),
            Member.status == MemberStatus.ACTIVE,
            Account.disabled.is_(False),
        )
    )
    async with database.system() as session:
        row = (await session.execute(query)).first()
        if row is None:
            return None
        key, owner_role = row
        if key.last_used_at is None or key.last_used_at < at - _USED_EVERY:
            used = update(ApiKey).where(ApiKey.id == key.id).values(last_used_at=at)
            await session.execute(used, execution_options={"synchronize_session": False})
    role = weaker(Role(key.role), Role(owner_role))
    return Principal("api_key", key.id, key.workspace_id, role, key.name, owner_id=key.owner_id)
