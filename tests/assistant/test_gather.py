"""A whole question is answered at once; fragments when the customer pauses; nobody for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.assistant import debounce
from switchboard.assistant.situation import Line

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


def lines(*texts: str, every: float = 0.8) -> list[Line]:
    return [
        Line(seq, "customer", text, START + timedelta(seconds=every * seq))
        for seq, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "how long do I have to send something back?",
        "How long do I have to send something back",
        "¿Cuánto tarda el envío?",
        "Wie lange kann ich etwas zurückschicken",
        "返品はいつまでにすればいいですか？",
        "I want to talk to a human",
    ],
)
def test_what_is_whole_does_not_wait(text: str) -> None:
    assert debounce.seconds_to_wait(lines(text), START, with_model=False) == 0


@pytest.mark.parametrize("text", ["hi", "I bought a lamp", "question:", "about my order", "?"])
def test_a_fragment_waits_for_a_pause(text: str) -> None:
    assert debounce.seconds_to_wait(lines(text), START, with_model=False) == debounce.PAUSE


def test_with_a_model_everything_waits_for_a_pause() -> None:
    wait = debounce.seconds_to_wait(lines("How long do I have?"), START, with_model=True)
    assert wait == debounce.PAUSE_BEFORE_MODEL


@given(
    st.lists(st.floats(0, 1.2), min_size=4, max_size=4),
    st.booleans(),
)
def test_five_messages_in_four_seconds_are_one_burst(gaps: list[float], with_model: bool) -> None:
    """Whenever it looks, before the fifth message and its pause it does not answer."""
    at, burst = START, [Line(1, "customer", "hi", START)]
    for seq, gap in enumerate(gaps, start=2):
        at += timedelta(seconds=min(gap, 0.99))
        assert debounce.seconds_to_wait(burst, at, with_model=with_model) > 0
        burst.append(Line(seq, "customer", "a fragment", at))
    wait = debounce.seconds_to_wait(burst, at, with_model=with_model)
    later = at + timedelta(seconds=wait)
    assert 0 < wait <= debounce.PAUSE_IN_BURST
    assert debounce.seconds_to_wait(burst, later, with_model=with_model) == pytest.approx(0)


def test_whoever_never_pauses_is_answered_all_the_same() -> None:
    burst = lines(*["and"] * 9)
    assert debounce.seconds_to_wait(burst, START + timedelta(seconds=7), with_model=True) == 0


def test_a_clock_ahead_of_ours_does_not_delay() -> None:
    ahead = [Line(1, "customer", "hi", START + timedelta(hours=1))]
    assert debounce.seconds_to_wait(ahead, START, with_model=False) == debounce.PAUSE


def test_a_message_soon_after_belongs_to_the_burst() -> None:
    burst = lines("hi", "my lamp")
    last = burst[-1].at
    assert last is not None
    assert debounce.belongs_to_burst(burst, last + timedelta(seconds=3))
    assert not debounce.belongs_to_burst(burst, last + timedelta(seconds=5))
    assert not debounce.belongs_to_burst(burst, START + timedelta(seconds=11))
