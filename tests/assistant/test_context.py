"""The context window is never overfilled, and the manifest accounts for everything."""

from hypothesis import given
from hypothesis import strategies as st

from switchboard.assistant.context import FEWEST_LINES, PASSAGES_SHARE, fill
from switchboard.llm import estimate_tokens

texts = st.lists(st.integers(1, 6_000).map(lambda length: "word " * (length // 5 + 1)), max_size=20)


@given(texts, texts, st.integers(4_000, 32_000))
def test_everything_fits_and_is_accounted_for(
    passages: list[str], lines: list[str], window: int
) -> None:
    filled = fill(rules="Rules.", message="Hello", passages=passages, lines=lines, window=window)
    shown = [passages[index] for index in filled.passages] + [lines[i] for i in filled.lines]
    budget = filled.manifest["budget"]
    assert sum(map(estimate_tokens, shown)) <= budget < window
    spent = sum(estimate_tokens(passages[index]) for index in filled.passages)
    assert spent <= budget * PASSAGES_SHARE
    for segment in filled.manifest["segments"][2:]:
        every = passages if segment["name"] == "passages" else lines
        assert sorted([*segment["kept"], *segment["dropped"]]) == list(range(len(every)))


@given(st.integers(0, 40))
def test_the_newest_lines_come_first(count: int) -> None:
    lines = [f"line {number}" for number in range(count)]
    filled = fill(rules="R", message="M", passages=["word " * 60_000], lines=lines)
    assert filled.lines[-FEWEST_LINES:] == list(range(count))[-FEWEST_LINES:]
    assert filled.passages == []


def test_an_essay_keeps_its_beginning_and_its_end() -> None:
    filled = fill(rules="R", message="start " + "x" * 60_000 + " end", passages=[], lines=[])
    assert filled.message.startswith("start")
    assert filled.message.endswith("end")
    assert len(filled.message) < 10_000
