"""Articles as people search them while they type: by the beginnings of words, accents or not."""

import re

from sqlalchemy import ColumnElement, func, literal_column

from switchboard.core.text import fold

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_JOINED = re.compile(r"(?<=\w)['’.-](?=\w)")


def searchable(text: str) -> str:
    """A text for PostgreSQL's `simple` words: folded, CJK as pairs, compounds in their parts."""
    return _CJK.sub(_pairs, _JOINED.sub(" ", fold(text)))


def word_vector(title: str, questions: list[str], body: str) -> ColumnElement[str]:
    """What goes into `articles.words`: the title counts most, then the ways to ask."""
    weighted = ((title, "'A'"), ("\n".join(questions), "'B'"), (body, "'D'"))
    parts = [
        func.setweight(func.to_tsvector("simple", searchable(text)), literal_column(weight))
        for text, weight in weighted
    ]
    return parts[0].op("||")(parts[1]).op("||")(parts[2])


def _pairs(match: re.Match[str]) -> str:
    run = match[0]
    return f" {' '.join(run[i : i + 2] for i in range(max(len(run) - 1, 1)))} "
