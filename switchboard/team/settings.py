"""What each person has set for themselves: kept on the server, so that every browser knows it."""

from datetime import datetime, time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.clock import now
from switchboard.core.db import Base, PrimaryId, Session, UpdatedAt, WorkspaceRow

Availability = Literal["online", "away", "busy"]
NoticeKind = Literal["assigned", "waiting", "mention", "reply"]
NOTICE_KINDS: tuple[NoticeKind, ...] = ("assigned", "waiting", "mention", "reply")


class MemberSetting(WorkspaceRow, Base):
    """A person's settings. `choices` is `MemberSettings` without what has a column of its own."""

    __tablename__ = "member_settings"

    member_id: Mapped[PrimaryId] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    availability: Mapped[str]
    choices: Mapped[dict[str, Any]]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        CheckConstraint("availability IN ('online', 'away', 'busy')", name="availability"),
    )


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("Unknown time zone.") from None
    return name


TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]
ActionName = Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z.-]{0,39}$")]
KeyCombination = Annotated[str, StringConstraints(pattern=r"^[\x20-\x7e]{0,40}$")]


class NoticeWays(BaseModel):
    """How to be told of one kind of news: on the open console, by push, with a sound."""

    screen: bool = True
    push: bool = True
    sound: bool = True


class Notices(BaseModel):
    """What to be told of."""

    assigned: NoticeWays = NoticeWays()
    waiting: NoticeWays = NoticeWays(push=False)
    mention: NoticeWays = NoticeWays()
    reply: NoticeWays = NoticeWays()


class QuietHours(BaseModel):
    """From when until when to be left in peace, in the person's time zone; over midnight, too."""

    start: time
    end: time

    def hold(self, at: datetime, zone: str | None) -> bool:
        """Whether the moment falls into them."""
        clock = at.astimezone(ZoneInfo(zone or "UTC")).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


class MemberSettings(BaseModel):
    """What somebody has set for themselves; `locale` null follows the browser."""

    model_config = ConfigDict(extra="ignore")

    availability: Availability = "online"
    locale: Literal["en", "es", "de"] | None = None
    theme: Literal["system", "light", "dark"] = "system"
    density: Literal["comfortable", "dense"] = "comfortable"
    time_zone: TimeZone | None = None
    send_on: Literal["mod+enter", "enter"] = "mod+enter"
    undo_send: bool = True
    keys: Annotated[dict[ActionName, KeyCombination], Field(max_length=100)] = {}
    notices: Notices = Notices()
    quiet: QuietHours | None = None


class MemberSettingsChange(BaseModel):
    """What to change; what is left out stays."""

    availability: Availability | None = None
    locale: Literal["en", "es", "de"] | None = Field(None, description="null: the browser's")
    theme: Literal["system", "light", "dark"] | None = None
    density: Literal["comfortable", "dense"] | None = None
    time_zone: TimeZone | None = None
    send_on: Literal["mod+enter", "enter"] | None = None
    undo_send: bool | None = None
    keys: Annotated[dict[ActionName, KeyCombination], Field(max_length=100)] | None = None
    notices: Notices | None = None
    quiet: QuietHours | None = Field(None, description="null: none")


_MAY_BE_NULL = {"locale", "quiet", "time_zone"}


async def settings_of(session: Session, member_ids: list[str]) -> dict[str, MemberSettings]:
    """Each person's settings; whoever set nothing has the usual ones."""
    rows = await session.scalars(
        select(MemberSetting).where(MemberSetting.member_id.in_(member_ids))
    )
    kept = {row.member_id: _read(row) for row in rows}
    return {member_id: kept.get(member_id, MemberSettings()) for member_id in member_ids}


async def change_settings(
    session: Session, member_id: str, change: MemberSettingsChange
) -> MemberSettings:
    """Change somebody's settings; returns all of them. Two browsers at once lose nothing."""
    # The row is made first, so that there is one to lock.
    await session.execute(
        insert(MemberSetting)
        .values(
            member_id=member_id,
            workspace_id=session.workspace_id,
            availability="online",
            choices={},
            updated_at=now(),
        )
        .on_conflict_do_nothing()
    )
    row = await session.get_one(MemberSetting, member_id, with_for_update=True)
    given = {
        name: value
        for name, value in change.model_dump(exclude_unset=True).items()
        if name in _MAY_BE_NULL or value is not None
    }
    settings = MemberSettings.model_validate(_read(row).model_dump() | given)
    row.availability = settings.availability
    row.choices = settings.model_dump(mode="json", exclude={"availability"})
    return settings


def _read(row: MemberSetting) -> MemberSettings:
    return MemberSettings.model_validate({**row.choices, "availability": row.availability})
