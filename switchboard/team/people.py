"""Who may let whom in, change whom and send whom away.

At least one active owner stays; only owners make, change or remove owners; nobody disables or
removes themselves.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, Forbidden
from switchboard.core.ids import new_id
from switchboard.team.credentials import Principal, new_secret, secret_hash
from switchboard.team.models import Invite, Member, MemberStatus, TeamMember
from switchboard.team.permissions import Role, outranks
from switchboard.team.queries import member_with_email
from switchboard.team.service import find_or_create_account
from switchboard.team.sessions import end_sessions

INVITE_VALID_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Invited:
    """A member who was asked in, and the secret of their link, which is shown only now."""

    member: Member
    email: str
    token: str


async def invite(session: Session, actor: Principal, email: str, name: str, role: Role) -> Invited:
    """Ask somebody in; asking again replaces the link.

    Raises Forbidden if the role is above the actor's, Conflict if they are a member already.
    """
    require_rank(actor, role)
    account = await find_or_create_account(session, email)
    member = await session.scalar(
        select(Member).where(
            Member.workspace_id == session.workspace_id, Member.account_id == account.id
        )
    )
    if member is None:
        member = Member(id=new_id("mem"), workspace_id=session.workspace_id, account_id=account.id)
        session.add(member)
    elif member.removed_at is None and member.status != MemberStatus.INVITED:
        raise Conflict(f"{account.email} is {member.status} in this workspace.")
    else:
        require_rank(actor, Role(member.role))
    member.name, member.role = name, role
    member.status, member.removed_at = MemberStatus.INVITED, None
    await session.flush()
    return Invited(member, account.email, await _new_link(session, actor, member.id))


async def renew_invite(session: Session, actor: Principal, member_id: str) -> Invited:
    """A new link for somebody who was invited; the one before is of no use any more.

    Raises Forbidden if their role is above the actor's, Conflict if they have joined, NotFound.
    """
    member, email = await member_with_email(session, member_id)
    require_rank(actor, Role(member.role))
    if member.status != MemberStatus.INVITED:
        raise Conflict(f"{email} has already accepted the invitation.")
    return Invited(member, email, await _new_link(session, actor, member.id))


async def change(
    session: Session,
    actor: Principal,
    member_id: str,
    *,
    name: str | None = None,
    role: Role | None = None,
    status: MemberStatus | None = None,
) -> tuple[Member, str]:
    """Change a member; whoever is disabled is signed out. Returns them with their e-mail.

    Raises Forbidden and Conflict by the rules above, NotFound.
    """
    owners = await _lock_owners(session)
    member, email = await member_with_email(session, member_id)
    require_rank(actor, Role(member.role))
    if role is not None:
        require_rank(actor, role)
        member.role = role
    if status is not None and status != member.status:
        await _set_status(session, actor, member, status)
    if name is not None:
        member.name = name
    _require_owner(owners, member)
    await session.flush()
    return member, email


async def remove(session: Session, actor: Principal, member_id: str) -> None:
    """Send a member away. An invitation that was not accepted is withdrawn.

    Raises Forbidden and Conflict by the rules above, NotFound.
    """
    owners = await _lock_owners(session)
    member, _ = await member_with_email(session, member_id)
    require_rank(actor, Role(member.role))
    _require_other(actor, member)
    await session.execute(delete(Invite).where(Invite.member_id == member.id))
    await session.execute(delete(TeamMember).where(TeamMember.member_id == member.id))
    await end_sessions(session, [member.id])
    member.status, member.removed_at = MemberStatus.DISABLED, now()
    _require_owner(owners, member)
    await session.flush()


def require_rank(actor: Principal, role: Role) -> None:
    """Raise Forbidden unless the actor's role is at least this one."""
    if outranks(role, actor.role):
        raise Forbidden(f"Only an {role} can do this. Your role is {actor.role}.")


async def _set_status(
    session: Session, actor: Principal, member: Member, status: MemberStatus
) -> None:
    if member.status == MemberStatus.INVITED:
        raise Conflict(
            "This member has not accepted the invitation yet. Remove the invitation instead."
        )
    if status == MemberStatus.DISABLED:
        _require_other(actor, member)
        await end_sessions(session, [member.id])
    member.status = status


async def _lock_owners(session: Session) -> set[str]:
    """The active owners, locked so that two of them cannot send each other away at once."""
    query = (
        select(Member.id)
        .where(
            Member.workspace_id == session.workspace_id,
            Member.role == Role.OWNER,
            Member.status == MemberStatus.ACTIVE,
        )
        .order_by(Member.id)
        .with_for_update()
    )
    return set(await session.scalars(query))


def _require_other(actor: Principal, member: Member) -> None:
    if actor.id == member.id:
        raise Conflict("You cannot disable or remove yourself. Ask another administrator.")


def _require_owner(owners: set[str], changed: Member) -> None:
    stays = changed.role == Role.OWNER and changed.status == MemberStatus.ACTIVE
    if not stays and not owners - {changed.id}:
        raise Conflict("This is the last active owner. Make another member an owner first.")


async def _new_link(session: Session, actor: Principal, member_id: str) -> str:
    token = new_secret()
    values = {
        "inviter_id": actor.member_id,
        "token_hash": secret_hash(token),
        "expires_at": now() + INVITE_VALID_FOR,
    }
    await session.execute(
        insert(Invite)
        .values(
            id=new_id("inv"),
            workspace_id=session.workspace_id,
            member_id=member_id,
            created_at=now(),
            **values,
        )
        .on_conflict_do_update(index_elements=[Invite.member_id], set_=values)
    )
    return token
