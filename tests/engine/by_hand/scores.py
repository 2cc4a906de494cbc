"""Mistakes in dot-product attention, from the scores to the output."""

import numpy as np

WITH_SCORES = (
    "scores",
    "attention_weights",
    "scaled_dot_product_attention",
    "self_attention",
    "multi_head_attention",
)


def softmax(x, axis=-1):
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)


class ByHand:
    """Attention of one set of inputs in plain numpy."""

    def __init__(self, computation, inputs):
        self.computation = computation
        self.W_o = inputs.get("W_o")
        if computation in ("self_attention", "multi_head_attention"):
            X = inputs["X"]
            self.q, self.k, self.v = X @ inputs["W_q"], X @ inputs["W_k"], X @ inputs["W_v"]
            if self.W_o is not None:
                # Two heads of width two that share one KV head.
                self.q = np.stack([self.q[:, :2], self.q[:, 2:]])
                self.k, self.v = np.stack([self.k] * 2), np.stack([self.v] * 2)
        else:
            self.q, self.k, self.v = inputs["query"], inputs["key"], inputs.get("value")
        self.dots = self.q @ self.k.mT
        self.s = self.dots / np.sqrt(self.q.shape[-1])
        self.visible = inputs.get("attn_mask")
        if inputs.get("is_causal"):
            self.visible = np.tri(*self.dots.shape[-2:], dtype=bool)

    def finish(self, scores):
        return scores if self.computation == "scores" else self.weigh(softmax(self.hide(scores)))

    def hide(self, scores):
        return scores if self.visible is None else np.where(self.visible, scores, -np.inf)

    def weigh(self, weights):
        if self.computation == "attention_weights":
            return weights
        if self.W_o is None:
            return weights @ self.v
        return np.concatenate(list(weights @ self.v), axis=-1) @ self.W_o

    def shown(self):
        return self.hide(self.s)

    def seen(self):
        return np.where(self.visible, self.s, 0)


def cosines(q, k):
    lengths = np.linalg.norm(q, axis=-1)[..., :, None], np.linalg.norm(k, axis=-1)[..., None, :]
    return (q @ k.mT) / lengths[0] / lengths[1]


def columns(x):
    # A column whose cells are all hidden has a sum of zero.
    e = np.exp(x)
    sums = e.sum(axis=-2, keepdims=True)
    return e / np.where(sums == 0, 1, sums)


def softmax_of(scores, visible):
    """Softmax by rows; a row with every key hidden stays zero."""
    e = np.where(visible, np.exp(scores), 0)
    sums = e.sum(axis=-1, keepdims=True)
    return e / np.where(sums == 0, 1, sums)


def causal_slips(hand):
    square = np.ones(hand.s.shape[-2:], dtype=bool)
    return {"mask_wrong_triangle": np.triu(square), "mask_hides_diagonal": np.tril(square, -1)}


OF_SCORES = {
    "unscaled": lambda h: h.finish(h.dots),
    "scaled_by_d_k": lambda h: h.finish(h.dots / h.q.shape[-1]),
    "multiplied_by_sqrt_d_k": lambda h: h.finish(h.dots * np.sqrt(h.q.shape[-1])),
    "scaled_by_wrong_dimension": lambda h: h.finish(h.dots / np.sqrt(h.k.shape[-2])),
    "cosine_instead_of_dot": lambda h: h.finish(cosines(h.q, h.k)),
}
OF_WEIGHTS = {
    "softmax_over_queries": lambda h: h.weigh(columns(h.shown())),
    "softmax_whole_matrix": lambda h: h.weigh(
        np.exp(h.shown()) / np.exp(h.shown()).sum(axis=(-2, -1), keepdims=True)
    ),
    "not_normalised": lambda h: h.weigh(np.exp(h.shown())),
    "no_exponential": lambda h: h.weigh(h.seen() / h.seen().sum(axis=-1, keepdims=True)),
    "mask_ignored": lambda h: h.weigh(softmax(h.s)),
    "mask_after_softmax": lambda h: h.weigh(np.where(h.visible, softmax(h.s), 0)),
    "mask_as_zero": lambda h: h.weigh(softmax(np.where(h.visible, h.s, 0))),
}
OF_OUTPUT = {
    "weights_not_output": lambda h: softmax(h.shown()),
    "keys_as_values": lambda h: softmax(h.shown()) @ h.k,
}
