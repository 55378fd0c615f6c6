"""What start-up and the command line do with workspaces and people."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from switchboard.core.db import Session
from switchboard.core.errors import Conflict, Invalid, NotFound
from switchboard.core.ids import new_id
from switchboard.team.models import Account, Member, Workspace
from switchboard.team.passwords import LONGEST, SHORTEST, hash_password
from switchboard.team.permissions import Role
from switchboard.team.queries import memberships, set_password_hash
from switchboard.team.sessions import end_sessions


@dataclass(frozen=True)
class User:
    """One membership, as the command line lists it."""

    email: str
    name: str
    role: str
    status: str
    workspace_id: str
    workspace: str


async def first_workspace(session: Session) -> Workspace | None:
    """The oldest workspace, or None in a new installation. Needs `Database.system`."""
    return await session.scalar(select(Workspace).order_by(Workspace.id).limit(1))


async def create_workspace(
    session: Session,
    name: str,
    languages: Sequence[str],
    owner_email: str,
    owner_name: str,
    password: str,
) -> Workspace:
    """A workspace with its first owner. Needs `Database.system`.

    Args:
        session: a unit of work across workspaces.
        name: the company's name.
        languages: BCP 47 codes; the first is the default.
        owner_email: what the owner signs in with.
        owner_name: what the owner is called.
        password: the owner's; an account that has one already keeps it.
    """
    workspace = Workspace(
        id=new_id("wsp"),
        name=name,
        languages=list(languages),
        default_language=languages[0],
    )
    session.add(workspace)
    await session.flush()
    await _join(session, workspace.id, owner_email, owner_name, Role.OWNER, password)
    return workspace


async def add_user(
    session: Session, workspace_id: str, *, email: str, name: str, role: Role, password: str
) -> Member:
    """Add a person who can sign in at once. Needs `Database.system`.

    An account that has a password already keeps it. Raises Conflict if they are a member, and
    Invalid if the password is too short or too long.
    """
    _check_password(password)
    return await _join(session, workspace_id, email, name, role, password)


async def set_password(session: Session, email: str, password: str) -> None:
    """Set somebody's password and sign them out everywhere. Needs `Database.system`.

    Raises NotFound if nobody has this e-mail, and Invalid if the password will not do.
    """
    _check_password(password)
    account = await session.scalar(select(Account).where(Account.email == normal_email(email)))
    if account is None:
        raise NotFound(f"No member has the e-mail address {email}.")
    await set_password_hash(session, account.id, await hash_password(password))
    await end_sessions(session, await memberships(session, account.id))


async def list_users(session: Session) -> list[User]:
    """Everyone in every workspace. Needs `Database.system`."""
    query = (
        select(Account.email, Member.name, Member.role, Member.status, Workspace.id, Workspace.name)
        .join(Member, Member.account_id == Account.id)
        .join(Workspace, Workspace.id == Member.workspace_id)
        .where(Member.removed_at.is_(None))
        .order_by(Workspace.id, Member.id)
    )
    return [User(*row) for row in (await session.execute(query))]


async def find_or_create_account(session: Session, email: str) -> Account:
    """The account with this e-mail, locked until the transaction ends."""
    await session.execute(
        insert(Account)
        .values(id=new_id("acc"), email=normal_email(email))
        .on_conflict_do_nothing(index_elements=[Account.email])
    )
    query = select(Account).where(Account.email == normal_email(email)).with_for_update()
    return (await session.scalars(query)).one()


def normal_email(email: str) -> str:
    """An e-mail address as it is kept and looked for."""
    return email.strip().lower()


async def _join(
    session: Session, workspace_id: str, email: str, name: str, role: Role, password: str
) -> Member:
    account = await find_or_create_account(session, email)
    query = select(Member).where(
        Member.workspace_id == workspace_id, Member.account_id == account.id
    )
    if await session.scalar(query) is not None:
        raise Conflict(f"{account.email} is already a member of this workspace.")
    if account.password_hash is None:
        account.password_hash = await hash_password(password)
    member = Member(
        id=new_id("mem"),
        workspace_id=workspace_id,
        account_id=account.id,
        name=name,
        role=role,
    )
    session.add(member)
    await session.flush()
    return member


def _check_password(password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"The password must have {SHORTEST} to {LONGEST} characters.")
