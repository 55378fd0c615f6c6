"""Makes `switchboard/llm/e5_mean.npy`, the mean vector of multilingual-e5-small.

Run `python -m tests.llm.make_e5_mean FOLDER`. FOLDER has the data set `xquad`
(https://github.com/google-deepmind/xquad). The mean is that of the last hundred questions in each
of four languages; any other texts in several languages would do about as well.
"""

import asyncio
import json
import sys
from pathlib import Path

import numpy as np

from switchboard.llm import e5
from switchboard.llm.bert_graph import HIDDEN

LANGUAGES = ("en", "de", "es", "zh")
EACH = 100


def questions(folder: Path, language: str) -> list[str]:
    """The last questions of a language."""
    data = json.loads((folder / "xquad" / f"xquad.{language}.json").read_text())["data"]
    paragraphs = [paragraph for article in data for paragraph in article["paragraphs"]]
    return [own["question"] for paragraph in paragraphs for own in paragraph["qas"]][-EACH:]


async def main(folder: Path) -> None:
    """Write the mean."""
    model = e5.load(mean=np.zeros(HIDDEN, np.float32))
    texts = [text for language in LANGUAGES for text in questions(folder, language)]
    vectors = await model.embed(texts, kind="query")
    model.close()
    np.save(e5.MEAN_FILE, vectors.mean(axis=0, dtype=np.float64).astype(np.float32))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
