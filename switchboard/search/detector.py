"""Says which of some languages a text is in, by the frequencies of its byte sequences.

The frequencies are those of py3langid (142 languages, BSD licence). Its own reader walks an
automaton that takes 78 MB; here the same sequences stand in sorted tables and their frequencies in
one byte each, which takes 31 MB and gives the same answers. A text is read with a space before and
after it, as the sequences at the edges of words tell most: of single words that makes 78 in 100
right instead of 71, among ten languages.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_DIR, MODEL_FILE
from py3langid.modelio import load_model

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

_PRIME = 0x100000001B3
_STATES_AT_ONCE = 4_000


@dataclass(frozen=True, slots=True)
class _Sequences:
    """All known byte sequences of one length: their hashes, ascending, and each one's feature.

    A sequence that only begins a longer one has the feature -1.
    """

    hashes: Hashes
    features: npt.NDArray[np.int32]


class Detector:
    """Make one with `Detector.load` and share it."""

    def __init__(
        self, lengths: list[_Sequences], worth: npt.NDArray[np.uint8], low: float, step: float
    ) -> None:
        """Args: sequences by length; log frequencies (feature, column) as `low` + n `step`."""
        self._lengths = lengths
        self._worth = worth
        self._low = low
        self._step = step
        self._columns: dict[str, list[int]] = {}

    @classmethod
    def load(cls, path: Path = Path(MODEL_DIR) / MODEL_FILE) -> Detector:
        """Read the model. Takes about two seconds, and 80 MB for as long."""
        frequencies, _, languages, moves, rows, features = load_model(path)
        low, high = float(frequencies.min()), float(frequencies.max())
        step = (high - low) / 255
        worth = np.round((frequencies.astype(np.float32) - low) / step).astype(np.uint8)
        table = np.frombuffer(moves, f"u{moves.itemsize}").reshape(-1, 256)
        known = _sequences(table, np.asarray(rows), np.asarray(features, np.int32))
        detector = cls(known, worth, low, step)
        for column, language in enumerate(languages):
            detector._columns.setdefault(language, []).append(column)
        return detector

    @property
    def languages(self) -> Collection[str]:
        """The languages it knows, as ISO 639 codes."""
        return self._columns.keys()

    def likelihoods(self, text: str, languages: Collection[str]) -> Mapping[str, float]:
        """How likely the text is in each of these languages, which have to be known; 1 in all.

        All are alike where nothing in the text is known.
        """
        if not languages:
            return {}
        read = _read(text)
        features, counts = np.unique(self._features(read), return_counts=True)
        columns = [column for language in languages for column in self._columns[language]]
        frequencies = self._worth[features][:, columns] * self._step + self._low
        scores = np.log1p(counts) @ frequencies / math.sqrt(len(read))
        shares = np.exp(scores - scores.max())
        owners = [language for language in languages for _ in self._columns[language]]
        likely = dict.fromkeys(languages, 0.0)
        for language, share in zip(owners, shares.tolist(), strict=True):
            likely[language] += share / float(shares.sum())
        return likely

    def _features(self, read: bytes) -> Numbers:
        """At each byte the feature of the longest known sequence that ends there, if it has one."""
        points = np.frombuffer(read, np.uint8).astype(np.uint64) + np.uint64(1)
        found = np.full(len(points), -1, np.int64)
        hashes = np.zeros(len(points), np.uint64)
        for before, own in enumerate(self._lengths[: len(points)]):
            factor = np.uint64(pow(_PRIME, before, 2**64))
            hashes[before:] += points[: len(points) - before] * factor
            ending = hashes[before:]
            at = np.minimum(np.searchsorted(own.hashes, ending), len(own.hashes) - 1)
            known = own.hashes[at] == ending
            found[before:][known] = own.features[at[known]]
        return found[found >= 0]


def _read(text: str) -> bytes:
    lower = text.lower() if text.isupper() else text
    return f" {unicodedata.normalize('NFC', lower)} ".encode(errors="surrogatepass")


def _sequences(
    table: npt.NDArray[Any], rows: npt.NDArray[Any], features: npt.NDArray[np.int32]
) -> list[_Sequences]:
    """The sequences that an automaton (Aho and Corasick 1975) knows, by length.

    A state stands for a sequence. A move that leads to a state no shorter sequence led to makes the
    sequence longer by its byte; all others fall back.
    """
    seen = np.zeros(len(rows), np.bool_)
    seen[0] = True
    states, hashes = np.zeros(1, np.int64), np.zeros(1, np.uint64)
    lengths: list[_Sequences] = []
    while True:
        parents, moves, reached = _longer(table, rows, states, seen)
        if not len(reached):
            return lengths
        seen[reached] = True
        hashes = hashes[parents] * np.uint64(_PRIME) + (moves + 1).astype(np.uint64)
        states = reached
        order = np.argsort(hashes)
        lengths.append(_Sequences(hashes[order], features[states[order]]))


def _longer(
    table: npt.NDArray[Any], rows: npt.NDArray[Any], states: Numbers, seen: npt.NDArray[np.bool_]
) -> tuple[Numbers, Numbers, Numbers]:
    """The moves from these states to new ones: from which of them, by which byte, and to which."""
    found = []
    for start in range(0, len(states), _STATES_AT_ONCE):
        targets = table[rows[states[start : start + _STATES_AT_ONCE]]]
        own, moves = np.nonzero(~seen[targets])
        found.append((own + start, moves, targets[own, moves].astype(np.int64)))
    parents, moves, reached = (np.concatenate(part) for part in zip(*found, strict=True))
    return parents, moves, reached
