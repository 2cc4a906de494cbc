"""One random query over a few keys, with and without a mask, step by step."""

from dataclasses import dataclass

import numpy as np

from ..attention import scaled_dot_product_attention
from ..inputs import Array, count

MAX_KEYS, MAX_WIDTH = 12, 256
VALUE_WIDTH = 2


@dataclass(frozen=True, eq=False)
class OneQuery:
    """`query` (d,), `key` (S, d) and `value` (S, 2); `products`, `scaled`, `masked` and `weights`
    (S,), `output` (2,); `open_weights` and `open_output` are those without the mask."""

    query: Array
    key: Array
    value: Array
    products: Array
    scaled: Array
    masked: Array
    weights: Array
    output: Array
    open_weights: Array
    open_output: Array


def one_query(keys: int, width: int, hidden: int, seed: int = 0) -> OneQuery:
    """Draws a query, keys and values from N(0, 1) and hides the last `hidden` keys, never all.

    Raises ValueError for sizes out of range. Source: Vaswani et al. 2017, section 3.2.
    """
    keys, width = count("keys", keys, MAX_KEYS), count("width", width, MAX_WIDTH)
    hidden = count("hidden", hidden, keys - 1, 0)
    rng = np.random.Generator(np.random.PCG64(count("seed", seed, 2**32, 0)))
    query, key = rng.standard_normal((1, width)), rng.standard_normal((keys, width))
    value = rng.standard_normal((keys, VALUE_WIDTH))
    visible = np.arange(keys) < keys - hidden
    unmasked = scaled_dot_product_attention(query, key, value)
    found = scaled_dot_product_attention(query, key, value, attn_mask=visible[None, :])
    scaled = found.scores[0] / np.sqrt(width)
    return OneQuery(
        query=query[0],
        key=key,
        value=value,
        products=found.scores[0],
        scaled=scaled,
        masked=np.where(visible, scaled, -np.inf),
        weights=found.weights[0],
        output=found.output[0],
        open_weights=unmasked.weights[0],
        open_output=unmasked.output[0],
    )
