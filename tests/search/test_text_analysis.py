"""BM25 over words and n-grams, in any language."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.core.text import fold
from switchboard.search import bm25
from switchboard.search.analysis import analyse
from switchboard.search.bm25 import LexicalIndex
from switchboard.search.text_analysis import (
    K1,
    B,
    Terms,
    tokens,
    word_codes,
)

NONE = np.empty(0, np.int64)


def first(texts: list[str], query: str, language: str) -> str:
    index = LexicalIndex.of([Terms.of(text, language) for text in texts])
    return texts[index.ask(Terms.of(query, language), 1).best(1)[0][0]]


def scores(texts: list[str], query: str) -> list[float]:
    index = LexicalIndex.of([Terms.of(text, "en") for text in texts])
    found = index.ask(Terms.of(query, "en"), 5).at(np.arange(len(texts)))
    return [float(score) for score in found]


@pytest.mark.parametrize(
    ("language", "texts", "query", "expected"),
    [
        ("en", ["You can return items.", "We ship to Norway."], "returning an item", 0),
        ("de", ["Rückgabefrist sechzig Tage", "Versand nach Norwegen"], "ruckgabe", 0),
        ("es", ["Envío a domicilio", "Devolución gratis"], "devoluciones", 1),
        ("zh", ["退货期限为六十天", "我们送货到挪威"], "送货", 1),
        ("ja", ["返品は六十日以内です", "ノルウェーに発送します"], "発送", 1),
        ("hi", ["वापसी साठ दिन के भीतर", "हम नॉर्वे भेजते हैं"], "वापसी", 0),
        ("ru", ["Возврат в течение 60 дней", "Доставка в Норвегию"], "возврата", 0),
        ("xx", ["Rientru in sissanta ghjorni", "Spedizione"], "rientri", 0),
    ],
)
def test_the_right_text_is_found(
    language: str, texts: list[str], query: str, expected: int
) -> None:
    assert first(texts, query, language) == texts[expected]


def test_typing_errors_are_forgiven() -> None:
    assert first(["delivery times", "gift cards"], "delivry", "en") == "delivery times"


def test_accents_and_case_do_not_matter() -> None:
    assert fold("ÉTÉ Straße") == fold("ete STRASSE")


def test_words_of_all_scripts_are_kept_whole() -> None:
    assert tokens("Größe XL, वापसी; don't 退货 A4") == [
        "größe",
        "xl",
        "वापसी",
        "don",
        "t",
        "退货",
        "a4",
    ]


def test_scores_are_bm25() -> None:
    """One word in one of two texts of equal length, by the formula on paper."""
    words = [Terms(word_codes(text, "xx"), NONE) for text in (["red", "red"], ["blue", "sky"])]
    found = LexicalIndex.of(words).ask(Terms(word_codes(["red"], "xx"), NONE), 2)
    saturated = 2 * (K1 + 1) / (2 + K1 * (1 - B + B))
    # The word is all that the question has, and words are half of a score.
    assert found.at(np.arange(2)) == pytest.approx([saturated / 2, 0])


def test_words_nobody_wrote_lower_the_score() -> None:
    texts = ["red shoes", "blue hats"]
    assert scores(texts, "red shoes zebra quantum")[0] < scores(texts, "red shoes")[0]


@pytest.mark.parametrize("texts", [[], [""], ["hello there"]])
def test_nothing_is_found_by_nothing(texts: list[str]) -> None:
    index = LexicalIndex.of([Terms.of(text, "en") for text in texts])
    assert index.ask(Terms.of("?!… 🙂", "en"), 5).best(5) == []


@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=40))
def test_any_texts_can_be_asked_anything(texts: list[str], query: str) -> None:
    found = scores(texts, query)
    assert len(found) == len(texts)
    assert all(math.isfinite(score) and score >= 0 for score in found)


TEXTS = st.lists(st.text("abc de退货", max_size=30), max_size=8)


@given(TEXTS)
def test_many_texts_are_taken_apart_as_each_alone(texts: list[str]) -> None:
    words, grams = analyse(texts, "en")
    for number, text in enumerate(texts):
        alone = Terms.of(text, "en")
        assert words.of(number).tolist() == alone.words.tolist()
        assert grams.of(number).tolist() == alone.grams.tolist()


@given(TEXTS, st.text("abc de退货", max_size=12), st.integers(1, 4))
def test_scoring_less_finds_the_same(texts: list[str], query: str, limit: int) -> None:
    """The rarest terms first, one posting at a time, against all of them."""
    index = LexicalIndex.of([Terms.of(text, "en") for text in texts])
    asked = Terms.of(query, "en")
    everything = sorted(index.ask(asked, 10**9).at(np.arange(len(texts))), reverse=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "FIRST", 1)
        found = index.ask(asked, limit)
        assert [score for _, score in found.best(limit)] == pytest.approx(
            [score for score in everything if score > 0][:limit], abs=1e-6
        )
        assert sorted(found.at(np.arange(len(texts))), reverse=True) == pytest.approx(
            everything, abs=1e-6
        )
