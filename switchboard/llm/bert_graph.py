"""The computation of a small BERT as an ONNX graph whose multiplications run in 8 bits.

BERT: Devlin et al. 2019, https://arxiv.org/abs/1810.04805. Pooling: Reimers and Gurevych 2019,
https://arxiv.org/abs/1908.10084.

A weight matrix has one scale for each of its outputs, and 7 bits for each number: products of 8
bits overflow where the processor has no instruction of its own for them. The states have one scale
for each token. So a text's vector depends on nothing but the text: onnxruntime's own dynamic
quantisation has one scale for a whole batch, and there the neighbours change it (cosine .98).

Words are looked up outside, because tables differ in form; the graph begins with their sum with
positions and kinds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

HIDDEN = 384
HEADS = 12
HEAD_SIZE = HIDDEN // HEADS
LAYER_NORM_EPSILON = 1e-12

_OPSET = 20  # the first with Gelu as one operator
_IR_VERSION = 10
# Added to the scores of padding before the softmax; far enough below every real score to vanish.
_MASKED = -1e9
_MAX_WEIGHT = 63
_MAX_STATE = 127
_ZERO_STATE = 128  # states are unsigned in the multiplication, as processors want them
_SMALLEST = 1e-12  # the least scale: no token is divided by zero

Floats = npt.NDArray[np.float32]
Weights = Callable[[str], Floats]


@dataclass(frozen=True, slots=True)
class Bert:
    """A model to compute. All have 384 numbers a state and 12 heads.

    `weights` returns a tensor, shaped (outputs, inputs) or (numbers,), by its name in the style of
    Hugging Face's BERT without the leading `bert.`.
    """

    name: str
    layers: int
    weights: Weights


def build_graph(bert: Bert) -> bytes:
    """Build the serialised model.

    Inputs of the graph are `states`, float32 (texts, tokens, 384), the sums of word, position and
    kind, and `mask`, int64 (texts, tokens); its output `vectors` is float32 (texts, 384), each row
    of length one.
    """
    return _GraphBuilder(bert).build()


def quantize(weight: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """A matrix (outputs, inputs) as whole numbers of 7 bits, and the scale of each output."""
    scales = np.maximum(np.abs(weight).max(axis=1) / _MAX_WEIGHT, _SMALLEST).astype(np.float32)
    return np.rint(weight / scales[:, None]).astype(np.int8), scales


class _GraphBuilder:
    """Collects nodes and weights. Each method adds nodes and returns the name of their result."""

    def __init__(self, bert: Bert) -> None:
        # Imported here: it costs 15 MB, and only the process that embeds has to pay for it.
        import onnx
        import onnx.helper
        import onnx.numpy_helper

        self._onnx = onnx
        self._bert = bert
        self._nodes: list[Any] = []
        self._tensors: dict[str, Any] = {}

    def build(self) -> bytes:
        helper, types = self._onnx.helper, self._onnx.TensorProto
        states = self._embeddings()
        for layer in range(self._bert.layers):
            states = self._layer(states, f"encoder.layer.{layer}")
        self._pool(states)
        inputs = [
            helper.make_tensor_value_info("states", types.FLOAT, ["texts", "tokens", HIDDEN]),
            helper.make_tensor_value_info("mask", types.INT64, ["texts", "tokens"]),
        ]
        outputs = [helper.make_tensor_value_info("vectors", types.FLOAT, ["texts", HIDDEN])]
        graph = helper.make_graph(
            self._nodes,
            self._bert.name,
            inputs,
            outputs,
            initializer=list(self._tensors.values()),
        )
        opsets = [helper.make_opsetid("", _OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        return bytes(model.SerializeToString())

    def _embeddings(self) -> str:
        """The normalised states; flat (all tokens, 384), as multiplications want them."""
        self._op("Cast", "mask", to=self._onnx.TensorProto.FLOAT, out="mask_float")
        absent = self._op("Sub", self._floats(1.0), "mask_float")
        penalty = self._op("Mul", absent, self._floats(_MASKED))
        self._op("Unsqueeze", penalty, self._ints([1, 2]), out="mask_penalty")
        self._op("Shape", "mask", out="shape")
        self._op("Concat", "shape", self._ints([HEADS, HEAD_SIZE]), axis=0, out="split_shape")
        self._op("Concat", "shape", self._ints([HIDDEN]), axis=0, out="text_shape")
        return self._flat(self._layer_norm("states", "embeddings.LayerNorm"))

    def _layer(self, states: str, name: str) -> str:
        attended = self._linear(self._attention(states, name), f"{name}.attention.output.dense")
        states = self._layer_norm(
            self._op("Add", attended, states), f"{name}.attention.output.LayerNorm"
        )
        widened = self._op("Gelu", self._linear(states, f"{name}.intermediate.dense"))
        narrowed = self._linear(widened, f"{name}.output.dense")
        return self._layer_norm(self._op("Add", narrowed, states), f"{name}.output.LayerNorm")

    def _attention(self, states: str, name: str) -> str:
        """softmax(Q K^T / sqrt(head size) + penalty for padding) V, per head.

        The three are one multiplication, so that the states are quantised once.
        """
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        joined = self._linear(states, *parts)
        outputs = [f"{part}.out" for part in parts]
        self._nodes.append(
            self._onnx.helper.make_node("Split", [joined], outputs, axis=1, num_outputs=3)
        )
        query = self._heads(outputs[0], [0, 2, 1, 3])
        key = self._heads(outputs[1], [0, 2, 3, 1])
        value = self._heads(outputs[2], [0, 2, 1, 3])
        scale = self._floats(float(1 / np.sqrt(HEAD_SIZE)))
        scores = self._op("Mul", self._op("MatMul", query, key), scale)
        weights = self._op("Softmax", self._op("Add", scores, "mask_penalty"), axis=-1)
        mixed = self._op("Transpose", self._op("MatMul", weights, value), perm=[0, 2, 1, 3])
        return self._flat(mixed)

    def _heads(self, states: str, order: list[int]) -> str:
        return self._op("Transpose", self._op("Reshape", states, "split_shape"), perm=order)

    def _pool(self, states: str) -> None:
        """The mean over real tokens, scaled to length one."""
        texts = self._op("Reshape", states, "text_shape")
        mask = self._op("Unsqueeze", "mask_float", self._ints([2]))
        total = self._op("ReduceSum", self._op("Mul", texts, mask), self._ints([1]), keepdims=0)
        count = self._op("ReduceSum", "mask_float", self._ints([1]), keepdims=1)
        mean = self._op("Div", total, count)
        squares = self._op("ReduceSum", self._op("Mul", mean, mean), self._ints([1]), keepdims=1)
        self._op("Div", mean, self._op("Sqrt", squares), out="vectors")

    def _linear(self, states: str, *names: str) -> str:
        """states W^T + b in 8 bits; of several layers at once, their outputs one after another."""
        weights = self._bert.weights
        matrix, scales = quantize(np.concatenate([weights(f"{one}.weight") for one in names]))
        bias = np.concatenate([weights(f"{one}.bias") for one in names])
        name = names[0]
        whole, unit = self._quantized(states)
        product = self._op(
            "MatMulInteger",
            whole,
            self._tensor(f"{name}.matrix", np.ascontiguousarray(matrix.T)),
            self._constant(np.array(_ZERO_STATE, np.uint8)),
        )
        product = self._op("Cast", product, to=self._onnx.TensorProto.FLOAT)
        product = self._op("Mul", product, unit)
        product = self._op("Mul", product, self._tensor(f"{name}.scales", scales))
        return self._op("Add", product, self._tensor(f"{name}.bias", bias))

    def _quantized(self, states: str) -> tuple[str, str]:
        """The states as whole numbers around `_ZERO_STATE`, and each token's unit."""
        largest = self._op("ReduceMax", self._op("Abs", states), self._ints([1]), keepdims=1)
        bounded = self._op("Max", largest, self._floats(_SMALLEST))
        unit = self._op("Mul", bounded, self._floats(1 / _MAX_STATE))
        rounded = self._op("Round", self._op("Div", states, unit))
        shifted = self._op("Add", rounded, self._floats(_ZERO_STATE))
        return self._op("Cast", shifted, to=self._onnx.TensorProto.UINT8), unit

    def _layer_norm(self, states: str, name: str) -> str:
        scale, bias = (
            self._tensor(f"{name}.{part}", self._bert.weights(f"{name}.{part}"))
            for part in ("weight", "bias")
        )
        return self._op(
            "LayerNormalization", states, scale, bias, axis=-1, epsilon=LAYER_NORM_EPSILON
        )

    def _flat(self, states: str) -> str:
        return self._op("Reshape", states, self._ints([-1, HIDDEN]))

    def _op(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        out = out or f"{kind}_{len(self._nodes)}"
        self._nodes.append(self._onnx.helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def _tensor(self, name: str, values: npt.NDArray[Any]) -> str:
        self._tensors[name] = self._onnx.numpy_helper.from_array(values, name)
        return name

    def _ints(self, values: int | list[int]) -> str:
        return self._constant(np.array(values, np.int64))

    def _floats(self, value: float) -> str:
        return self._constant(np.array(value, np.float32))

    def _constant(self, value: Any) -> str:
        name = f"constant_{value.dtype}_{value.tolist()}"
        self._tensors.setdefault(name, self._onnx.numpy_helper.from_array(value, name))
        return name
