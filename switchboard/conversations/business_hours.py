"""When people are there: the week of an inbox in its own time zone, and its holidays."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

_LOOK_AHEAD_DAYS = 21


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("must be a time zone such as Europe/Madrid")
    return name


Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Shift(BaseModel):
    """From `start` to `end`; an end that is not later lies on the next day."""

    model_config = ConfigDict(extra="forbid")

    start: Clock
    end: Clock


class BusinessHours(BaseModel):
    """An inbox's week: any number of shifts a day, over midnight too, and days off."""

    model_config = ConfigDict(extra="forbid")

    time_zone: Annotated[str, Field(max_length=60), AfterValidator(_zone)]
    week: dict[Weekday, Annotated[list[Shift], Field(max_length=6)]] = {}
    holidays: list[date] = Field(default_factory=list, max_length=60)

    def is_open(self, at: datetime) -> bool:
        """Whether people are there at this moment."""
        local = at.astimezone(self._zone).date()
        return any(start <= at < end for start, end in self._shifts(local, days=1))

    def opens_at(self, at: datetime) -> datetime | None:
        """When people are there again, in the inbox's time zone: now if they are.

        None if they are not within three weeks.
        """
        local = at.astimezone(self._zone).date()
        ahead = self._shifts(local, days=_LOOK_AHEAD_DAYS)
        return min(
            (max(start, at.astimezone(self._zone)) for start, end in ahead if end > at),
            default=None,
        )

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def _shifts(self, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
        """The shifts that begin on these days, and on the day before: one may last into them."""
        for offset in range(-1, days):
            day = first + timedelta(days=offset)
            if day in self.holidays:
                continue
            for shift in self.week.get(WEEKDAYS[day.weekday()], []):
                last = day if shift.end > shift.start else day + timedelta(days=1)
                yield self._moment(day, shift.start), self._moment(last, shift.end)

    def _moment(self, day: date, clock: str) -> datetime:
        """A wall clock's time; the zone knows about summer time."""
        return datetime.combine(day, time.fromisoformat(clock), self._zone)


def hours_of(settings: dict[str, Any]) -> BusinessHours | None:
    """The business hours in an inbox's settings; None when people are always there."""
    kept = settings.get("business_hours")
    if kept is None:
        return None
    try:
        return BusinessHours.model_validate(kept)
    except ValidationError:
        # A time zone may vanish from the world's list: then nobody is turned away for it.
        return None
