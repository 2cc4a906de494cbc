"""The letters in which the orders of `attention_cost` are written, and what they stand for."""

from collections.abc import Mapping
from typing import Any

# The letter and the meaning of each input of `attention_cost`.
LETTERS = {
    "length": ("n", "the sequence length"),
    "dim": ("d", "the width of one head"),
    "value_dim": ("d_v", "the width of the values"),
    "heads": ("h", "the number of heads"),
    "window": ("w", "the window"),
    "global_tokens": ("g", "the number of global tokens"),
    "stride": ("s", "the stride"),
    "hidden_dim": ("a", "the hidden width"),
}
ALWAYS = ("length", "dim")


def cost_letters(inputs: Mapping[str, Any]) -> dict[str, str]:
    """The letters of a task whose inputs are those of `attention_cost`, each with its meaning.

    >>> cost_letters({"length": 8, "dim": 4, "method": "local", "window": 2})
    {'n': 'the sequence length', 'd': 'the width of one head', 'w': 'the window'}
    """
    named = [name for name in LETTERS if name in ALWAYS or inputs.get(name) is not None]
    return {LETTERS[name][0]: LETTERS[name][1] for name in named}
