"""What the workbench's buttons do to the texts of its form. Each leads to a new URL."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from attention_engine import parameters_of
from quizzes.items.givens import halves
from quizzes.numbers.givens_form import ARRAY_KINDS, Givens, read_givens, text_of

from .presets import PRESETS

STEP_PREFIX = "step_"
TRANSPOSE = "transpose:"
MAX_SEED = 999_999
# Inputs to swap with each other if a computation has both.
PAIRS = (("query", "key"), ("W_q", "W_k"))

Texts = dict[str, str]


@dataclass(frozen=True)
class Tool:
    """A button: its form value, its words, its access key, and the announcement afterward."""

    name: str
    words: str
    key: str
    done: str


def tools_for(computation: str) -> list[Tool]:
    """The buttons that apply to this computation."""
    names = {parameter.name for parameter in parameters_of(computation)}
    drawn = any(parameter.kind in ARRAY_KINDS for parameter in parameters_of(computation))
    tools = []
    if pairs := _pairs(names):
        letters = "Q and K" if pairs[0] == ("query", "key") else "W_q and W_k"
        tools.append(Tool("swap", f"Swap {letters}", "s", f"Swapped {letters}."))
    if drawn:
        tools.append(Tool("random", "Random numbers", "r", "New random numbers, sizes kept."))
    return [*tools, Tool("clear", "Clear", "x", "Cleared.")]


def use_tool(tool: str, computation: str, typed: Mapping[str, str]) -> Texts:
    """The texts after using a tool; unchanged if it is unknown or cannot be used."""
    givens = read_givens(computation, typed, PRESETS[computation][0][1])
    texts = {**typed, **{given.name: given.raw for given in givens.fields}}
    if tool.startswith(TRANSPOSE):
        return texts | _transposed(givens, tool.removeprefix(TRANSPOSE))
    change = _TOOLS.get(tool)
    return change(givens, texts) if change else texts


def seed_of(typed: Mapping[str, str]) -> int:
    """The seed of the random numbers in a URL; 0 if there is none or it is not valid."""
    text = typed.get("seed", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0


def _swapped(givens: Givens, texts: Texts) -> Texts:
    found = dict(texts)
    for first, second in _pairs(set(texts)):
        found[first], found[second] = texts[second], texts[first]
    return found


def _cleared(givens: Givens, texts: Texts) -> Texts:
    # Words, such as the method, have no useful empty state.
    empty = {given.name: "" for given in givens.fields if given.kind != "word"}
    return _without_results(texts) | empty | {"seed": ""}


def _random(givens: Givens, texts: Texts) -> Texts:
    """Random halves from -2 to 2 in every array, from the next seed; masks stay."""
    seed = seed_of(texts) % MAX_SEED + 1
    rng = np.random.default_rng(seed)
    shapes = _shapes(givens)
    drawn = {
        given.name: text_of(_drawn(rng, shapes[given.name]), given.kind)
        for given in givens.fields
        if given.kind in ARRAY_KINDS and given.kind != "mask"
    }
    return _without_results(texts) | drawn | {"seed": str(seed)}


def _hidden(givens: Givens, texts: Texts) -> Texts:
    return texts | {"show": ""}


_TOOLS: dict[str, Callable[[Givens, Texts], Texts]] = {
    "swap": _swapped,
    "clear": _cleared,
    "random": _random,
    "hide": _hidden,
}


def _transposed(givens: Givens, name: str) -> Texts:
    """A matrix with rows and columns exchanged; empty for one that cannot be parsed."""
    field = next((given for given in givens.fields if given.name == name), None)
    array = givens.inputs.get(name, 0)
    if field is None or not field.can_be_transposed or np.ndim(array) < 2:
        return {}
    return {name: text_of(array.swapaxes(-1, -2), field.kind)}


def _shapes(givens: Givens) -> dict[str, tuple[int, ...]]:
    """The shapes to fill: those of the parsed arrays, else those of the first preset."""
    preset = read_givens(givens.computation, {}, PRESETS[givens.computation][0][1])
    found = {name: value.shape for name, value in givens.inputs.items() if np.ndim(value)}
    return preset.shapes() | found


def _drawn(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Random halves that are not all zero, because a cosine needs a direction."""
    array = halves(rng, *shape)
    while not array.any():
        array = halves(rng, *shape)
    return array


def _without_results(texts: Texts) -> Texts:
    """Clears the result and the steps, which belong to the old numbers."""
    return {
        name: "" if name == "answer" or name.startswith(STEP_PREFIX) else text
        for name, text in texts.items()
    }


def _pairs(names: set[str]) -> list[tuple[str, str]]:
    return [pair for pair in PAIRS if names.issuperset(pair)]
