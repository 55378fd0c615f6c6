"""An answer while it is written: one look at each word, and an end to what has none."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from switchboard.assistant import guard
from switchboard.assistant.citations import without_markers
from switchboard.assistant.fact_check import Facts
from switchboard.assistant.growing_answer import MAX_CHARACTERS, MAX_PIECES, GrowingAnswer
from switchboard.llm import ModelBadAnswer

KNOWN = "It costs 25 euros until 3 May 2026 and takes 14 days. See https://shop.test/help."


def facts() -> Facts:
    known = Facts()
    known.add(KNOWN)
    return known


def drafts(text: str, size: int) -> Iterator[str]:
    """What is shown while a text comes in pieces of this size."""
    growing = GrowingAnswer(facts())
    for start in range(0, len(text), size):
        growing.add(text[start : start + size])
        if draft := growing.draft():
            yield draft


@pytest.mark.parametrize("size", [1, 3, 7, 50])
def test_what_is_known_is_shown_as_it_grows(size: int) -> None:
    text = f"{KNOWN}\n\n- It takes 14 days [1]. {KNOWN} " * 5
    shown = list(drafts(text, size))
    assert len(shown) > 5
    assert all(without_markers(text).startswith(draft) for draft in shown)
    assert shown == sorted(shown, key=len)


@pytest.mark.parametrize("size", [1, 3, 7, 50])
@pytest.mark.parametrize(
    "lie", ["It costs 99 euros.", "Until 9 June 2031.", "See evil.example.com/x now.", "77 % off."]
)
def test_what_is_not_known_is_never_shown(size: int, lie: str) -> None:
    text = f"{KNOWN} {lie} {KNOWN} " * 3
    for draft in drafts(text, size):
        assert not guard.unsupported(draft, facts())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from([*KNOWN.split(), "99", "€", "[1]", "\n", ". ", "a"])),
    st.integers(1, 9),
)
def test_a_draft_is_the_beginning_of_the_answer(words: list[str], size: int) -> None:
    text = " ".join(words)
    for draft in drafts(text, size):
        assert bare(text).startswith(bare(draft))


def bare(text: str) -> str:
    """Only the letters and signs that are not ours."""
    return "".join(text.replace("[1]", "").split())


def test_there_is_an_end() -> None:
    growing = GrowingAnswer(facts())
    with pytest.raises(ModelBadAnswer):
        growing.add("x" * (MAX_CHARACTERS + 1))


def test_pieces_of_nothing_have_an_end_too() -> None:
    growing = GrowingAnswer(facts())
    for _ in range(MAX_PIECES):
        growing.add("")
    with pytest.raises(ModelBadAnswer):
        growing.add("")


def characters_read(text: str, size: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many characters the check reads in all."""
    read = 0
    real = guard.unsupported

    def counted(stretch: str, known: Facts) -> list[str]:
        nonlocal read
        read += len(stretch)
        return real(stretch, known)

    monkeypatch.setattr(guard, "unsupported", counted)
    list(drafts(text, size))
    monkeypatch.setattr(guard, "unsupported", real)
    return read


@pytest.mark.parametrize("text", ["It takes 14 days to come. ", "word ", "x"])
def test_twice_the_text_is_twice_the_work(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    half = (text * MAX_CHARACTERS)[: MAX_CHARACTERS // 2]
    once = characters_read(half, 4, monkeypatch)
    twice = characters_read(half + half, 4, monkeypatch)
    assert twice <= 3 * once
