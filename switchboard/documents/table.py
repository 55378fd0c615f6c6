"""CSV files of questions and answers, as spreadsheets write them."""

import csv
import io
from collections.abc import Iterable, Sequence

from switchboard.documents.document import Document, Unreadable
from switchboard.documents.names import from_name, slugify

_HEADERS = {
    "questions": """question questions q frage fragen pregunta preguntas question(s) domanda domande
        pergunta perguntas vraag vragen pytanie fråga spørgsmål vopros вопрос 问题 質問 soru سؤال
        utterance query variant variants""",
    "body": """answer answers a antwort antworten respuesta respuestas réponse reponse réponses
        risposta risposte resposta respostas antwoord odpowiedź odpowiedz svar ответ 答案 回答 cevap
        جواب body content text inhalt texto contenido contenu reply response""",
    "title": "title titel título titulo titre topic thema tema heading name betreff",
    "language": "language lang locale sprache idioma langue lingua språk taal язык",
    "url": "url link address adresse dirección",
    "audience": "audience",
    "status": "status",
    "slug": "slug id",
}
_FIELD_OF = {alias: field for field, names in _HEADERS.items() for alias in names.split()}
_DELIMITERS = ",;\t|"
_LONGEST_TITLE = 200

Row = dict[str, str]


def read_csv(name: str, text: str) -> list[Document]:
    """One article for each answer; questions with the same answer are ways to ask it.

    The columns are named in the first line (`question`, `answer` and, if wanted, `title`,
    `language`, `url`, `audience`, `status`, `slug`), in one of several languages; without such a
    line the first column is the question and the second the answer. Raises Unreadable.
    """
    rows = _rows(text)
    if not rows:
        raise Unreadable("The file is empty.")
    columns = [_FIELD_OF.get(cell.strip().casefold(), "") for cell in rows[0]]
    if not {"body"} <= set(columns) or not {"questions", "title"} & set(columns):
        if len(rows[0]) < 2:
            raise Unreadable("The file has no two columns: one of questions, one of answers.")
        columns, rows = ["questions", "body"], [["", ""], *rows]
    found = ((number, _named(columns, row)) for number, row in enumerate(rows[1:], 2))
    return [_article(name, group) for group in _by_answer(found)]


def _rows(text: str) -> list[list[str]]:
    try:
        dialect = csv.Sniffer().sniff(text[:20_000], _DELIMITERS)
        delimiter = dialect.delimiter
    except csv.Error:
        first = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(f"The file is not a table of CSV: {error}.") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _named(columns: Sequence[str], row: Sequence[str]) -> Row:
    cells = zip(columns, row, strict=False)
    return {column: cell.strip() for column, cell in cells if column and cell.strip()}


def _by_answer(rows: Iterable[tuple[int, Row]]) -> list[list[tuple[int, Row]]]:
    groups: dict[tuple[str, str, str], list[tuple[int, Row]]] = {}
    for number, row in rows:
        key = (row.get("body", ""), row.get("language", ""), row.get("title", ""))
        groups.setdefault(key if key[0] else (str(number), "", ""), []).append((number, row))
    return list(groups.values())


def _article(name: str, group: Sequence[tuple[int, Row]]) -> Document:
    number, first = group[0]
    questions = list(dict.fromkeys(row["questions"] for _, row in group if "questions" in row))
    title = first.get("title") or (questions[0] if questions else None)
    fields = {key: value for key, value in first.items() if key != "questions"}
    of_file = from_name(name)
    slug = slugify(title or "") or f"{of_file.pop('slug')}-{number}"
    language = {"language": of_file["language"]} if "language" in of_file else {}
    said = {"slug": slug, "body": "", **language, **fields, "questions": questions}
    return Document(f"{name}, line {number}", {**said, "title": title and title[:_LONGEST_TITLE]})
