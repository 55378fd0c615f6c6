"""Sessions: a family of refresh tokens each, of which every one can be used once."""

import hmac
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update

from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.ids import new_id
from switchboard.team.credentials import new_secret, secret_hash
from switchboard.team.models import Account, Member, MemberStatus, SignIn, Workspace

REFRESH_TOKEN_SECONDS = 30 * 24 * 3600
RETRY_GRACE = timedelta(minutes=2)
"""How long a used refresh token still gets its successor, for answers that were lost on the way."""


@dataclass(frozen=True)
class OpenSession:
    """A session that somebody holds, with its newest refresh token."""

    id: str
    refresh_token: str
    member: Member
    account: Account
    workspace: Workspace


async def open_session(session: Session, member_id: str) -> OpenSession:
    """Sign this member in, in a new session with a first refresh token."""
    secret = new_secret()
    member, account, workspace = await _holder(session, member_id)
    sign_in = SignIn(
        id=new_id("ses"),
        workspace_id=member.workspace_id,
        member_id=member.id,
        token_hash=secret_hash(secret),
        expires_at=now() + timedelta(seconds=REFRESH_TOKEN_SECONDS),
    )
    session.add(sign_in)
    await session.flush()
    return OpenSession(sign_in.id, f"{sign_in.id}.{secret}", member, account, workspace)


async def renew_session(
    session: Session, refresh_token: str, successor_of: Callable[[str], str]
) -> OpenSession | None:
    """Swap a refresh token for the next one.

    The answer may be lost, and two tabs may ask at once. So the token before the newest gets the
    same successor again for `RETRY_GRACE`. Any other use of an old token ends the session: either
    its owner or a thief shows it, and nobody can tell which (RFC 9700, 4.14.2).

    Args:
        successor_of: the secret that follows a token, the same each time
            (`Credentials.successor_of`).

    Returns None, having ended the session, if the token is not good. Commit either way.
    """
    query = select(SignIn).where(SignIn.id == session_id_of(refresh_token)).with_for_update()
    sign_in = await session.scalar(query)
    if sign_in is None or sign_in.revoked_at is not None or sign_in.expires_at <= now():
        return None
    secret = successor_of(refresh_token)
    if hmac.compare_digest(_shown_hash(refresh_token), sign_in.token_hash):
        _rotate(sign_in, secret)
    elif not _is_retry(sign_in, secret):
        sign_in.revoked_at = now()
        return None
    member, account, workspace = await _holder(session, sign_in.member_id)
    if member.status != MemberStatus.ACTIVE or account.disabled:
        sign_in.revoked_at = now()
        return None
    return OpenSession(sign_in.id, f"{sign_in.id}.{secret}", member, account, workspace)


async def end_session(session: Session, session_id: str) -> None:
    """Sign out: neither its tokens nor its cookies work any more."""
    await session.execute(
        update(SignIn)
        .where(SignIn.id == session_id, SignIn.revoked_at.is_(None))
        .values(revoked_at=now())
    )


async def session_of_token(session: Session, refresh_token: str) -> str | None:
    """The session whose newest refresh token this is, or None."""
    sign_in = await session.get(SignIn, session_id_of(refresh_token))
    if sign_in is None or not hmac.compare_digest(_shown_hash(refresh_token), sign_in.token_hash):
        return None
    return sign_in.id


async def end_sessions(
    session: Session, member_ids: Collection[str], *, but: str | None = None
) -> None:
    """Sign these members out everywhere, except from the session `but`."""
    await session.execute(
        update(SignIn)
        .where(
            SignIn.member_id.in_(member_ids),
            SignIn.revoked_at.is_(None),
            SignIn.id != (but or ""),
        )
        .values(revoked_at=now())
    )


async def prune_sessions(database: Database) -> None:
    """Drop the sessions that have expired. To be run now and then."""
    async with database.system() as session:
        await session.execute(delete(SignIn).where(SignIn.expires_at < now()))


def session_id_of(refresh_token: str) -> str:
    """The session that a refresh token says it belongs to; empty if it is no token of ours."""
    session_id = refresh_token.partition(".")[0]
    return session_id if session_id.isidentifier() else ""


def _shown_hash(refresh_token: str) -> bytes:
    return secret_hash(refresh_token.partition(".")[2])


def _rotate(sign_in: SignIn, secret: str) -> None:
    sign_in.previous_hash, sign_in.token_hash = sign_in.token_hash, secret_hash(secret)
    sign_in.rotated_at = now()
    sign_in.expires_at = sign_in.rotated_at + timedelta(seconds=REFRESH_TOKEN_SECONDS)


def _is_retry(sign_in: SignIn, secret: str) -> bool:
    """Whether the newest token is the successor of the one shown, and still fresh."""
    return (
        sign_in.rotated_at is not None
        and hmac.compare_digest(secret_hash(secret), sign_in.token_hash)
        and now() - sign_in.rotated_at < RETRY_GRACE
    )


async def _holder(session: Session, member_id: str) -> tuple[Member, Account, Workspace]:
    query = (
        select(Member, Account, Workspace)
        .join(Account, Account.id == Member.account_id)
        .join(Workspace, Workspace.id == Member.workspace_id)
        .where(Member.id == member_id)
    )
    return (await session.execute(query)).one()
