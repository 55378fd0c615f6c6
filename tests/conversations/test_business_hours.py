"""When people are there: over midnight, over summer time, and not on holidays."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from switchboard.conversations.business_hours import BusinessHours, hours_of

MADRID = BusinessHours.model_validate(
    {
        "time_zone": "Europe/Madrid",
        "week": {
            "mon": [{"start": "09:00", "end": "14:00"}, {"start": "16:00", "end": "19:00"}],
            "fri": [{"start": "22:00", "end": "02:00"}],
            "sun": [{"start": "01:00", "end": "04:00"}],
        },
        "holidays": ["2026-11-30"],
    }
)


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "is_open", "opens"),
    [
        ("2026-11-23T08:00", True, "2026-11-23T08:00"),  # Monday, 9:00 in Madrid
        ("2026-11-23T07:59", False, "2026-11-23T08:00"),
        ("2026-11-23T13:30", False, "2026-11-23T15:00"),  # the break
        ("2026-11-28T00:30", True, "2026-11-28T00:30"),  # Friday's night shift
        ("2026-11-29T04:00", False, "2026-12-04T21:00"),  # Monday is a holiday
        ("2026-03-29T01:30", True, "2026-03-29T01:30"),  # 3:30, the hour after the clocks moved
        ("2026-03-29T02:00", False, "2026-03-30T07:00"),  # Monday, 9:00 in summer time
    ],
)
def test_hours(at: str, is_open: bool, opens: str) -> None:
    assert MADRID.is_open(_utc(at)) is is_open
    assert MADRID.opens_at(_utc(at)) == _utc(opens)


@given(st.integers(0, 365 * 24 * 60))
def test_it_opens_when_it_says(minutes: int) -> None:
    moment = _utc("2026-01-01T00:00") + timedelta(minutes=minutes)
    opens = MADRID.opens_at(moment)
    assert opens is not None
    assert opens >= moment
    assert MADRID.is_open(opens)
    assert MADRID.is_open(moment) is (opens == moment)
    assert not MADRID.is_open(opens - timedelta(seconds=1)) or opens == moment


def test_nobody_is_turned_away_for_a_setting_that_makes_no_sense() -> None:
    assert hours_of({}) is None
    assert hours_of({"business_hours": {"time_zone": "Mars/Olympus"}}) is None
    never = BusinessHours(time_zone="UTC")
    assert never.opens_at(_utc("2026-11-23T08:00")) is None
    with pytest.raises(ValidationError):
        BusinessHours(time_zone="Mars/Olympus")
