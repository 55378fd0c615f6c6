"""Reads public data sets as articles to import and questions to ask."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Fields = dict[str, Any]
Question = tuple[str, str | None]
"""What is asked, and the slug of the article that answers; None: there is none."""

NOT_IN_SCOPE = {"oos", "NO_NODES_DETECTED"}
_SENTENCE = re.compile(r"[^.!?\n|#*]{30,}")


@dataclass(frozen=True)
class Exam:
    """Articles of one language, and what is asked of them, by part."""

    language: str
    articles: list[Fields]
    parts: dict[str, list[Question]]

    @property
    def learnable(self) -> bool:
        """Whether its articles have ways to ask that a head can learn from."""
        return any(article.get("questions") for article in self.articles)


def clinc150(folder: Path) -> Exam:
    """150 intents with 100 training utterances each; validation and test parts with questions
    out of scope (Larson et al., EMNLP 2019)."""
    data = json.loads((folder / "clinc150" / "data_full.json").read_text())
    parts = {
        part: [(text, _slug(label)) for text, label in data[part] + data[f"oos_{part}"]]
        for part in ("val", "test")
    }
    return Exam("en", _intents(data["train"]), parts)


def hint3_curekart(folder: Path) -> Exam:
    """28 intents of a shop, and what its customers really wrote (Arora et al., 2020)."""
    rows = {part: _csv(folder / "hint3_curekart" / f"{part}.csv") for part in ("train", "test")}
    questions: list[Question] = [(text, _slug(label)) for text, label in rows["test"]]
    return Exam("en", _intents(rows["train"]), {"test": questions})


def xquad(folder: Path, language: str) -> Exam:
    """240 paragraphs and 1,190 questions that one of them answers (Artetxe et al., ACL 2020)."""
    data = json.loads((folder / "xquad" / f"xquad.{language}.json").read_text())["data"]
    articles: list[Fields] = []
    questions: list[Question] = []
    paragraphs = [(entry, part) for entry in data for part in entry["paragraphs"]]
    for number, (entry, paragraph) in enumerate(paragraphs):
        title = str(entry.get("title", "Paragraph")).replace("_", " ")
        slug = f"paragraph-{number}"
        articles.append({"title": title, "slug": slug, "body": paragraph["context"]})
        questions += [(asked["question"], slug) for asked in paragraph["qas"]]
    return Exam(language, articles, {"test": questions})


def tau2_knowledge(folder: Path) -> Exam:
    """698 documents of a bank; the questions are sentences from them, for their time only."""
    files = sorted((folder / "tau2_knowledge").glob("*.json"))
    documents = [json.loads(path.read_text()) for path in files]
    questions: list[Question] = []
    for document in documents:
        sentences = _SENTENCE.findall(document["content"])
        if sentences:
            words = sentences[len(sentences) // 2].split()[:12]
            questions.append((" ".join(words), None))
    return Exam("en", documents, {"time": questions})


def language_id(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Words, pairs of words and sentences of ten languages, by kind and language."""
    kinds = ("single-words", "word-pairs", "sentences")
    return {
        kind: {
            path.stem: path.read_text().split("\n")
            for path in sorted((folder / "language_id" / kind).glob("*.txt"))
        }
        for kind in kinds
    }


def _intents(rows: Sequence[Sequence[str]]) -> list[Fields]:
    """An article for each intent, its utterances as other ways to ask."""
    utterances: dict[str, list[str]] = defaultdict(list)
    for text, label in rows:
        utterances[label].append(text)
    return [
        {
            "title": _name(label),
            "slug": _slug(label),
            "body": f"Here is what to know about {_name(label)}.",
            "questions": own,
        }
        for label, own in utterances.items()
    ]


def _name(label: str) -> str:
    return label.replace("_", " ").lower()


def _slug(label: str) -> str | None:
    return None if label in NOT_IN_SCOPE else _name(label).replace(" ", "-")


def _csv(path: Path) -> list[tuple[str, str]]:
    with path.open(newline="") as file:
        return [(row["sentence"], row["label"]) for row in csv.DictReader(file)]
