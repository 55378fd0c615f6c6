"""The tokenizer of XLM-RoBERTa, and so of multilingual-e5-small: SentencePiece's Unigram model.

A text is cut into the pieces whose scores sum to the most (Kudo 2018,
https://arxiv.org/abs/1804.10959), found by Viterbi's algorithm. No piece crosses a space, so each
word is cut by itself. A general library takes 280 MB and 1.8 s for these 250,000 pieces; here they
stay in the mapped file and a table of hashes finds them.

The work is bounded whatever the text: at most `MAX_PIECE` times as many characters are looked at
as tokens are wanted, and at most `MAX_PIECE` look-ups are made for each.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from switchboard.llm.e5_file import Pieces

MAX_PIECE = 16
"""The characters of the longest piece."""

_SPACE = "\u2581"
"""What stands before a word in place of the space, as SentencePiece has it."""

_SLOTS = 1 << 20
_PREFIX_BITS = 1 << 23
_UNKNOWN_PENALTY = 10.0
"""An unknown character scores so much less than the worst piece (SentencePiece's kUnkPenalty)."""

_REMEMBERED_WORDS = 8192
_MAX_REMEMBERED = 24

Codes = npt.NDArray[np.uint32]


class Unigram:
    """Cuts texts into pieces. Threads may share one."""

    def __init__(self, pieces: Pieces) -> None:
        self._normalized = pieces.normalized
        self._unknown = pieces.unknown
        self._text = pieces.text
        self._offsets = array("I", pieces.offsets.tobytes())
        self._scores = array("f", pieces.scores.tobytes())
        self._unknown_score = float(pieces.scores.min()) - _UNKNOWN_PENALTY
        codes, self._prefixes = _codes(pieces)
        self._slots = _slots(codes, _reachable(pieces))
        self._remembered = lru_cache(maxsize=_REMEMBERED_WORDS)(self._cut)

    def ids(self, text: str, limit: int) -> list[int]:
        """The ids of the text's first `limit` pieces. Control pieces are never among them."""
        found: list[int] = []
        for word in self._words(text, limit * MAX_PIECE):
            short = len(word) <= _MAX_REMEMBERED
            found += self._remembered(word) if short else self._cut(word)
            if len(found) >= limit:
                break
        return found[:limit]

    def _words(self, text: str, limit: int) -> list[str]:
        """The words of the first `limit` characters, each with the mark of its space."""
        text = text[:limit].translate(self._normalized)[:limit]
        return [_SPACE + word for word in text.replace(" ", _SPACE).split(_SPACE) if word]

    def _cut(self, word: str) -> list[int]:
        """Viterbi: the best way to each place is the best way to an earlier one and a piece."""
        characters = [one.encode(errors="replace") for one in word]
        count = len(characters)
        best = [0.0] + [-np.inf] * count
        steps = [(0, 0)] * (count + 1)
        for start in range(count):
            here = best[start]
            if here + self._unknown_score > best[start + 1]:
                best[start + 1] = here + self._unknown_score
                steps[start + 1] = (start, self._unknown)
            for end, piece in self._pieces_from(characters, start):
                score = here + self._scores[piece]
                if score > best[end]:
                    best[end], steps[end] = score, (start, piece)
        return self._walked(steps)

    def _pieces_from(self, characters: list[bytes], start: int) -> list[tuple[int, int]]:
        """The pieces that begin here, each with the place where it ends."""
        found = []
        code, text = 0, b""
        for end in range(start, min(start + MAX_PIECE, len(characters))):
            code = crc32(characters[end], code)
            text += characters[end]
            piece = self._find(code, text)
            if piece is not None:
                found.append((end + 1, piece))
            if not self._prefixes[(code >> 3) % (_PREFIX_BITS >> 3)] & (1 << (code & 7)):
                break
        return found

    def _find(self, code: int, text: bytes) -> int | None:
        slot = code % _SLOTS
        while found := self._slots[slot]:
            piece = found - 1
            if self._text[self._offsets[piece] : self._offsets[piece + 1]] == text:
                return piece
            slot = (slot + 1) % _SLOTS
        return None

    def _walked(self, steps: list[tuple[int, int]]) -> list[int]:
        """The pieces of the best way; neighbouring unknown characters are one."""
        found: list[int] = []
        at = len(steps) - 1
        while at:
            at, piece = steps[at]
            if piece != self._unknown or not found or found[-1] != piece:
                found.append(piece)
        return found[::-1]


def _reachable(pieces: Pieces) -> Codes:
    """The ids that a text may have: what is written like a control piece is ordinary text."""
    control = {b"<s>", b"<pad>", b"</s>", b"<unk>", b"<mask>"}
    lengths = np.diff(pieces.offsets)
    short = np.flatnonzero((lengths > 0) & (lengths <= 6))
    hidden = [
        int(row)
        for row in short
        if bytes(pieces.text[pieces.offsets[row] : pieces.offsets[row + 1]]) in control
    ]
    reachable = lengths > 0
    reachable[hidden] = False
    return np.flatnonzero(reachable).astype(np.uint32)


def _codes(pieces: Pieces) -> tuple[Codes, bytes]:
    """The CRC-32 of each piece, and a bit for that of each beginning of a longer one.

    All pieces are hashed at once, one byte of each after another.
    """
    text = np.frombuffer(pieces.text, np.uint8)
    table = _crc_table()
    starts, lengths = pieces.offsets[:-1].astype(np.int64), np.diff(pieces.offsets)
    codes = np.full(len(starts), 0xFFFFFFFF, np.uint32)
    prefixes = np.zeros(_PREFIX_BITS >> 3, np.uint8)
    for place in range(int(lengths.max())):
        rows = np.flatnonzero(lengths > place)
        at = starts[rows] + place
        codes[rows] = table[(codes[rows] ^ text[at]) & 0xFF] ^ (codes[rows] >> 8)
        longer = rows[lengths[rows] > place + 1]
        complete = longer[text[starts[longer] + place + 1] & 0xC0 != 0x80]
        marked = ~codes[complete] % _PREFIX_BITS
        np.bitwise_or.at(prefixes, marked >> 3, (1 << (marked & 7)).astype(np.uint8))
    return ~codes, prefixes.tobytes()


def _crc_table() -> Codes:
    """CRC-32 of single bytes, as zlib has it (reflected polynomial 0xEDB88320)."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, np.uint32(0xEDB88320) ^ (table >> 1), table >> 1)
    return table.astype(np.uint32)


def _slots(codes: Codes, rows: Codes) -> array[int]:
    """A hash table with open addressing: id + 1 in the first free slot from the piece's code on."""
    slots = np.zeros(_SLOTS, np.uint32)
    wanted = codes[rows] % _SLOTS
    while len(rows):
        free = np.flatnonzero(slots[wanted] == 0)
        _, first = np.unique(wanted[free], return_index=True)
        placed = free[first]
        slots[wanted[placed]] = rows[placed] + 1
        left = np.ones(len(rows), np.bool_)
        left[placed] = False
        rows, wanted = rows[left], (wanted[left] + 1) % _SLOTS
    return array("I", slots.tobytes())
