"""The computation of all-MiniLM-L6-v2 as an ONNX graph whose weights stay in the safetensors file.

The graph holds about 20 kB of structure. Each weight is an "external" tensor: a file name, an
offset and a length, so onnxruntime maps the file into memory. The word embeddings, half of the
file, are never copied; the matrices are, once, into the order that its multiplication wants.

BERT: Devlin et al. 2019, https://arxiv.org/abs/1810.04805. Pooling: Reimers and Gurevych 2019,
https://arxiv.org/abs/1908.10084. Sizes: the model's own config.json.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from switchboard.llm.safetensors import TensorPlace

LAYERS = 6
HEADS = 12
HIDDEN = 384
HEAD_SIZE = HIDDEN // HEADS
LAYER_NORM_EPSILON = 1e-12

_OPSET = 20  # the first with Gelu as one operator
_IR_VERSION = 10
# Added to the scores of padding before the softmax; far enough below every real score to vanish.
_MASKED = -1e9


def build_graph(places: Mapping[str, TensorPlace], weights_file: str) -> bytes:
    """Build the serialised model.

    Args:
        places: where each tensor lies (`safetensors.read_index`).
        weights_file: the file's name, relative to the folder given to onnxruntime.

    Inputs of the graph are `ids` and `mask`, int64 (texts, tokens); its output `vectors` is float32
    (texts, 384), each row of length one.
    """
    return _GraphBuilder(places, weights_file).build()


class _GraphBuilder:
    """Collects nodes and weights. Each method adds nodes and returns the name of their result."""

    def __init__(self, places: Mapping[str, TensorPlace], weights_file: str) -> None:
        # Imported here: it costs 15 MB, and only the process that embeds has to pay for it.
        import onnx
        import onnx.helper
        import onnx.numpy_helper

        self._onnx = onnx
        self._places = places
        self._weights_file = weights_file
        self._nodes: list[Any] = []
        self._tensors: dict[str, Any] = {}

    def build(self) -> bytes:
        helper, types = self._onnx.helper, self._onnx.TensorProto
        states = self._embeddings()
        for layer in range(LAYERS):
            states = self._layer(states, f"encoder.layer.{layer}")
        self._pool(states)
        graph = helper.make_graph(
            self._nodes,
            "all-MiniLM-L6-v2",
            [
                helper.make_tensor_value_info(name, types.INT64, ["texts", "tokens"])
                for name in ("ids", "mask")
            ],
            [helper.make_tensor_value_info("vectors", types.FLOAT, ["texts", HIDDEN])],
            initializer=list(self._tensors.values()),
        )
        opsets = [helper.make_opsetid("", _OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        return bytes(model.SerializeToString())

    def _embeddings(self) -> str:
        """Word + position + token type, normalised; flat (all tokens, 384) so that Gemm applies."""
        self._op("Cast", "mask", to=self._onnx.TensorProto.FLOAT, out="mask_float")
        absent = self._op("Sub", self._floats(1.0), "mask_float")
        penalty = self._op("Mul", absent, self._floats(_MASKED))
        self._op("Unsqueeze", penalty, self._ints([1, 2]), out="mask_penalty")
        self._op("Shape", "ids", out="shape")
        self._op("Concat", "shape", self._ints([HEADS, HEAD_SIZE]), axis=0, out="split_shape")
        self._op("Concat", "shape", self._ints([HIDDEN]), axis=0, out="text_shape")
        tokens = self._op("Gather", "shape", self._ints(1))
        positions = self._op("Range", self._ints(0), tokens, self._ints(1))
        words = self._op("Gather", self._weight("embeddings.word_embeddings.weight"), "ids")
        places = self._op(
            "Gather", self._weight("embeddings.position_embeddings.weight"), positions
        )
        kinds = self._op(
            "Gather", self._weight("embeddings.token_type_embeddings.weight"), self._ints(0)
        )
        total = self._op("Add", self._op("Add", words, places), kinds)
        return self._flat(self._layer_norm(total, "embeddings.LayerNorm"))

    def _layer(self, states: str, name: str) -> str:
        attended = self._linear(self._attention(states, name), f"{name}.attention.output.dense")
        states = self._layer_norm(
            self._op("Add", attended, states), f"{name}.attention.output.LayerNorm"
        )
        widened = self._op("Gelu", self._linear(states, f"{name}.intermediate.dense"))
        narrowed = self._linear(widened, f"{name}.output.dense")
        return self._layer_norm(self._op("Add", narrowed, states), f"{name}.output.LayerNorm")

    def _attention(self, states: str, name: str) -> str:
        """softmax(Q K^T / sqrt(head size) + penalty for padding) V, per head."""
        query = self._heads(states, f"{name}.attention.self.query", [0, 2, 1, 3])
        key = self._heads(states, f"{name}.attention.self.key", [0, 2, 3, 1])
        value = self._heads(states, f"{name}.attention.self.value", [0, 2, 1, 3])
        scale = self._floats(float(1 / np.sqrt(HEAD_SIZE)))
        scores = self._op("Mul", self._op("MatMul", query, key), scale)
        weights = self._op("Softmax", self._op("Add", scores, "mask_penalty"), axis=-1)
        mixed = self._op("Transpose", self._op("MatMul", weights, value), perm=[0, 2, 1, 3])
        return self._flat(mixed)

    def _heads(self, states: str, name: str, order: list[int]) -> str:
        split = self._op("Reshape", self._linear(states, name), "split_shape")
        return self._op("Transpose", split, perm=order)

    def _pool(self, states: str) -> None:
        """The mean over real tokens, scaled to length one."""
        texts = self._op("Reshape", states, "text_shape")
        mask = self._op("Unsqueeze", "mask_float", self._ints([2]))
        total = self._op("ReduceSum", self._op("Mul", texts, mask), self._ints([1]), keepdims=0)
        count = self._op("ReduceSum", "mask_float", self._ints([1]), keepdims=1)
        mean = self._op("Div", total, count)
        squares = self._op("ReduceSum", self._op("Mul", mean, mean), self._ints([1]), keepdims=1)
        self._op("Div", mean, self._op("Sqrt", squares), out="vectors")

    def _linear(self, states: str, name: str) -> str:
        weight, bias = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self._op("Gemm", states, weight, bias, transB=1)

    def _layer_norm(self, states: str, name: str) -> str:
        scale, bias = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self._op(
            "LayerNormalization", states, scale, bias, axis=-1, epsilon=LAYER_NORM_EPSILON
        )

    def _flat(self, states: str) -> str:
        return self._op("Reshape", states, self._ints([-1, HIDDEN]))

    def _op(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        out = out or f"{kind}_{len(self._nodes)}"
        self._nodes.append(self._onnx.helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def _weight(self, name: str) -> str:
        if name not in self._tensors:
            place = self._places[name]
            tensor = self._onnx.TensorProto(
                name=name,
                dims=place.shape,
                data_type=self._onnx.TensorProto.FLOAT,
                data_location=self._onnx.TensorProto.EXTERNAL,
            )
            for key, value in (
                ("location", self._weights_file),
                ("offset", place.offset),
                ("length", place.length),
            ):
                tensor.external_data.add(key=key, value=str(value))
            self._tensors[name] = tensor
        return name

    def _ints(self, values: int | list[int]) -> str:
        return self._constant(np.array(values, np.int64))

    def _floats(self, value: float) -> str:
        return self._constant(np.array(value, np.float32))

    def _constant(self, value: Any) -> str:
        name = f"constant_{value.dtype}_{value.tolist()}"
        self._tensors.setdefault(name, self._onnx.numpy_helper.from_array(value, name))
        return name
