"""A trained encoder, forward only: embeddings, then layers of attention and two dense steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count as numbers_from

import numpy as np
from numpy.typing import ArrayLike

from .attention import scaled_dot_product_attention
from .heads import merge_heads
from .inputs import Array, InputError, count, finite_result

LAYER_NORM_EPS = 1e-12
MAX_HEADS = 4096


@dataclass(frozen=True, eq=False)
class Encoded:
    """`hidden` (n, d_model) after the last layer, `weights` (layers, heads, n, n)."""

    hidden: Array
    weights: Array


class Parameters:
    """A mapping of a BERT checkpoint's names to its arrays, looked up below a prefix."""

    def __init__(self, arrays: Mapping[str, Array], prefix: str = "") -> None:
        self.arrays, self.prefix = arrays, prefix

    def of(self, name: str) -> "Parameters":
        return Parameters(self.arrays, f"{self.prefix}{name}.")

    def array(self, name: str) -> Array:
        try:
            return self.arrays[self.prefix + name]
        except KeyError as error:
            raise InputError(
                f"parameters lack the array {self.prefix + name}", "parameters"
            ) from error

    def __contains__(self, name: str) -> bool:
        return self.prefix + name in self.arrays


def encode(parameters: Mapping[str, Array], ids: ArrayLike, num_heads: int) -> Encoded:
    """The output of a BERT encoder for one sequence, with all its tokens in the first segment.

    `parameters` by their names in the checkpoint, with dense weights (d_out, d_in); ids (n,) are
    whole numbers below the size of the vocabulary. Computed in the dtype of the parameters.
    Raises ValueError for an id or a length that the embeddings do not hold, for a missing array,
    and for a number of heads that does not divide d_model.
    Source: Devlin et al. 2019, section 3; its layer is that of Vaswani et al. 2017, section 3.1.
    """
    checkpoint = Parameters(parameters)
    heads = count("num_heads", num_heads, MAX_HEADS)
    hidden = embedded(checkpoint.of("embeddings"), np.asarray(ids))
    if hidden.shape[-1] % heads:
        raise InputError(
            f"num_heads must divide d_model {hidden.shape[-1]}, got {heads}", "num_heads"
        )
    weights = []
    for number in numbers_from():
        layer = checkpoint.of(f"encoder.layer.{number}")
        if "attention.self.query.weight" not in layer:
            break
        hidden, of_heads = encoder_layer(layer, hidden, heads)
        weights.append(of_heads)
    if not weights:
        raise InputError("parameters hold no layer: encoder.layer.0 is missing", "parameters")
    return Encoded(finite_result("outputs", hidden, "parameters"), np.stack(weights))


def embedded(parameters: Parameters, ids: np.ndarray) -> Array:
    """The sum of the embeddings of token, position and first segment, with layer norm applied."""
    words = parameters.array("word_embeddings.weight")
    places = parameters.array("position_embeddings.weight")
    if ids.ndim != 1 or ids.dtype.kind not in "iu" or not 1 <= len(ids) <= len(places):
        raise InputError(f"ids must be one row of 1 to {len(places)} whole numbers", "ids")
    if ids.min() < 0 or ids.max() >= len(words):
        raise InputError(f"ids must be from 0 to {len(words) - 1}", "ids")
    segment = parameters.array("token_type_embeddings.weight")[0]
    return layer_norm(parameters.of("LayerNorm"), words[ids] + places[: len(ids)] + segment)


def encoder_layer(parameters: Parameters, hidden: Array, heads: int) -> tuple[Array, Array]:
    """The next hidden states (n, d_model), and the weights (heads, n, n)."""
    attention = parameters.of("attention")
    query, key, value = (
        _split(dense(attention.of(f"self.{name}"), hidden), heads)
        for name in ("query", "key", "value")
    )
    found = scaled_dot_product_attention(query, key, value)
    mixed = dense(attention.of("output.dense"), merge_heads(found.output))
    hidden = layer_norm(attention.of("output.LayerNorm"), hidden + mixed)
    inner = gelu(dense(parameters.of("intermediate.dense"), hidden))
    outer = dense(parameters.of("output.dense"), inner)
    return layer_norm(parameters.of("output.LayerNorm"), hidden + outer), found.weights


def dense(parameters: Parameters, x: Array) -> Array:
    return x @ parameters.array("weight").T + parameters.array("bias")


def layer_norm(parameters: Parameters, x: Array) -> Array:
    """Each row with mean 0 and variance 1, then scaled and shifted. Ba et al. 2016, eq. 4."""
    centered = x - x.mean(axis=-1, keepdims=True)
    variance = (centered**2).mean(axis=-1, keepdims=True)
    normal = centered / np.sqrt(variance + x.dtype.type(LAYER_NORM_EPS))
    return normal * parameters.array("weight") + parameters.array("bias")


def gelu(x: Array) -> Array:
    """x times the share of a normal distribution below x. Hendrycks and Gimpel 2016, section 2.

    numpy has no error function. This approximation of it is off by at most 1.5e-7, less than
    float32 resolves. Source: Abramowitz and Stegun 1964, 7.1.26.
    """
    z = np.abs(x) / np.sqrt(x.dtype.type(2))
    t = 1 / (1 + 0.3275911 * z)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    return x * (0.5 + 0.5 * np.sign(x) * (1 - series * np.exp(-z * z)))


def _split(x: Array, heads: int) -> Array:
    """(n, d_model) -> (heads, n, d_model / heads): heads are consecutive blocks of columns."""
    return x.reshape(len(x), heads, -1).swapaxes(0, 1)
