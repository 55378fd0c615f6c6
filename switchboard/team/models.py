"""Tables of workspaces, the people who work in them, and how those sign in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class MemberStatus(StrEnum):
    """Whether a member may work. Only active members can sign in."""

    ACTIVE = "active"
    INVITED = "invited"
    DISABLED = "disabled"


class Workspace(Base):
    """A tenant: one company with its people, customers and conversations."""

    __tablename__ = "workspaces"

    id: Mapped[PrimaryId]
    name: Mapped[str]
    languages: Mapped[list[str]]
    default_language: Mapped[str]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]


class Account(Base):
    """What somebody signs in with. One account can be a member of several workspaces.

    `password_hash` is empty until an invitation is accepted.
    """

    __tablename__ = "accounts"

    id: Mapped[PrimaryId]
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)


class Member(WorkspaceRow, Base):
    """A person in a workspace.

    Somebody who was removed keeps the row, so that what they wrote keeps its author.
    """

    __tablename__ = "members"

    id: Mapped[PrimaryId]
    account_id: Mapped[Id] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str]
    role: Mapped[str]
    status: Mapped[str] = mapped_column(default=MemberStatus.ACTIVE)
    removed_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        UniqueConstraint("workspace_id", "account_id"),
        CheckConstraint("role IN ('owner', 'admin', 'agent', 'viewer')", name="role"),
        CheckConstraint("status IN ('active', 'invited', 'disabled')", name="status"),
        Index("ix_members_list", "workspace_id", "id"),
        Index("ix_members_account", "account_id"),
    )


class Team(WorkspaceRow, Base):
    """A group of members with a queue of its own."""

    __tablename__ = "teams"

    id: Mapped[PrimaryId]
    name: Mapped[str]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        UniqueConstraint("workspace_id", "name"),
        Index("ix_teams_list", "workspace_id", "id"),
    )


class TeamMember(WorkspaceRow, Base):
    """That a member belongs to a team."""

    __tablename__ = "team_members"

    team_id: Mapped[PrimaryId] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    member_id: Mapped[PrimaryId] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))

    __table_args__ = (Index("ix_team_members_member", "member_id"),)


class SignIn(WorkspaceRow, Base):
    """One signed-in browser or script: a family of refresh tokens, of which only the newest works.

    `token_hash` is the newest token's, which replaced another at `rotated_at`. Any other token of
    the family was used before: showing it looks like theft. `previous_hash` is written only for
    processes of the version before, which still read it during an upgrade.
    """

    __tablename__ = "sign_ins"

    id: Mapped[PrimaryId]
    member_id: Mapped[Id] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    token_hash: Mapped[bytes]
    previous_hash: Mapped[bytes | None]
    rotated_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        Index("ix_sign_ins_member", "member_id"),
        Index("ix_sign_ins_expires", "expires_at"),
    )


class ApiKey(WorkspaceRow, Base):
    """A program's credential. Only its hash is kept; `prefix` lets people recognise it.

    `owner_id` is the member who answers for it: the key may do what both its own role and theirs
    allow, and works only while they may sign in.
    """

    __tablename__ = "api_keys"

    id: Mapped[PrimaryId]
    name: Mapped[str]
    role: Mapped[str]
    key_hash: Mapped[bytes] = mapped_column(unique=True)
    prefix: Mapped[str]
    created_by: Mapped[Id | None]
    owner_id: Mapped[Id | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    last_used_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        CheckConstraint("role IN ('owner', 'admin', 'agent', 'viewer')", name="role"),
        Index("ix_api_keys_list", "workspace_id", "id"),
        Index("ix_api_keys_owner", "owner_id"),
    )


class Invite(WorkspaceRow, Base):
    """A link that lets one person in, once. Each member has at most one.

    `inviter_id` is the member who vouches for it: the link works only while they may still
    give that role.
    """

    __tablename__ = "invites"

    id: Mapped[PrimaryId]
    member_id: Mapped[Id] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), unique=True)
    inviter_id: Mapped[Id | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    created_at: Mapped[CreatedAt]
