"""Articles are cut into passages that lose nothing and stand alone."""

import re

from hypothesis import given
from hypothesis import strategies as st

from switchboard.documents.chunking import MAX_SIZE, Passage, size, split

WORDS = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzäéß", min_size=1, max_size=8),
    min_size=1,
    max_size=120,
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(
    lambda sentences: " ".join(" ".join(words).capitalize() + "." for words in sentences)
)
ITEMS = st.lists(SENTENCES, min_size=1, max_size=5).map(
    lambda items: "\n".join(f"- {item}" for item in items)
)
HEADINGS = st.tuples(st.integers(1, 4), WORDS.map(lambda words: " ".join(words[:4]))).map(
    lambda heading: "#" * heading[0] + " Head " + heading[1]
)
BLOCKS = st.lists(st.one_of(SENTENCES, ITEMS, HEADINGS), min_size=1, max_size=8)


def test_a_section_is_a_passage_with_the_path_of_its_headings() -> None:
    found = split("Before.\n\n# Returns\nAll of it.\n\n## Deadline\n60 days.\n\n# Refunds\nSoon.")
    assert found == [
        Passage("", "Before."),
        Passage("Returns", "All of it."),
        Passage("Returns › Deadline", "60 days."),
        Passage("Refunds", "Soon."),
    ]


def test_a_heading_that_repeats_the_title_is_left_out_of_the_path() -> None:
    assert split("# Returns\n## Deadline\n60 days.", title="Returns")[-1].heading == "Deadline"


def test_a_heading_with_nothing_under_it_is_not_lost() -> None:
    assert split("# Open on Sundays\n# Closed on Mondays") == [
        Passage("", "Open on Sundays"),
        Passage("", "Closed on Mondays"),
    ]


def test_an_empty_article_has_no_passages() -> None:
    assert split("") == split(" \n\n") == []


def test_a_long_section_is_cut_between_its_paragraphs() -> None:
    first, second = "One two three. " * 40, "Four five six. " * 40
    assert [passage.text for passage in split(f"{first}\n\n{second}")] == [
        first.strip(),
        second.strip(),
    ]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "We send every parcel within two days of your order."
    for passage in split(" ".join([sentence] * 60)):
        assert passage.text.startswith("We send")
        assert passage.text.endswith("order.")


def test_a_long_list_is_cut_between_its_items_and_keeps_its_marks() -> None:
    items = "\n".join(f"- item number {n} is a thing that we sell in the shop" for n in range(60))
    for passage in split(items):
        assert all(line.startswith("- item") for line in passage.text.splitlines())


def test_a_long_table_repeats_its_header() -> None:
    rows = "\n".join(f"| country {n} | {n} euros | {n} days |" for n in range(80))
    found = split(f"# Prices\n| Country | Price | Time |\n|---|---|---|\n{rows}")
    assert len(found) > 1
    assert all(passage.text.startswith("| Country | Price | Time |\n|---") for passage in found)
    assert sum(passage.text.count("| country ") for passage in found) == 80


def test_code_stays_as_it_is() -> None:
    code = '```json\n{\n  "a": 1\n}\n```'
    assert split(f"Send this:\n\n{code}")[0].text == f"Send this:\n\n{code}"


def test_text_in_other_scripts_is_bounded_too() -> None:
    found = split("退货期限为六十天。" * 120)
    assert len(found) > 1
    assert all(passage.text.endswith("。") for passage in found)


@given(BLOCKS)
def test_no_word_is_lost_and_order_is_kept(blocks: list[str]) -> None:
    body = "\n\n".join(block for block in blocks if not block.startswith("#"))
    source = "\n\n".join(blocks)
    headings = [block.lstrip("# ") for block in blocks if block.startswith("#")]
    found = split(source)
    kept = " ".join(passage.text for passage in found if passage.text not in headings)
    assert re.findall(r"\w+", kept) == re.findall(r"\w+", body)
    shown = " ".join(f"{passage.heading} {passage.text}" for passage in found)
    assert all(heading in shown for heading in headings)


@given(st.text(max_size=3000))
def test_any_text_at_all_is_cut_into_bounded_passages(text: str) -> None:
    for passage in split(text):
        assert passage.text.strip()
        assert size(passage.text) <= MAX_SIZE


@given(BLOCKS)
def test_passages_are_bounded(blocks: list[str]) -> None:
    assert all(size(passage.text) <= MAX_SIZE for passage in split("\n\n".join(blocks)))
