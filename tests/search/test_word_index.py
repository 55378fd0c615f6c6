"""BM25 over words and n-grams, in any language, from files that every process maps."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from switchboard.core.text import fold
from switchboard.search.documents import Document, Text
from switchboard.search.text_analysis import Terms, normalized_hash, tokens
from switchboard.search.word_index import TextIndex, WordIndex


def article(key: str, text: str, *, language: str = "en", audience: str = "public") -> Document:
    """An article of one passage and one question, both this text."""
    passage, question = (Text(f"{key}/{kind}", key, "", text) for kind in "pq")
    return Document(key, key, language, "", None, audience, None, [passage], [question])


def index_of(texts: list[str], language: str = "en") -> TextIndex:
    """The questions of some articles, whose ids are their numbers."""
    documents = [article(str(n), text, language=language) for n, text in enumerate(texts)]
    return WordIndex.in_memory(language, documents).questions


def found(
    index: TextIndex, query: str, language: str = "en", audience: str = "public"
) -> list[str]:
    """The articles that a question finds, best first."""
    terms = index.weighted(Terms.of(query, language))
    return [hit.article_id for hit in index.search(terms, audience, 10)]


def scores(texts: list[str], query: str) -> dict[str, float]:
    """What a question scores in each of these texts."""
    index = index_of(texts)
    return index.score(index.weighted(Terms.of(query, "en")), [str(n) for n in range(len(texts))])


@pytest.mark.parametrize(
    ("language", "texts", "query", "expected"),
    [
        ("en", ["You can return items.", "We ship to Norway."], "returning an item", "0"),
        ("de", ["Rückgabefrist sechzig Tage", "Versand nach Norwegen"], "ruckgabe", "0"),
        ("es", ["Envío a domicilio", "Devolución gratis"], "devoluciones", "1"),
        ("zh", ["退货期限为六十天", "我们送货到挪威"], "送货", "1"),
        ("ja", ["返品は六十日以内です", "ノルウェーに発送します"], "発送", "1"),
        ("hi", ["वापसी साठ दिन के भीतर", "हम नॉर्वे भेजते हैं"], "वापसी", "0"),
        ("ru", ["Возврат в течение 60 дней", "Доставка в Норвегию"], "возврата", "0"),
        ("xx", ["Rientru in sissanta ghjorni", "Spedizione"], "rientri", "0"),
    ],
)
def test_the_right_text_is_found(
    language: str, texts: list[str], query: str, expected: str
) -> None:
    assert found(index_of(texts, language), query, language)[0] == expected


def test_typing_errors_are_forgiven() -> None:
    assert found(index_of(["delivery times", "gift cards"]), "delivry")[0] == "0"


def test_accents_and_case_do_not_matter() -> None:
    assert fold("ÉTÉ Straße") == fold("ete STRASSE")
    assert normalized_hash("Été, Straße?") == normalized_hash("ete  strasse")


def test_words_of_all_scripts_are_kept_whole() -> None:
    expected = ["größe", "xl", "वापसी", "don", "t", "退货", "a4"]
    assert tokens("Größe XL, वापसी; don't 退货 A4") == expected


def test_a_text_like_the_question_scores_about_one() -> None:
    """By the formula: each term once, in texts of equal length."""
    assert scores(["red shoes", "big chair"], "red shoes")["0"] == pytest.approx(1.0, abs=0.02)


def test_words_nobody_wrote_lower_the_score() -> None:
    texts = ["red shoes", "blue hats"]
    assert scores(texts, "red shoes zebra quantum")["0"] < scores(texts, "red shoes")["0"]


@pytest.mark.parametrize("texts", [[], [""], ["hello there"]])
def test_nothing_is_found_by_nothing(texts: list[str]) -> None:
    assert found(index_of(texts), "?!… 🙂") == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=40))
def test_any_texts_can_be_asked_anything(texts: list[str], query: str) -> None:
    assert all(math.isfinite(score) and score >= 0 for score in scores(texts, query).values())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("abc de退货", max_size=30), max_size=8), st.text("abc de退货", max_size=12))
def test_what_is_scored_is_what_was_found(texts: list[str], query: str) -> None:
    index = index_of(texts)
    terms = index.weighted(Terms.of(query, "en"))
    hits = {hit.article_id: hit.score for hit in index.search(terms, "public", 10)}
    scored = index.score(terms, [str(n) for n in range(len(texts))])
    assert {one: score for one, score in scored.items() if score} == pytest.approx(hits, abs=1e-6)


def test_an_audience_finds_what_it_may_see() -> None:
    documents = [
        article(audience, "how are refunds paid", audience=audience)
        for audience in ("public", "customers", "staff")
    ]
    index = WordIndex.in_memory("en", documents).passages
    assert found(index, "refunds") == ["public"]
    assert set(found(index, "refunds", audience="customers")) == {"public", "customers"}
    assert set(found(index, "refunds", audience="staff")) == {"public", "customers", "staff"}


def test_a_wording_is_found_whatever_its_case_and_punctuation() -> None:
    index = index_of(["¿Cuánto cuesta?", "Where is it"])
    assert index.worded(normalized_hash("cuanto CUESTA")) == {"0"}
    assert index.worded(normalized_hash("…")) == set()


def test_readers_see_what_was_committed_and_nothing_else(tmp_path: Path) -> None:
    writer = WordIndex.open(tmp_path / "en", "en", create=True)
    writer.add([article("a", "red shoes"), article("b", "blue hats")])
    writer.commit()
    reader = WordIndex.open(tmp_path / "en", "en")
    writer.add([article("b", "green mitten")])
    writer.remove("a")
    assert found(reader.passages, "shoes") == ["a"]
    writer.commit()
    writer.close()
    reader.reload()
    assert (found(reader.passages, "shoes"), found(reader.passages, "hats")) == ([], [])
    assert found(reader.passages, "mitten") == ["b"]
    assert (reader.articles(), reader.count) == ({"b"}, 2)


def test_a_folder_without_an_index_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Failed to open"):
        WordIndex.open(tmp_path / "none", "en")


def test_the_files_hold_no_texts(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path / "en", "en", create=True)
    index.add([article("a", "a secret sentence about gloves")])
    index.commit()
    index.close()
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(b"secret sentence" in content for content in files)
