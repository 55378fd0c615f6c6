"""Puts the legs' rankings together by reciprocal rank."""

from collections.abc import Mapping, Sequence

K = 60
"""The usual constant (Cormack, Clarke and Büttcher, SIGIR 2009): how little first places count."""


def fuse(
    rankings: Mapping[str, Sequence[str]], weights: Mapping[str, float] | None = None
) -> list[tuple[str, float]]:
    """Every ranked id with its fused score, best first.

    Args:
        rankings: for each leg its ids, best first, each at most once.
        weights: what a leg counts; 1 when absent.

    The score is the weighted sum of 1 / (K + rank), divided by what an id that is first in
    every leg would get, so it lies between 0 and 1.
    """
    counts = {leg: (weights or {}).get(leg, 1.0) for leg in rankings}
    scores: dict[str, float] = {}
    for leg, ids in rankings.items():
        for rank, found in enumerate(ids, 1):
            scores[found] = scores.get(found, 0.0) + counts[leg] / (K + rank)
    most = sum(counts.values()) / (K + 1) or 1.0
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [(found, score / most) for found, score in ordered]
