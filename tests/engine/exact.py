"""Every computation a second time, in fifty digits and without numpy: lists of mpmath numbers."""

import mpmath

DIGITS = 50


def numbers(array):
    """Nested lists of exact decimals: 0.1 means a tenth, as it was typed."""
    if isinstance(array, list):
        return [numbers(entry) for entry in array]
    return mpmath.mpf(repr(array))


def product(a, b):
    return [[mpmath.fdot(row, column) for column in zip(*b, strict=True)] for row in a]


def transposed(a):
    return [list(column) for column in zip(*a, strict=True)]


def softmax(row):
    powers = [mpmath.exp(x) for x in row]
    return shared(powers)


def shared(row):
    total = mpmath.fsum(row)
    return [x / total if total else x for x in row]


def scores(query, key, scale=None):
    factor = 1 / mpmath.sqrt(len(query[0])) if scale is None else scale
    return [[x * factor for x in row] for row in product(query, transposed(key))]


def visible(row, length, is_causal, attn_mask):
    if is_causal:
        return [column <= row for column in range(length)]
    return attn_mask[row] if attn_mask is not None else [True] * length


def attention_weights(query, key, is_causal=False, attn_mask=None, scale=None):
    weights = []
    for place, row in enumerate(scores(query, key, scale)):
        shown = visible(place, len(row), is_causal, attn_mask)
        powers = [mpmath.exp(x) if seen else 0 for x, seen in zip(row, shown, strict=True)]
        weights.append(shared(powers))
    return weights


def scaled_dot_product_attention(query, key, value, **options):
    return product(attention_weights(query, key, **options), value)


def self_attention(X, W_q, W_k, W_v, is_causal=False):
    query, key, value = (product(X, W) for W in (W_q, W_k, W_v))
    return scaled_dot_product_attention(query, key, value, is_causal=is_causal)


def blocks(matrix, count):
    width = len(matrix[0]) // count
    return [[row[i * width : (i + 1) * width] for row in matrix] for i in range(count)]


def multi_head_attention(X, W_q, W_k, W_v, W_o, num_heads, num_kv_heads, is_causal=False):
    heads = []
    keys, values = (blocks(product(X, W), num_kv_heads) for W in (W_k, W_v))
    for head, query in enumerate(blocks(product(X, W_q), num_heads)):
        group = head * num_kv_heads // num_heads
        heads.append(
            scaled_dot_product_attention(query, keys[group], values[group], is_causal=is_causal)
        )
    joined = [[x for head in heads for x in head[row]] for row in range(len(X))]
    return product(joined, W_o)


def additive_scores(query, key, W_q, W_k, v):
    found = []
    for q in product(query, transposed(W_q)):
        found.append([])
        for k in product(key, transposed(W_k)):
            hidden = [mpmath.tanh(a + b) for a, b in zip(q, k, strict=True)]
            found[-1].append(mpmath.fdot(v, hidden))
    return found


def bilinear_scores(query, key, W):
    return product(product(query, W), transposed(key))


def linear_attention(query, key, value, is_causal=False):
    def phi(rows):
        return [[x + 1 if x > 0 else mpmath.exp(x) for x in row] for row in rows]

    weights = []
    for place, row in enumerate(product(phi(query), transposed(phi(key)))):
        shown = visible(place, len(row), is_causal, None)
        weights.append(shared([x if seen else 0 for x, seen in zip(row, shown, strict=True)]))
    return product(weights, value)


def dot_product(query, key):
    return mpmath.fdot(query, key)


def cosine_similarity(query, key):
    lengths = mpmath.sqrt(mpmath.fdot(query, query)) * mpmath.sqrt(mpmath.fdot(key, key))
    return mpmath.fdot(query, key) / lengths


def softmax_of(x, temperature=1):
    return softmax([entry / temperature for entry in x])


def entropy(x, temperature=1):
    return -mpmath.fsum(w * mpmath.log(w) for w in softmax_of(x, temperature))


def softmax_jacobian(x):
    w = softmax(x)
    return [[a * ((i == j) - b) for j, b in enumerate(w)] for i, a in enumerate(w)]


def softmax_backward(x, grad_weights):
    return [mpmath.fdot(row, grad_weights) for row in softmax_jacobian(x)]


def rotary_embedding(x, base):
    """Each pair as a complex number times e^(i angle)."""
    found = []
    for place, row in enumerate(x):
        turned = []
        for i in range(0, len(row), 2):
            angle = place * base ** (-mpmath.mpf(i) / len(row))
            pair = mpmath.mpc(row[i], row[i + 1]) * mpmath.expj(angle)
            turned += [pair.real, pair.imag]
        found.append(turned)
    return found


def sinusoidal_positions(position, dim):
    angles = [position / mpmath.mpf(10000) ** (mpmath.mpf(i) / dim) for i in range(0, int(dim), 2)]
    return [turn(angle) for angle in angles for turn in (mpmath.sin, mpmath.cos)]


def projection(vector, onto):
    coefficient = mpmath.fdot(vector, onto) / mpmath.fdot(onto, onto)
    return [coefficient * u for u in onto]


def singular_values(matrix):
    return list(mpmath.svd_r(mpmath.matrix(matrix), compute_uv=False))


def kv_cache_bytes(tokens, layers, kv_heads, head_dim, windowed_layers=0, window=None, heads=None):
    """One layer after the other, one token after the other."""
    total = 0
    for layer in range(int(layers)):
        kept = min(tokens, window) if layer < windowed_layers else tokens
        total += kept * kv_heads * (head_dim + head_dim) * 2
    return total


def bytes_read(weight_bytes, cache_bytes, batch):
    return weight_bytes + sum(cache_bytes for _ in range(int(batch)))


def decode_seconds(weight_bytes, bandwidth, cache_bytes=0, batch=1):
    return bytes_read(weight_bytes, cache_bytes, batch) / bandwidth


def tokens_per_second(weight_bytes, bandwidth, cache_bytes=0, batch=1):
    return batch / decode_seconds(weight_bytes, bandwidth, cache_bytes, batch)


def sequences_that_fit(memory_bytes, weight_bytes, cache_bytes):
    fit, left = 0, memory_bytes - weight_bytes
    while left >= cache_bytes:
        fit, left = fit + 1, left - cache_bytes
    return fit


COMPUTATIONS = {
    "kv_cache_bytes": kv_cache_bytes,
    "sequences_that_fit": sequences_that_fit,
    "decode_seconds": decode_seconds,
    "tokens_per_second": tokens_per_second,
    "arithmetic_intensity": lambda flops, bytes: flops / bytes,
    "entropy": entropy,
    "softmax_jacobian": softmax_jacobian,
    "softmax_backward": softmax_backward,
    "rotary_embedding": rotary_embedding,
    "sinusoidal_positions": sinusoidal_positions,
    "projection": projection,
    "singular_values": singular_values,
    "dot_product": dot_product,
    "cosine_similarity": cosine_similarity,
    "softmax": softmax_of,
    "scores": scores,
    "attention_weights": attention_weights,
    "scaled_dot_product_attention": scaled_dot_product_attention,
    "self_attention": self_attention,
    "multi_head_attention": multi_head_attention,
    "additive_scores": additive_scores,
    "bilinear_scores": bilinear_scores,
    "linear_attention": linear_attention,
    "complexity": lambda length, dim, value_dim: 2 * length**2 * (dim + value_dim),
}
