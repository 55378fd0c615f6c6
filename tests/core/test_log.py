"""The log: short and plain, without what customers wrote, and never in anybody's way."""

import contextlib
import io
import json
import logging
import os
import sys
from collections.abc import Iterator

import pydantic
import pytest
import structlog
from fastapi import FastAPI
from starlette.testclient import TestClient

from switchboard.core import api, log
from switchboard.core.faults import MAX_ALIKE, PERIOD_SECONDS, TooManyAlike
from switchboard.core.log_writer import MAX_WAITING, QueuedHandler
from switchboard.core.provide import Services
from switchboard.core.redact import without_secrets
from switchboard.core.settings import Settings

WORDS = "my grandmother's walrus"


class Logged:
    """What the product has logged since it was configured."""

    def __init__(self, patch: pytest.MonkeyPatch, log_format: str) -> None:
        self._stream = io.StringIO()
        patch.setattr(sys, "stderr", self._stream)
        log.configure(Settings(log_format=log_format))

    def text(self) -> str:
        """All of it. Nothing is logged after this."""
        for handler in logging.getLogger().handlers:
            handler.close()
        return self._stream.getvalue()


@pytest.fixture(params=["text", "json"])
def logged(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Logged]:
    """The log of one test, in each format."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    yield Logged(monkeypatch, request.param)
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def deep(left: int, words: str) -> None:
    """Raise far down, with variables on the way."""
    password = f"hunter2 {words}"
    if left == 0:
        raise RuntimeError("too far")
    deep(left - 1, password[:100])


def logger() -> structlog.stdlib.BoundLogger:
    return structlog.get_logger("switchboard.tests").new()  # type: ignore[no-any-return]


def test_a_traceback_is_short_and_shows_no_variable(logged: Logged) -> None:
    try:
        deep(300, WORDS)
    except RuntimeError:
        logger().exception("it_failed")
    text = logged.text()
    assert "RuntimeError: too far" in text
    assert "test_log.py" in text
    assert "in deep" in text
    assert WORDS not in text
    assert "hunter2" not in text
    assert len(text) < 3_000


def fail_on(words: str, kind: str) -> None:
    """Make a library fail on words, in the way of many."""
    if kind == "int":
        int(words)
    if kind == "key":
        dict[str, str]()[words]
    if kind == "field":
        pydantic.TypeAdapter(list[int]).validate_python([words])
    if kind == "cause":
        try:
            float(words)
        except ValueError as error:
            raise LookupError("nothing there") from error
    if kind == "group":
        raise ExceptionGroup("many", [ValueError(f"bad: {words!r}") for _ in range(50)])
    raise ValueError(f"invalid input for query argument $1: {words!r} (odd)\nDETAIL: {words}")


@pytest.mark.parametrize("kind", ["int", "key", "field", "cause", "group", "driver"])
@pytest.mark.parametrize("words", [WORDS, 'a "word" of mine', "both ' and \" zebra", "x" * 100_000])
def test_what_an_exception_quotes_stays_out(logged: Logged, kind: str, words: str) -> None:
    try:
        fail_on(words, kind)
    except Exception as error:
        logger().exception("it_failed", reason=error)
        logging.getLogger("library").exception("it failed")
    text = logged.text()
    assert "Error" in text
    assert "walrus" not in text
    assert "mine" not in text
    assert "zebra" not in text
    assert "xxx" not in text
    assert len(text) < 8_000


def test_a_request_that_fails_shows_no_credential(logged: Logged) -> None:
    app = FastAPI()
    app.state.services = Services()
    api.install(app)

    @app.post("/things/{key}")
    async def fails(key: str) -> None:
        raise ValueError(f"no such thing: {key!r}")

    client = TestClient(app, raise_server_exceptions=False)
    headers = {"Authorization": "Bearer swb_secretsecret", "Cookie": "a=crumbcrumb"}
    answer = client.post("/things/inthepath", content=WORDS, headers=headers)
    text = logged.text()
    assert answer.status_code == 500
    assert "/things/{key}" in text
    for secret in ("swb_secretsecret", "crumbcrumb", WORDS, "inthepath"):
        assert secret not in text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("key swb_abc123XYZ_def used", "abc123"),
        ("Authorization: Bearer abcdef.ghi", "abcdef"),
        ("postgresql://user:pass@host/db", "pass@"),
        ("redis://:pass@host", "pass@"),
        ('{"password": "hunter2"}', "hunter2"),
        ("password=hunter2&x=1", "hunter2"),
        ("token eyJhbGciOiJIUzI1NiJ9.e30.abc", "eyJhbGci"),
        ("api_key: sk-proj-abcdefgh", "abcdefgh"),
    ],
)
def test_secrets_are_hidden_by_their_form(text: str, secret: str) -> None:
    assert secret not in without_secrets(text)


def test_secrets_are_hidden_by_their_name(logged: Logged) -> None:
    logger().info("signed_in", refresh_token="r-12345", who="usr_1")
    text = logged.text()
    assert "r-12345" not in text
    assert "usr_1" in text


def test_a_long_value_is_cut(logged: Logged) -> None:
    logger().info("something", value="y" * 1_000_000)
    assert len(logged.text()) < 1_000


def test_a_flood_is_counted_not_repeated(logged: Logged) -> None:
    for number in range(1_000):
        try:
            deep(number % 3, WORDS)
        except RuntimeError:
            logger().exception("it_failed", number=number)
    logger().warning("another")
    text = logged.text()
    assert text.count("it_failed") == MAX_ALIKE
    assert text.count("another") == 1


def test_the_count_of_a_flood_is_told() -> None:
    now = [0.0]
    alike = TooManyAlike(lambda: now[0])
    record = logging.LogRecord("a", logging.ERROR, "", 0, "it failed", (), None)
    assert [alike.filter(record) for _ in range(100)].count(True) == MAX_ALIKE
    assert list(alike.ended()) == []
    now[0] += PERIOD_SECONDS
    assert alike.filter(record)
    assert vars(record)["left_out"] == 100 - MAX_ALIKE
    for _ in range(20):
        alike.filter(record)
    now[0] += PERIOD_SECONDS
    (over,) = alike.ended()
    assert vars(over)["left_out"] == 20 - (MAX_ALIKE - 1)
    assert over.getMessage() == "it failed"
    assert list(alike.ended()) == []


def test_different_faults_do_not_hide_each_other() -> None:
    alike = TooManyAlike(lambda: 0.0)
    records = [logging.LogRecord("a", logging.ERROR, "", 0, f"fault {n}", (), None) for n in "abc"]
    assert sum(alike.filter(record) for _ in range(50) for record in records) == 3 * MAX_ALIKE


def test_a_reader_that_stalls_holds_up_nobody() -> None:
    reader, writer = os.pipe()
    # What the thread has not written when the reader leaves, it cannot write at the end either.
    with contextlib.suppress(BrokenPipeError), os.fdopen(writer, "w") as stream:
        handler = QueuedHandler(stream, TooManyAlike())
        record = logging.LogRecord("a", logging.INFO, "", 0, "x" * 100, (), None)
        for _ in range(MAX_WAITING * 2):
            handler.handle(record)  # would wait for ever, were it written here
        os.set_blocking(writer, False)
        with os.fdopen(reader) as lines:
            next(lines)
            threaded_close(handler, lines)


def threaded_close(handler: QueuedHandler, lines: Iterator[str]) -> None:
    """Read what is left, until it says how much was dropped."""
    handler.handle(logging.LogRecord("a", logging.INFO, "", 0, "last", (), None))
    assert any("log lines were dropped" in line for line in lines)


def test_json_lines_are_json(monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    logged = Logged(monkeypatch, "json")
    try:
        logger().error("odd \ud800 text", value={"a": "\x00"}, count=3)
        (line,) = logged.text().splitlines()
        assert json.loads(line)["count"] == 3
    finally:
        root.handlers = handlers
        root.setLevel(level)
        structlog.reset_defaults()
