"""Logging: one line an event, as text for people or as JSON for machines.

Logging never stops what serves people: a line is short, is made without reading files or
variables, and is written by a thread of its own. A fault that repeats is counted. Nothing that
customers wrote and no secret gets into a line (see `redact` and `tracebacks`).
"""

import logging
import re
import sys
from typing import Any

import structlog

from switchboard.core.faults import TooManyAlike
from switchboard.core.log_writer import QueuedHandler
from switchboard.core.redact import HIDDEN, MAX_VALUE, shortened, without_secrets
from switchboard.core.settings import Settings
from switchboard.core.tracebacks import message_of, short_traceback

_QUIET = ("httpx", "httpx2", "httpcore", "pgqueuer", "alembic", "uvicorn", "chromadb", "openai")
_MAX_EXCEPTION = 8_000
_SECRET_NAME = re.compile(
    r"(?i)pass(word|wd|phrase)|secret|token|authorization|cookie|api_?key|private_?key|signature"
)
_ARGUMENTS = re.compile(r"\(.*", re.DOTALL)


def configure(settings: Settings) -> None:
    """Send our own events and those of libraries to standard error in one format."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = QueuedHandler(sys.stderr, TooManyAlike())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                _about_record,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _plain_traceback,
                _redacted,
                _renderer(settings),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=settings.log_level, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _about_record(
    _logger: Any, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Say how many alike were left out, and keep asyncio's messages to what happened.

    asyncio adds the `repr` of calls with their arguments.
    """
    record = event["_record"]
    if left_out := getattr(record, "left_out", 0):
        event["left_out"] = left_out
    if record.name == "asyncio":
        event["event"] = _ARGUMENTS.sub("(…)", str(event["event"]).partition("\n")[0])
    return event


def _plain_traceback(
    _logger: Any, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Replace `exc_info` by a few plain lines. What draws tables and variables never sees it."""
    given = event.pop("exc_info", None)
    event.pop("stack_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if error is True:
        error = sys.exception()
    if isinstance(error, BaseException):
        event["exception"] = short_traceback(error)
    return event


def _redacted(
    _logger: Any, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Hide what looks like a secret, by its name or by its form, and cut what is long."""
    return {name: _value(name, value) for name, value in event.items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, bool | int | float | None):
        return value
    if name != "event" and _SECRET_NAME.search(name):
        return HIDDEN
    if isinstance(value, BaseException):
        return f"{type(value).__name__}: {message_of(value)}"
    text = value if isinstance(value, str) else repr(value)
    return without_secrets(shortened(text, _MAX_EXCEPTION if name == "exception" else MAX_VALUE))


def _renderer(settings: Settings) -> structlog.typing.Processor:
    if settings.log_format == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
