"""The entropy of a row of weights by hand, starting from the scores."""

import numpy as np

from ..latex import latex_number
from .base import Computation, Step, Values, register
from .softmax import PARAMETERS, STEPS, checked, first_row, row_note
from .vectors import terms


def entropy_terms(weights: np.ndarray) -> np.ndarray:
    """-w ln w; for a weight of 0 its limit, 0."""
    return -weights * np.log(np.where(weights > 0, weights, 1)) + 0.0


def _written_terms(values: Values) -> str:
    weights = [latex_number(weight) for weight in first_row(values["weights"])[:2]]
    dots = [r"\ldots"] if values["weights"].shape[-1] > 2 else []
    products = [rf"-{weight} \cdot \ln {weight}" for weight in weights]
    return ", ".join(products + dots) + row_note(values)


def _explain_entropy(values: Values) -> str:
    most = latex_number(np.log(values["weights"].shape[-1]))
    return (
        "The sum of the terms, in nats: 0 where one key has all the weight, "
        f"ln {values['weights'].shape[-1]} = {most} where all have the same."
    )


register(
    Computation(
        "entropy",
        "Entropy of the weights",
        PARAMETERS,
        checked,
        (
            *STEPS,
            Step(
                "terms",
                "What each weight adds",
                r"-w_i \ln w_i",
                lambda values: entropy_terms(values["weights"]),
                _written_terms,
                lambda values: (
                    "Each weight times minus its logarithm: weights near 0 and near 1 add little."
                ),
            ),
            Step(
                "entropy",
                "Entropy",
                r"H = -\sum_i w_i \ln w_i",
                lambda values: values["terms"].sum(axis=-1),
                lambda values: (
                    terms([latex_number(x) for x in first_row(values["terms"])]) + row_note(values)
                ),
                _explain_entropy,
            ),
        ),
    )
)
