"""Search in a workspace of 100,000 chunks, with 50 other workspaces beside it.

The chunks are made up (corpus.py) and written by SQL; their vectors are made up too, in clusters
as embeddings have them, because embedding so many takes an hour: with --real, few enough chunks
and patience, they are the built-in model's. Questions come by HTTP, one at a time, each another.
"""

import asyncio
import json
import random
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import numpy as np

from bench.corpus import CHUNKS_EACH, articles, queries
from bench.filled import Array, Filled, clustered, fill, store
from bench.load import hammer, request
from bench.report import Figures, Report, arguments, at_least, at_most, summary
from bench.support import (
    Product,
    ProductFailed,
    engines,
    environment,
    free_port,
    memory_mb,
    new_data_dir,
    program,
    role,
    run,
    sign_in,
    urls_of,
)
from switchboard.core.db import Database
from switchboard.engines import Engines
from switchboard.llm import e5
from switchboard.search.service import WRITING
from switchboard.search.vectors import Place, Vectors
from switchboard.team import create_workspace

EMBEDDED = "en"
"""The language that the built-in model knows."""
BESIDE_CHUNKS = 200
SEARCH = "/api/v1/knowledge/search"
ARTICLES = "/api/v1/knowledge/articles"
NEAREST = 10
SWITCHBOARD = str(Path(sys.executable).parent / "switchboard")
PASSWORD = "a password for the benchmark only"


async def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--chunks", type=int, default=100_000, help="of the large workspace")
    parser.add_argument("--beside", type=int, default=50, help="other workspaces")
    parser.add_argument("--seconds", type=float, default=30.0, help="of each way to search")
    parser.add_argument("--edits", type=int, default=20, help="articles changed while it is asked")
    parser.add_argument("--real", action="store_true", help="embed the chunks with the model")
    asked = parser.parse_args()
    if asked.quick:
        asked.chunks, asked.beside, asked.seconds, asked.edits = 1_000, 2, 1.0, 2
    report = Report("bench.search", vars(asked))
    with new_data_dir() as data_dir:
        async with engines(data_dir) as started, role("up", data_dir, started, demo=False) as up:
            bench = await Bench.made(started, up, data_dir, asked, report.progress)
            results = await bench.measure()
    report.finish(results, verdicts(results))


def verdicts(results: Figures) -> Figures:
    """What was wanted, and what came of it."""
    return {
        "search_p50_ms": at_most(results["search"]["p50_ms"], 15.0),
        "search_p95_ms": at_most(results["search"]["p95_ms"], 40.0),
        "another_process_first_search_seconds": at_most(
            results["first_search_of_another_process_seconds"], 1.0
        ),
        "dense_recall_at_10": at_least(results["dense"]["recall_at_10"], 0.97),
        "edit_to_searchable_seconds": at_most(results["edits"]["max_ms"] / 1000, 2.0),
    }


