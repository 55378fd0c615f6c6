"""The one place that reads the time, so that a test can stand elsewhere in it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251
