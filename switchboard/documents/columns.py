"""What the columns of a table of questions and answers are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from switchboard.documents.document import Unreadable
from switchboard.documents.names import is_language
from switchboard.documents.visibility import SAYS_READERS, normalized

_HEADERS = {
    "questions": """question questions q frage fragen pregunta preguntas domanda domande pergunta
        perguntas vraag vragen pytanie fråga spørgsmål vopros вопрос 问题 質問 soru سؤال utterance
        query variant variants otázka kysymys kérdés întrebare ερώτηση שאלה प्रश्न 질문 câu hỏi""",
    "body": """answer answers a antwort antworten respuesta respuestas réponse reponse réponses
        risposta risposte resposta respostas antwoord odpowiedź odpowiedz svar ответ 答案 回答 cevap
        جواب body content text inhalt texto contenido contenu reply response odpověď vastaus válasz
        răspuns απάντηση תשובה उत्तर 답변 lösung solution""",
    "title": "title titel título titulo titre topic thema tema heading name betreff subject titolo",
    "language": "language lang locale sprache idioma langue lingua língua språk taal язык",
    "url": "url link address adresse dirección",
    "category": "category categories kategorie categoría catégorie categoria section folder rubrik",
    "slug": "slug id",
}
_FIELD_OF = {alias: name for name, aliases in _HEADERS.items() for alias in aliases.split()}
_TAIL = re.compile(r"[\s_\-(\[]+(?P<code>[A-Za-z]{2}([-_][A-Za-z]{2})?)[)\]]?$")
_WORD = re.compile(r"[^\W\d_]+")
_ASKS = ("?", "？", "؟", ";?")
_SPOKEN = ("questions", "body", "title")
_SAMPLE = 200
_SHOWN = 8


@dataclass(slots=True)
class Columns:
    """What the columns are.

    Attributes:
        by_language: each column's field, or "" for none, for each language that has columns of
            its own (`question_de`, `answer_de`); under "" when none has.
        has_head: whether the first row names the columns.
        notes: what was left out or guessed, in sentences.
    """

    by_language: dict[str, list[str]]
    has_head: bool
    notes: list[str] = field(default_factory=list)


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """What the columns of these rows are; None for a table that is no questions and answers."""
    width = max(map(len, rows))
    names = [*rows[0], *[""] * (width - len(rows[0]))]
    known = [_field(name) for name in names]
    if "body" in known and {"questions", "title"} & set(known):
        return _named(names, known)
    if width < 2:
        raise Unreadable("The file needs two columns: one with questions, one with answers.")
    return _guessed(rows, names, known, width)


def _named(names: Sequence[str], known: Sequence[str]) -> Columns:
    pairs = list(zip(names, known, strict=True))
    languages = [_language(name) if each in _SPOKEN else "" for name, each in pairs]
    spoken = [code for code, each in zip(languages, known, strict=True) if each == "body"]
    by_language = {
        code: [
            each if own in ("", code) else "" for each, own in zip(known, languages, strict=True)
        ]
        for code in dict.fromkeys(filter(None, spoken))
    }
    notes = list(_left_out(names, known))
    return Columns(by_language or {"": list(known)}, has_head=True, notes=notes)


def _guessed(
    rows: Sequence[Sequence[str]], names: Sequence[str], known: Sequence[str], width: int
) -> Columns | None:
    """Questions are where question marks are, answers the longest texts beside them."""
    sample = rows[1 : _SAMPLE + 1] or rows[:1]
    asking = [_asking(sample, column) for column in range(width)]
    has_known = any(known)
    question = known.index("questions") if "questions" in known else None
    if question is None:
        best = max(range(width), key=lambda column: asking[column])
        if asking[best] < 0.5:
            if width != 2 or (has_known and "body" not in known):
                return None
            best = 0 if known[0] != "body" else 1
        question = best
    lengths = [
        -1.0 if column == question or known[column] not in ("", "body") else _length(sample, column)
        for column in range(width)
    ]
    named = [column for column in range(width) if known[column] == "body" and column != question]
    answer = max(named or range(width), key=lengths.__getitem__)
    if answer == question:
        return None
    fields = [each if each not in ("questions", "body") else "" for each in known]
    fields[question], fields[answer] = "questions", "body"
    is_head = has_known or (
        not names[question].strip().endswith(_ASKS) and asking[question] >= 0.5 and len(rows) > 1
    )
    if not is_head:
        unnamed = width - 2
        notes = [f"Other columns were skipped: {unnamed}."] if unnamed > 0 else []
        return Columns({"": fields if has_known else _only(fields)}, has_head=False, notes=notes)
    guess = f"Read as questions: {names[question][:40]}; as answers: {names[answer][:40]}."
    return Columns({"": fields}, has_head=True, notes=[guess, *_left_out(names, fields)])


def _only(fields: Sequence[str]) -> list[str]:
    return [each if each in ("questions", "body") else "" for each in fields]


def _field(name: str) -> str:
    """The field that a column's name means: itself, or one of its words."""
    text = " ".join(name.split()).casefold()
    plain = normalized(text)
    if text in _FIELD_OF:
        return _FIELD_OF[text]
    if plain in SAYS_READERS:
        return plain
    bare = _TAIL.sub("", text) if _language(name) else text
    words = _WORD.findall(bare)
    found = [_FIELD_OF[word] for word in words if word in _FIELD_OF and len(word) > 2]
    compound = [_FIELD_OF[end] for word in words for end in _ENDS if word.endswith(end)]
    return next(iter([*found, *compound]), "")


_ENDS = ("frage", "fragen", "antwort", "antworten", "titel")
"""German puts words together: `Kundenfrage`."""


def _language(name: str) -> str:
    """The language a column's name ends in: `answer_de`, `Answer (EN)`."""
    found = _TAIL.search(name.strip())
    code = found["code"].replace("_", "-") if found else ""
    return code.split("-")[0].lower() if code and is_language(code) else ""


def _left_out(names: Sequence[str], fields: Sequence[str]) -> Iterator[str]:
    others = [
        name.strip()[:40]
        for name, each in zip(names, fields, strict=True)
        if not each and name.strip()
    ]
    if others:
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        yield f"Skipped columns: {', '.join(others[:_SHOWN])}{more}."


def _asking(rows: Sequence[Sequence[str]], column: int) -> float:
    cells = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
    return sum(cell.endswith(_ASKS) for cell in cells) / len(cells) if cells else 0.0


def _length(rows: Sequence[Sequence[str]], column: int) -> float:
    cells = [len(row[column]) for row in rows if column < len(row)]
    return sum(cells) / len(cells) if cells else 0.0
