"""BM25 over words and n-grams, in any language."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.knowledge.lexical import (
    K1,
    B,
    LexicalIndex,
    Postings,
    Terms,
    best,
    fold,
    gram_codes,
    tokens,
    word_codes,
)


def first(texts: list[str], query: str, language: str) -> str:
    index = LexicalIndex([Terms.of(text, language) for text in texts])
    return texts[best(index.ask(Terms.of(query, language)), 1)[0][0]]


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
    """One term in one of two texts of equal length, by the formula on paper."""
    texts = [word_codes(["red", "red"], "xx"), word_codes(["blue", "sky"], "xx")]
    found = Postings(texts).ask(word_codes(["red"], "xx"))
    idf = math.log(1 + 1.5 / 1.5)
    gain = idf * 2 * (K1 + 1) / (2 + K1 * (1 - B + B))
    assert found == pytest.approx([gain / idf, 0])


def test_words_nobody_wrote_lower_the_score() -> None:
    index = LexicalIndex([Terms.of("red shoes", "en"), Terms.of("blue hats", "en")])
    sure = index.ask(Terms.of("red shoes", "en"))[0]
    assert index.ask(Terms.of("red shoes zebra quantum", "en"))[0] < sure


def test_nothing_is_found_in_nothing() -> None:
    assert best(LexicalIndex([]).ask(Terms.of("hello", "en")), 5) == []
    assert best(LexicalIndex([Terms.of("", "en")]).ask(Terms.of("", "en")), 5) == []


def test_a_query_of_signs_only_finds_nothing() -> None:
    index = LexicalIndex([Terms.of("hello there", "en")])
    assert best(index.ask(Terms.of("?!… 🙂", "en")), 5) == []


@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=40))
def test_any_texts_can_be_asked_anything(texts: list[str], query: str) -> None:
    scores = LexicalIndex([Terms.of(text, "en") for text in texts]).ask(Terms.of(query, "en"))
    assert scores.shape == (len(texts),)
    assert np.isfinite(scores).all()
    assert (scores >= 0).all()


@given(st.text(max_size=60))
def test_a_text_weighs_what_it_is_counted(text: str) -> None:
    once = gram_codes(tokens(text))
    assert len(Terms.of(text, "en").times(3).grams) == 3 * len(once)


@given(st.lists(st.floats(0, 1, width=32), max_size=30), st.integers(1, 10))
def test_best_is_what_sorting_would_give(scores: list[float], limit: int) -> None:
    found = best(np.array(scores, np.float32), limit)
    assert [score for _, score in found] == sorted((s for s in scores if s > 0), reverse=True)[
        :limit
    ]
