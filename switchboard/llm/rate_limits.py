"""How long a provider asks us to wait, read from the headers of its refusal.

`Retry-After`: RFC 9110, 10.2.3. The `x-ratelimit-*` headers are OpenAI's; copies of its protocol
leave them out, or send 0, -1 or their own formats, so nothing here ever raises.
"""

import math
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from switchboard.core.clock import now

_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_MAX_CHARACTERS = 40
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, or None when the headers do not say. Header names are case-insensitive."""
    lower = {name.lower(): value.strip() for name, value in headers.items()}
    milliseconds = _number(lower.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    stated = lower.get("retry-after", "")
    seconds = _number(stated)
    if seconds is not None:
        return seconds
    return _until(stated) if stated else _reset_of_what_ran_out(lower)


def parse_duration(text: str) -> float | None:
    """Seconds in a text such as "1s", "6m0s" or "120ms"; None when it is something else."""
    parts = _PART.findall(text) if len(text) <= _MAX_CHARACTERS else []
    if not parts or "".join(number + unit for number, unit in parts) != text:
        return None
    return sum(float(number) * _SECONDS[unit] for number, unit in parts)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _until(date: str) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
        return max(0.0, (moment - now()).total_seconds())
    except (TypeError, ValueError, OverflowError):  # TypeError: a date without a zone
        return None


def _reset_of_what_ran_out(headers: Mapping[str, str]) -> float | None:
    waits = [
        parse_duration(headers.get(f"x-ratelimit-reset-{what}", ""))
        for what in ("requests", "tokens")
        if headers.get(f"x-ratelimit-remaining-{what}") == "0"
    ]
    return max((wait for wait in waits if wait is not None), default=None)
