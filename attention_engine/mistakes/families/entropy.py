"""Mistakes with the entropy of a row of weights."""

import numpy as np

from ...computations import Values
from ..registry import mistake

_ENTROPY = ("entropy",)


@mistake(
    "in_bits",
    at="entropy",
    title="In bits instead of nats",
    tells="You took the logarithm to base 2, which gives bits. Nats take the natural logarithm: "
    "multiply your number by ln 2 = 0.693.",
    of=_ENTROPY,
)
def in_bits(values: Values) -> np.ndarray:
    return values["terms"].sum(axis=-1) / np.log(2)


@mistake(
    "base_ten",
    at="entropy",
    title="The logarithm to base 10",
    tells="You took the logarithm to base 10. Nats take the natural logarithm: multiply your "
    "number by ln 10 = 2.303.",
    of=_ENTROPY,
)
def base_ten(values: Values) -> np.ndarray:
    return values["terms"].sum(axis=-1) / np.log(10)


@mistake(
    "logarithms_not_weighed",
    at="terms",
    title="The logarithms were added without their weights",
    tells="You added -ln w of every key. Each counts with its weight: -w ln w.",
    of=_ENTROPY,
)
def logarithms_not_weighed(values: Values) -> np.ndarray | None:
    weights = values["weights"]
    return -np.log(weights) if (weights > 0).all() else None


@mistake(
    "divided_by_largest_entropy",
    at="entropy",
    title="Divided by the largest entropy there can be",
    tells="You divided by ln n, which makes a share between 0 and 1. The entropy in nats is the "
    "sum itself.",
    of=_ENTROPY,
)
def divided_by_largest_entropy(values: Values) -> np.ndarray | None:
    keys = values["weights"].shape[-1]
    return values["terms"].sum(axis=-1) / np.log(keys) if keys > 1 else None


@mistake(
    "exponential_of_entropy",
    at="entropy",
    title="The exponential of the entropy",
    tells="This is how many keys are attended to in effect, the exponential of the entropy. "
    "The entropy in nats is its logarithm.",
    of=_ENTROPY,
)
def exponential_of_entropy(values: Values) -> np.ndarray:
    return np.exp(values["terms"].sum(axis=-1))