class Bench:
    """A filled installation, and what is measured of it."""

    def __init__(
        self,
        started: Engines,
        up: Product,
        data_dir: Path,
        asked: Namespace,
        say: Callable[[str], None],
    ) -> None:
        self._data_dir = data_dir
        self._started = started
        self._up = up
        self._asked = asked
        self._say = say
        self._vectors = Vectors(started.urls.chroma_url)
        self._filled: Filled
        self._made: Array
        self._tokens: list[str] = []
        self._results: Figures = {}

    @classmethod
    async def made(
        cls,
        started: Engines,
        up: Product,
        data_dir: Path,
        asked: Namespace,
        say: Callable[[str], None],
    ) -> "Bench":
        """Fill all workspaces."""
        bench = cls(started, up, data_dir, asked, say)
        bench._results["memory_before_mb"] = bench._memory()
        connection = await asyncpg.connect(started.urls.database_url)
        try:
            await bench._fill(connection)
        finally:
            await connection.close()
        return bench

    async def measure(self) -> Figures:
        """All figures."""
        token = await sign_in(self._up)
        found = self._results
        found["first_search_seconds"] = await self._first(token)
        found["search"] = await self._searches(self._up, token)
        found["beside"] = await self._beside()
        found["memory_mb"] = self._memory()
        found["dense"] = await self._dense()
        async with self._api(chroma=False) as words:
            found["first_search_of_another_process_seconds"] = await self._first(token, words)
            found["words_alone"] = await self._searches(words, token)
            found["edits"] = await self._edits(words, token)
        found["postgresql_full_text"] = await self._full_text()
        await self._vectors.close()
        return found

    async def _fill(self, connection: "asyncpg.Connection[Any]") -> None:
        workspace_id = await connection.fetchval("SELECT id FROM workspaces LIMIT 1")
        large = articles(self._asked.chunks // CHUNKS_EACH, seed=1)
        self._filled = await fill(connection, workspace_id, large, embedded=EMBEDDED)
        self._say(f"{self._asked.chunks} chunks are written")
        database = Database(self._started.urls.database_url)
        for number in range(self._asked.beside):
            email = f"owner{number}@bench.test"
            async with database.system() as session:
                made = await create_workspace(
                    session, f"Beside {number}", ["en", "de", "es"], email, "Owner", PASSWORD
                )
            own = articles(BESIDE_CHUNKS // CHUNKS_EACH, seed=100 + number)
            filled = await fill(connection, made.id, own, embedded=EMBEDDED)
            vectors = clustered(len(filled.embedded), seed=100 + number)
            await store(self._vectors, filled, EMBEDDED, vectors)
            self._tokens.append(await _token(self._up, email))
        await database.dispose()
        await connection.execute("VACUUM ANALYZE")
        began = time.perf_counter()
        self._made = await self._embed()
        await store(self._vectors, self._filled, EMBEDDED, self._made)
        self._results["vectors_stored_seconds"] = round(time.perf_counter() - began, 1)
        self._say(f"{len(self._made)} vectors are stored")

    async def _embed(self) -> Array:
        if not self._asked.real:
            return clustered(len(self._filled.embedded), seed=1)
        model = e5.load()
        texts = [text for _, text in self._filled.embedded]
        made = await model.embed(texts, kind="passage")
        model.close()
        return made

    async def _first(self, token: str, product: Product | None = None) -> float:
        """Seconds until a search has all the words: the first process has to write the index."""
        began = time.perf_counter()
        url = (product or self._up).url
        async with httpx.AsyncClient(base_url=url, headers=_bearer(token), timeout=300) as client:
            while (await _searched(client, "parcel"))["degraded"] == WRITING:
                await asyncio.sleep(0.1)
        self._say("the first search is answered")
        return round(time.perf_counter() - began, 2)

    async def _searches(self, product: Product, token: str) -> Figures:
        """Questions one after the other, every tenth in another workspace."""
        asked = _bodies(self._filled, 5_000)
        beside = _bodies(self._filled, 500)
        numbers = count()

        def one() -> bytes:
            number = next(numbers)
            if self._tokens and number % 10 == 9:
                other = self._tokens[number // 10 % len(self._tokens)]
                return request("POST", SEARCH, other, beside[number % len(beside)])
            return request("POST", SEARCH, token, asked[number % len(asked)])

        await hammer(product.port, one, connections=1, seconds=min(3.0, self._asked.seconds))
        made = await hammer(product.port, one, connections=1, seconds=self._asked.seconds)
        if made.errors:
            raise ProductFailed(f"searching: {dict(made.errors)}")
        return summary([took for number, took in enumerate(made.milliseconds) if number % 10 != 9])

    async def _beside(self) -> Figures:
        """Questions in the small workspaces, in turn."""
        asked, numbers = _bodies(self._filled, 500), count()

        def one() -> bytes:
            number = next(numbers)
            token = self._tokens[number % len(self._tokens)]
            return request("POST", SEARCH, token, asked[number % len(asked)])

        seconds = min(10.0, self._asked.seconds)
        return summary(
            (await hammer(self._up.port, one, connections=1, seconds=seconds)).milliseconds
        )

    async def _dense(self) -> Figures:
        """What the vector store finds against exact search, and how long it takes."""
        chance = np.random.default_rng(5)
        fingerprint = e5.fingerprint(e5.shipped_mean())
        place = Place(self._filled.workspace_id, EMBEDDED, "public", fingerprint)
        ids = [chunk for chunk, _ in self._filled.embedded]
        near = self._made[chance.integers(0, len(ids), 300)]
        near = near + 0.03 * chance.standard_normal(near.shape).astype(np.float32)
        shares, took = [], []
        for vector in near / np.linalg.norm(near, axis=1, keepdims=True):
            exact = np.argpartition(-(self._made @ vector), NEAREST)[:NEAREST]
            began = time.perf_counter()
            found = await self._vectors.query(place, vector, 50)
            took.append((time.perf_counter() - began) * 1000)
            best = {chunk for chunk, _ in found[:NEAREST]}
            shares.append(len(best & {ids[row] for row in exact}) / NEAREST)
        return {
            "recall_at_10": round(float(np.mean(shares)), 4),
            "vectors": len(ids),
            **summary(took),
        }

    def _api(self, *, chroma: bool) -> Any:
        """Another process of the product on the same engines; without its vector store."""
        port = free_port()
        settings = environment(self._data_dir, port, demo=False) | urls_of(self._started)
        if not chroma:
            settings["SWITCHBOARD_CHROMA_URL"] = "http://127.0.0.1:9"
        return program([SWITCHBOARD, "api"], settings, port, ready="/readyz")

    async def _edits(self, other: Product, token: str) -> Figures:
        """From the answer to an edit in one process to its being found in another."""
        took = []
        chance = random.Random(9)
        headers = _bearer(token)
        async with (
            httpx.AsyncClient(base_url=other.url, headers=headers) as writer,
            httpx.AsyncClient(base_url=self._up.url, headers=headers) as reader,
        ):
            for number in range(self._asked.edits):
                word = f"zyx{chance.randrange(10**9)}q{number}"
                body = {"title": f"About {word}", "body": f"All there is to say about {word}."}
                written = (await writer.post(ARTICLES, json=body)).raise_for_status().json()
                began = time.perf_counter()
                while not await _finds(reader, word, written["id"]):
                    await asyncio.sleep(0.01)
                took.append((time.perf_counter() - began) * 1000)
        return summary(took)

    async def _full_text(self) -> Figures:
        """The baseline: PostgreSQL's full-text search for any of the words, the ten best."""
        connection = await asyncpg.connect(self._started.urls.database_url)
        await connection.execute(_INDEX)
        took = []
        for text, _ in queries(self._filled.articles, 100, seed=4):
            words = " | ".join("".join(c for c in word if c.isalnum()) for word in text.split())
            began = time.perf_counter()
            await connection.fetch(_FULL_TEXT, self._filled.workspace_id, words)
            took.append((time.perf_counter() - began) * 1000)
        await connection.close()
        return summary(took)

    def _memory(self) -> Figures:
        pids = {name: self._started.pid(name) for name in self._started.supervisors}
        engines_mb = {str(name): round(memory_mb(pid), 1) for name, pid in pids.items()}
        return {"switchboard": round(memory_mb(self._up.process.pid), 1), **engines_mb}


def _bodies(filled: Filled, number: int) -> Sequence[bytes]:
    asked = queries(filled.articles, number, seed=2)
    return [json.dumps({"query": text, "language": own}).encode() for text, own in asked]


async def _searched(client: httpx.AsyncClient, query: str) -> Figures:
    found = (await client.post(SEARCH, json={"query": query, "language": "en"})).raise_for_status()
    result: Figures = found.json()
    return result


async def _finds(client: httpx.AsyncClient, word: str, article_id: str) -> bool:
    found = await _searched(client, word)
    return any(item["article_id"] == article_id for item in found["items"])


async def _token(product: Product, email: str) -> str:
    body = {"email": email, "password": PASSWORD}
    async with httpx.AsyncClient(base_url=product.url) as client:
        answer = (await client.post("/api/v1/auth/login", json=body)).raise_for_status()
    return str(answer.json()["access_token"])


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


_INDEX = """
CREATE INDEX bench_full_text ON chunks USING gin (to_tsvector('simple', heading || ' ' || text))
"""
_FULL_TEXT = """
SELECT id, ts_rank(to_tsvector('simple', heading || ' ' || text), to_tsquery('simple', $2)) AS rank
FROM chunks
WHERE workspace_id = $1
  AND to_tsvector('simple', heading || ' ' || text) @@ to_tsquery('simple', $2)
ORDER BY rank DESC LIMIT 10
"""


if __name__ == "__main__":
    run(main())
