"""Each mistake of the catalogue by its definition, in plain numpy, independent of the engine."""

import numpy as np

from attention_engine import compute

from .others import of_others
from .scores import (
    OF_OUTPUT,
    OF_SCORES,
    OF_WEIGHTS,
    WITH_SCORES,
    ByHand,
    causal_slips,
    softmax,
    softmax_of,
)


def expected_mistakes(computation, inputs):
    right = compute(computation, inputs)
    found = {"sign_flipped": -right}
    if right.ndim == 2:
        found["row_swapped"] = right[[1, 0, *range(2, len(right))]]
        # A Jacobian of softmax is its own transpose.
        if computation != "softmax_jacobian":
            found["transposed"] = right.T
    if computation in WITH_SCORES:
        hand = ByHand(computation, inputs)
        formulas = OF_SCORES | (OF_WEIGHTS if computation != "scores" else {})
        if computation in WITH_SCORES[2:4]:
            formulas = formulas | OF_OUTPUT
        found |= {name: formula(hand) for name, formula in formulas.items()}
        if computation == "attention_weights":
            found["scores_not_weights"] = hand.s
        if inputs.get("is_causal"):
            found |= {
                name: hand.weigh(softmax_of(hand.s, m)) for name, m in causal_slips(hand).items()
            }
        if computation != "attention_weights" and computation != "scores":
            found["softmax_left_out"] = hand.weigh(hand.seen())
        if hand.s.shape[-1] == hand.s.shape[-2] and computation != "scores":
            found["query_and_key_exchanged"] = hand.finish(hand.s.mT)
        if computation == "multi_head_attention":
            found["output_projection_left_out"] = np.concatenate(
                list(softmax(hand.shown()) @ hand.v), axis=-1
            )
            found["scaled_by_model_width"] = hand.finish(hand.dots / np.sqrt(4))
        if computation == "self_attention":
            found["scaled_by_model_width"] = hand.finish(hand.dots / np.sqrt(4))
    return found | of_others(computation, inputs)
