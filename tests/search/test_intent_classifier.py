"""A head learns from the ways to ask which article is meant, and says when none is."""

import zlib
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.feature_hashing import FeatureHasher, gram_hashes, word_hashes
from switchboard.search.intent_classifier import MIN_QUESTIONS, Examples, IntentClassifier, learn

BEGINNINGS = ("how do i", "can i", "please", "i want to", "help me", "why can i not")
MEANT = {
    "cancel": ("cancel it", "stop my order", "undo the purchase"),
    "pay": ("pay by card", "use a gift card", "settle the bill"),
    "return": ("send it back", "return the parcel", "give back shoes"),
}


def examples(ways: int = 100) -> Examples:
    """A few articles with so many ways to ask at most, and one passage each."""
    texts = [
        (f"{first} {what}", article, True)
        for article, own in MEANT.items()
        for first, what in list(product(BEGINNINGS, own))[:ways]
    ]
    texts += [(f"About {article}.", article, False) for article in MEANT]
    return Examples(
        "en", [one for one, _, _ in texts], [one for _, one, _ in texts], [one for *_, one in texts]
    )


@pytest.fixture(scope="module")
def head() -> IntentClassifier:
    """What was learned of them, from their words alone."""
    return learn(examples())


def best(head: IntentClassifier, question: str) -> tuple[str, float]:
    """The article with the widest margin, and that margin."""
    margins = head.margins(question, None)
    return head.articles[int(np.argmax(margins))], float(margins.max())


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("where can I undo my purchases?", "cancel"),
        ("Settling a BILL", "pay"),
        ("may shoes be retruned", "return"),
    ],
)
def test_a_new_wording_is_recognized(head: IntentClassifier, question: str, article: str) -> None:
    assert best(head, question)[0] == article


def test_a_strange_question_has_a_narrower_margin_than_a_known_one(head: IntentClassifier) -> None:
    known, strange = best(head, "please cancel it"), best(head, "who painted the night watch")
    assert known[1] > 0.5 > strange[1]


def test_learning_knows_no_chance() -> None:
    one, other = learn(examples()), learn(examples())
    assert one.articles == other.articles
    assert np.array_equal(one.weights, other.weights)


def test_meaning_is_read_beside_the_words() -> None:
    """Embeddings that say which article is meant make up for words nobody has used."""
    given = examples()
    axes = np.eye(len(MEANT), dtype=np.float32)
    names = sorted(MEANT)
    vectors = np.stack([axes[names.index(article)] for article in given.articles])
    head = learn(Examples(given.language, given.texts, given.articles, given.asked, "x", vectors))
    margins = head.margins("quux", axes[names.index("pay")])
    assert head.fingerprint == "x"
    assert head.articles[int(np.argmax(margins))] == "pay"


def test_few_ways_to_ask_are_not_learned() -> None:
    assert examples(MIN_QUESTIONS).enough
    assert not examples(MIN_QUESTIONS - 1).enough
    assert not Examples("en", (), (), ()).enough


def test_an_article_with_few_ways_is_left_to_the_other_legs() -> None:
    given = examples()
    more = Examples(
        "en",
        [*given.texts, "do you have a shop"],
        [*given.articles, "shops"],
        [*given.asked, True],
    )
    assert learn(more).articles == ("cancel", "pay", "return")


@given(st.text(max_size=60), st.sampled_from(["en", "de", "zh", "xx"]))
def test_any_text_has_a_row(text: str, language: str) -> None:
    hasher, rows = FeatureHasher.learn(["a known text", "有一个文本", text], language, 64)
    assert rows.shape == (3, 64)
    assert np.isfinite(rows).all()
    assert np.array_equal(hasher.row(text), rows[2])


def test_hashes_are_the_same_in_every_process() -> None:
    """Python's own hashes of strings are not, and processes have to come to the same head."""
    assert word_hashes("Parcels", "en")[0] == zlib.crc32(b"parcel")
    pair = (ord("a") * 0x100000001B3 + ord("b")) % 2**64
    assert (pair * 31 + 2) % 2**64 in gram_hashes("ab").tolist()
