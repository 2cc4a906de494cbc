"""Mistakes in the other computations, each a function of its inputs."""

import numpy as np

from .scores import cosines, softmax, softmax_of


def of_others(computation, inputs):
    if computation == "softmax":
        x, T = inputs["x"], inputs["temperature"]
        return {
            "not_normalised": np.exp(x / T),
            "no_exponential": x / x.sum(),
            "scores_not_weights": x / T,
            "temperature_ignored": softmax(x),
            "temperature_multiplied": softmax(x * T),
        }
    if computation == "dot_product":
        return {"cosine_instead_of_dot": cosines(inputs["query"][None], inputs["key"][None])[0, 0]}
    if computation == "cosine_similarity":
        q, k = inputs["query"], inputs["key"]
        return {"dot_instead_of_cosine": q @ k, "lengths_squared": q @ k / (q @ q) / (k @ k)}
    if computation == "additive_scores":
        sums = (inputs["query"] @ inputs["W_q"].T)[:, None] + inputs["key"] @ inputs["W_k"].T
        return {"tanh_left_out": sums @ inputs["v"], "hidden_units_not_weighed": tanh_sums(sums)}
    if computation == "linear_attention":
        return of_linear(inputs["query"], inputs["key"], inputs["value"], inputs["is_causal"])
    if computation in OF_OTHERS:
        return OF_OTHERS[computation](**inputs)
    if computation == "complexity":
        n, d, d_v = inputs["length"], inputs["dim"], inputs["value_dim"]
        return {"multiply_add_counted_once": n * n * d + n * n * d_v}
    return {}


def of_entropy(x, temperature):
    def entropy(w):
        return -(w * np.log(w)).sum()

    p, e = softmax(x / temperature), np.exp(x / temperature)
    return {
        "in_bits": -(p * np.log2(p)).sum(),
        "base_ten": -(p * np.log10(p)).sum(),
        "logarithms_not_weighed": -np.log(p).sum(),
        "divided_by_largest_entropy": entropy(p) / np.log(len(x)),
        "exponential_of_entropy": np.exp(entropy(p)),
        "not_normalised": entropy(e),
        "temperature_ignored": entropy(softmax(x)),
        "temperature_multiplied": entropy(softmax(x * temperature)),
    }


def of_jacobian(x):
    p, e = softmax(x), np.exp(x)
    right = np.diag(p) - np.outer(p, p)
    off = ~np.eye(len(x), dtype=bool)
    return {
        "off_diagonal_left_out": np.where(off, 0, right),
        "off_diagonal_sign": np.where(off, -right, right),
        "identity_left_out": -np.outer(p, p),
        "products_left_out": np.diag(p),
        "not_normalised": np.diag(e) - np.outer(e, e),
    }


def of_backward(x, grad_weights):
    p, e, g = softmax(x), np.exp(x), grad_weights
    return {
        "mean_left_out": p * g,
        "mean_not_weighted": p * (g - g.mean()),
        "own_derivative_alone": p * (1 - p) * g,
        "weights_left_out": g - p @ g,
        "not_normalised": e * (g - e @ g),
    }


def turns(x, angles):
    """Pairs as complex numbers."""
    pairs = (x[:, 0::2] + 1j * x[:, 1::2]) * np.exp(1j * angles)
    return np.stack([pairs.real, pairs.imag], axis=-1).reshape(x.shape)


