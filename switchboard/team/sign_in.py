"""Signing in with e-mail and password, and by an invitation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import aliased

from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.errors import Invalid
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.team.credentials import secret_hash, unauthorized
from switchboard.team.models import Account, Invite, Member, MemberStatus
from switchboard.team.passwords import hash_password, needs_rehash, verify_password
from switchboard.team.permissions import Role, outranks
from switchboard.team.queries import account_of, memberships, set_password_hash
from switchboard.team.sessions import OpenSession, end_sessions, open_session

WRONG_LOGIN = "Wrong e-mail or password."

PER_NETWORK = Limit("login-network", count=60, seconds=300)
PER_ACCOUNT_AND_NETWORK = Limit("login-account-network", count=10, seconds=900)
PER_ACCOUNT = Limit("login-account", count=100, seconds=900)
PER_DEVICE = Limit("login-device", count=10, seconds=900)


@dataclass(frozen=True)
class Attempt:
    """What failures are counted by.

    Args:
        account: the e-mail, or whatever else is guessed at.
        network: the client's network (`core.client_address`).
        device: set for a browser in which this account has signed in before. It has a limit of
            its own, so that strangers who guess cannot lock the owner out
            (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
    """

    account: str
    network: str
    device: str | None = None

    def limits(self) -> list[tuple[Limit, str]]:
        """Each limit that a failure counts against, with its key."""
        if self.device is not None:
            return [(PER_DEVICE, self.device)]
        return [
            (PER_NETWORK, self.network),
            (PER_ACCOUNT_AND_NETWORK, f"{self.account} {self.network}"),
            (PER_ACCOUNT, self.account),
        ]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the one who signs in: their account and where it may work."""

    account_id: str
    member_id: str
    password_hash: str | None


async def sign_in(
    database: Database,
    limiter: RateLimiter,
    *,
    attempt: Attempt,
    password: str,
    workspace_id: str | None = None,
) -> OpenSession:
    """Open a session for whoever knows the password.

    Only failures count against the limits. The answer and the work are the same for an unknown
    e-mail, a wrong password and somebody who may not work (any more).

    Args:
        database: where people are.
        limiter: counts failures.
        attempt: who tries from where; its account is the e-mail, lower-cased.
        password: as typed.
        workspace_id: which of the account's workspaces; the oldest membership when absent.

    Raises:
        Unauthorized: it is not right. TooMany: it was wrong too often.
    """
    async with _failures(limiter, attempt):
        async with database.system() as session:
            candidate = await _find(session, attempt.account, workspace_id)
        known_hash = candidate.password_hash if candidate else None
        if not await verify_password(known_hash, password) or candidate is None:
            raise unauthorized(WRONG_LOGIN, "wrong_login")
    new_hash = await hash_password(password) if needs_rehash(known_hash or "") else None
    async with database.system() as session:
        if new_hash:
            await set_password_hash(session, candidate.account_id, new_hash)
        return await open_session(session, candidate.member_id)


async def accept_invite(
    database: Database,
    limiter: RateLimiter,
    *,
    token: str,
    name: str,
    password: str,
    network: str,
) -> OpenSession:
    """Let an invited person in, once, and sign them in.

    Somebody who has a password already (from another workspace) must give that one: an
    invitation alone never changes a password.

    Raises:
        Invalid: the link is unknown, used or too old. Unauthorized: not their password.
    """
    async with _failures(limiter, Attempt(f"invite {token}", network)):
        async with database.system() as session:
            invited = await _find_invited(session, token)
        new_hash = None
        if invited.password_hash is None:
            new_hash = await hash_password(password)
        elif not await verify_password(invited.password_hash, password):
            raise unauthorized(
                "You already have a password from another workspace. Enter that password."
            )
    async with database.system() as session:
        await _use_up(session, token)
        if new_hash:
            await set_password_hash(session, invited.account_id, new_hash)
        await session.execute(
            update(Member)
            .where(Member.id == invited.member_id)
            .values(name=name, status=MemberStatus.ACTIVE)
        )
        return await open_session(session, invited.member_id)


async def change_password(
    database: Database, limiter: RateLimiter, *, member_id: str, keep: str, current: str, new: str
) -> None:
    """Change the password of a member's account, and sign it out everywhere else.

    Args:
        database: where people are.
        limiter: counts failures.
        member_id: one of the account's memberships.
        keep: the session that stays open.
        current: the present password.
        new: the next one.

    Raises:
        Invalid: `current` is not right. TooMany: it was wrong too often.
    """
    async with _failures(limiter, Attempt(f"password {member_id}", f"password {member_id}")):
        async with database.system() as session:
            account = await account_of(session, member_id)
        if not await verify_password(account.password_hash, current):
            raise Invalid("Your current password is wrong.", code="wrong_password")
    new_hash = await hash_password(new)
    async with database.system() as session:
        await set_password_hash(session, account.id, new_hash)
        await end_sessions(session, await memberships(session, account.id), but=keep)


@asynccontextmanager
async def _failures(limiter: RateLimiter, attempt: Attempt) -> AsyncIterator[None]:
    """Count an attempt against its limits, and take it back if it succeeds."""
    for limit, key in attempt.limits():
        await limiter.require(limit, key)
    yield
    for limit, key in attempt.limits():
        await limiter.refund(limit, key)


async def _find(session: Session, email: str, workspace_id: str | None) -> Candidate | None:
    query = (
        select(Account.id, Member.id, Account.password_hash)
        .join(Member, Member.account_id == Account.id)
        .where(
            Account.email == email,
            Account.disabled.is_(False),
            Member.status == MemberStatus.ACTIVE,
        )
        .order_by(Member.id)
        .limit(1)
    )
    if workspace_id is not None:
        query = query.where(Member.workspace_id == workspace_id)
    row = (await session.execute(query)).first()
    return Candidate(*row) if row else None


async def _find_invited(session: Session, token: str) -> Candidate:
    inviter = aliased(Member)
    query = (
        select(Account.id, Member.id, Account.password_hash, Member.role, inviter.role)
        .join(Member, Member.account_id == Account.id)
        .join(Invite, Invite.member_id == Member.id)
        .join(inviter, inviter.id == Invite.inviter_id)
        .where(
            inviter.status == MemberStatus.ACTIVE,
            Invite.token_hash == secret_hash(token),
            Invite.expires_at > now(),
            Member.status == MemberStatus.INVITED,
            Account.disabled.is_(False),
        )
    )
    row = (await session.execute(query)).first()
    if row is None or outranks(Role(row[3]), Role(row[4])):
        raise _bad_invite()
    return Candidate(*row[:3])


async def _use_up(session: Session, token: str) -> None:
    query = delete(Invite).where(Invite.token_hash == secret_hash(token)).returning(Invite.id)
    if await session.scalar(query) is None:
        raise _bad_invite()


def _bad_invite() -> Invalid:
    return Invalid(
        "This invitation is no longer valid. Ask for a new one.",
        code="invite_invalid",
    )
