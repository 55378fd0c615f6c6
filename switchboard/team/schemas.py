"""What the API takes and gives about workspaces, people and sessions."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from switchboard.core.email_address import EmailAddress
from switchboard.core.pages import Page
from switchboard.core.parsing import Moment
from switchboard.core.versions import Versioned
from switchboard.team import models
from switchboard.team.passwords import LONGEST, SHORTEST
from switchboard.team.permissions import Permission, Role
from switchboard.team.service import normal_email
from switchboard.team.settings import Availability

Name = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$"
    ),
]
Email = Annotated[
    EmailAddress,
    BeforeValidator(lambda value: normal_email(value) if isinstance(value, str) else value),
]
Language = Annotated[
    str, StringConstraints(max_length=35, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
]
NewPassword = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST)]
Password = Annotated[str, Field(max_length=LONGEST)]
Secret = Annotated[str, StringConstraints(max_length=200, pattern=r"^[\w.-]*$")]
Held = Literal["token", "cookie"]


class Workspace(Versioned):
    """A workspace and the languages its customers are answered in."""

    id: str
    name: str
    languages: list[str]
    default_language: str

    @classmethod
    def of(cls, row: models.Workspace) -> "Workspace":
        """As the API shows it."""
        return cls(
            id=row.id,
            name=row.name,
            languages=row.languages,
            default_language=row.default_language,
        )


class WorkspaceUpdate(BaseModel):
    """What to change; what is left out stays."""

    name: Name | None = None
    languages: Annotated[list[Language], Field(min_length=1, max_length=50)] | None = None
    default_language: Language | None = None


class Member(BaseModel):
    """A person in the workspace. `invite_url` is shown once, to whoever invites them.

    `availability` is what they said of themselves; lists tell it.
    """

    id: str
    email: str
    name: str
    role: Role
    status: models.MemberStatus
    availability: Availability = "online"
    invite_url: str | None = None
    created_at: datetime

    @classmethod
    def of(
        cls,
        row: models.Member,
        email: str,
        invite_url: str | None = None,
        availability: Availability = "online",
    ) -> "Member":
        """As the API shows it."""
        return cls(
            id=row.id,
            email=email,
            name=row.name,
            role=Role(row.role),
            status=models.MemberStatus(row.status),
            availability=availability,
            invite_url=invite_url,
            created_at=row.created_at,
        )


class MemberPage(Page[Member]):
    """Members, the oldest first."""


class MemberCreate(BaseModel):
    """Whom to invite."""

    email: Email
    name: Name
    role: Role


class MemberUpdate(BaseModel):
    """What to change; what is left out stays."""

    name: Name | None = None
    role: Role | None = None
    status: Literal["active", "disabled"] | None = None


class Team(BaseModel):
    """A group of members with a queue of its own."""

    id: str
    name: str
    member_ids: list[str]
    created_at: datetime


class TeamPage(Page[Team]):
    """Teams, the oldest first."""


class TeamWrite(BaseModel):
    """A new team."""

    name: Name
    member_ids: Annotated[list[Secret], Field(max_length=1000)] = []


class TeamUpdate(BaseModel):
    """What to change; what is left out stays."""

    name: Name | None = None
    member_ids: Annotated[list[Secret], Field(max_length=1000)] | None = None


class KeyOwner(BaseModel):
    """The member who answers for an API key."""

    id: str
    name: str


class ApiKey(BaseModel):
    """A program's credential, by the beginning of its key.

    `effective_role` is the weaker of the key's role and its owner's; null while the key does not
    work, because its owner can no longer sign in.
    """

    id: str
    name: str
    role: Role
    effective_role: Role | None
    owner: KeyOwner | None
    prefix: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


class ApiKeyPage(Page[ApiKey]):
    """API keys, the oldest first."""


class ApiKeyCreate(BaseModel):
    """A new key; without `expires_at` it stays valid until it is deleted."""

    name: Name
    role: Role
    expires_at: Moment | None = None


class ApiKeyUpdate(BaseModel):
    """Hands a key over to another active member."""

    owner_id: Annotated[str, StringConstraints(max_length=60)]


class ApiKeyCreated(BaseModel):
    """The only time that `key` is shown."""

    id: str
    name: str
    role: Role
    key: str


class LoginRequest(BaseModel):
    """Who wants to sign in. With `session: "cookie"` the tokens come as HttpOnly cookies."""

    email: Email
    password: Password
    session: Held = "token"
    workspace_id: Secret | None = None


class RefreshRequest(BaseModel):
    """The newest refresh token; left out when it is in a cookie."""

    refresh_token: Secret | None = None


class AcceptInvite(BaseModel):
    """An invitation's token, and what its owner wants to be called and sign in with."""

    token: Secret
    name: Name
    password: NewPassword
    session: Held = "token"


class Session(BaseModel):
    """Somebody is signed in. Both tokens are null when they came as cookies."""

    access_token: str | None
    refresh_token: str | None
    token_type: Literal["Bearer"]
    expires_in: int
    member: Member
    workspace: Workspace


class Me(BaseModel):
    """Who is signed in, where, and what they may do."""

    member: Member
    workspace: Workspace
    permissions: list[Permission]


class MeUpdate(BaseModel):
    """What people may change about themselves."""

    name: Name


class PasswordChange(BaseModel):
    """The present password and the next one."""

    current: Password
    new: NewPassword