def of_rotary(x, base):
    n, d = x.shape
    places, pairs = np.arange(n)[:, None], np.arange(d // 2)
    angles = places / base ** (2 * pairs / d)
    by_halves = turns(x[:, [0, 2, 1, 3]], angles)[:, [0, 2, 1, 3]]
    return {
        "positions_from_one": turns(x, (places + 1) / base ** (2 * pairs / d)),
        "exponent_not_doubled": turns(x, places / base ** (pairs / d)),
        "same_angle_for_all_pairs": turns(x, places + 0 * pairs),
        "angles_in_degrees": turns(x, angles * np.pi / 180),
        "turned_backwards": turns(x, -angles),
        "halves_paired": by_halves,
    }


def of_sinusoids(position, dim):
    pairs = np.arange(dim // 2)

    def encoded(angles):
        return np.ravel([np.sin(angles), np.cos(angles)], order="F")

    angles = position / 10000 ** (2 * pairs / dim)
    return {
        "positions_from_one": encoded((position + 1) / 10000 ** (2 * pairs / dim)),
        "exponent_not_doubled": encoded(position / 10000 ** (pairs / dim)),
        "same_angle_for_all_pairs": encoded(position + 0 * pairs),
        "angles_in_degrees": encoded(angles * np.pi / 180),
        "sine_and_cosine_exchanged": np.ravel([np.cos(angles), np.sin(angles)], order="F"),
        "sines_before_cosines": np.ravel([np.sin(angles), np.cos(angles)]),
    }


def of_projection(vector, onto):
    v, u = vector, onto
    return {
        "divided_by_length": v @ u / np.sqrt(u @ u) * u,
        "not_divided_by_squared_length": v @ u * u,
        "divided_by_other_length": v @ u / (v @ v) * u,
        "projected_the_other_way": v @ u / (v @ v) * v,
        "remainder_not_projection": v - v @ u / (u @ u) * u,
    }


def of_singular(matrix):
    right = np.linalg.svd(matrix, compute_uv=False)
    gram = matrix @ matrix
    trace, det = np.trace(gram), np.linalg.det(gram)
    larger = trace / 2 + np.sqrt(max(trace**2 / 4 - det, 0))
    return {
        "root_not_taken": right**2,
        "lengths_of_columns": np.sort(np.linalg.norm(matrix, axis=0))[::-1],
        "smaller_first": right[::-1],
        "matrix_squared": np.sqrt(np.maximum([larger, det / larger], 0)),
    }


def of_cache(tokens, layers, kv_heads, head_dim, windowed_layers, window, heads):
    kept = (layers - windowed_layers) * tokens + windowed_layers * min(tokens, window)
    right = 4 * kv_heads * head_dim * kept
    return {
        "keys_or_values_left_out": right / 2,
        "kv_heads_left_out": right / kv_heads,
        "query_heads_counted": right / kv_heads * heads,
        "numbers_for_bytes": right / 2,
        "numbers_of_twice_the_size": 2 * right,
        "window_ignored": 4 * kv_heads * head_dim * layers * tokens,
        "window_in_every_layer": 4 * kv_heads * head_dim * layers * min(tokens, window),
    }


def of_fitting(memory_bytes, weight_bytes, cache_bytes):
    return {
        "weights_not_subtracted": memory_bytes // cache_bytes,
        "rounded_up": -((weight_bytes - memory_bytes) // cache_bytes),
    }


def of_seconds(weight_bytes, bandwidth, cache_bytes, batch):
    return {
        "cache_left_out": weight_bytes / bandwidth,
        "cache_of_one_sequence": (weight_bytes + cache_bytes) / bandwidth,
        "weights_read_for_every_sequence": batch * (weight_bytes + cache_bytes) / bandwidth,
        "milliseconds_for_seconds": 1000 * (weight_bytes + batch * cache_bytes) / bandwidth,
    }


def of_tokens(weight_bytes, bandwidth, cache_bytes, batch):
    seconds = (weight_bytes + batch * cache_bytes) / bandwidth
    return {
        "cache_left_out": batch * bandwidth / weight_bytes,
        "cache_of_one_sequence": batch * bandwidth / (weight_bytes + cache_bytes),
        "weights_read_for_every_sequence": bandwidth / (weight_bytes + cache_bytes),
        "steps_for_tokens": 1 / seconds,
        "seconds_for_tokens": seconds / batch,
    }


OF_OTHERS = {
    "kv_cache_bytes": of_cache,
    "sequences_that_fit": of_fitting,
    "decode_seconds": of_seconds,
    "tokens_per_second": of_tokens,
    "arithmetic_intensity": lambda flops, bytes: {"ratio_inverted": bytes / flops},
    "entropy": of_entropy,
    "softmax_jacobian": of_jacobian,
    "softmax_backward": of_backward,
    "rotary_embedding": of_rotary,
    "sinusoidal_positions": of_sinusoids,
    "projection": of_projection,
    "singular_values": of_singular,
}


def tanh_sums(sums):
    return np.tanh(sums).sum(axis=-1)


def phi(x):
    return np.where(x > 0, x + 1, np.exp(x))


def of_linear(q, k, v, is_causal):
    visible = np.tri(len(q), len(k), dtype=bool) if is_causal else np.ones((len(q), len(k)), bool)
    fit = phi(q) @ phi(k).T

    def average(similarities):
        sums = similarities.sum(axis=-1, keepdims=True)
        return similarities / np.where(sums == 0, 1, sums) @ v

    right = np.where(visible, fit, 0)
    weights = right / right.sum(axis=-1, keepdims=True)
    found = {
        "weights_not_output": weights,
        "keys_as_values": weights @ k,
        "similarities_not_divided": right @ v,
        "features_left_out": average(np.where(visible, q @ k.T, 0)),
        "softmax_instead_of_features": softmax_of(q @ k.T / np.sqrt(q.shape[-1]), visible) @ v,
    }
    if is_causal:
        found |= {
            "mask_ignored": average(fit),
            "mask_wrong_triangle": average(np.triu(fit)),
            "mask_hides_diagonal": average(np.tril(fit, -1)),
        }
    return found
