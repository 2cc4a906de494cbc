"""One query traced through attention: a column for each key, a row for each step."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .drawing import Drawing
from .heatmap import CELL, LOW, draw_cell, short
from .picture import Picture, Table, number
from .texts import widest

MOST_KEYS, MOST_VALUES = 12, 8
TOP, GAP = 44, 18


@dataclass(frozen=True)
class Step:
    """One step: its name, a number for each key, and the size that full color stands for."""

    name: str
    numbers: np.ndarray
    full: float


def query_flow(
    name: str,
    title: str,
    query: str,
    keys: Sequence[str],
    *,
    products: np.ndarray,
    scaled: np.ndarray,
    weights: np.ndarray,
    values: np.ndarray,
    output: np.ndarray,
    masked: np.ndarray | None = None,
    scaled_by: str = "÷ √d_k",
    decimals: int = 2,
) -> Picture:
    """The picture of all steps of one query over S keys. `products`, `scaled`, `masked` (minus
    infinity where hidden; None if nothing is) and `weights` have S numbers, `values` is
    (S, d_v), `output` has d_v. Each value is drawn below its weight, with the output beside them.

    Raises ValueError for numbers of another shape and for more keys or values than fit.
    """
    given = [("dot products", products), (f"scaled: {scaled_by}", scaled)]
    given += [("masked", masked)] if masked is not None else []
    scores = [(words, np.asarray(numbers, dtype=np.float64)) for words, numbers in given]
    weights, values, output = (np.asarray(x, dtype=np.float64) for x in (weights, values, output))
    _refuse_unfit(len(keys), [*(numbers for _words, numbers in scores), weights], values, output)
    full = _largest(*(numbers for _words, numbers in scores))
    steps = [Step(words, numbers, full) for words, numbers in scores]
    steps.append(Step("weights", weights, 1.0))
    value_names = [f"values, part {part}" for part in range(1, len(output) + 1)]
    drawing = _drawn(query, keys, steps, value_names, values, output, decimals)
    rows = [[step.name, *map(float, step.numbers), ""] for step in steps]
    rows += [
        [words, *map(float, parts), float(whole)]
        for words, parts, whole in zip(value_names, values.T, output, strict=True)
    ]
    table = Table(["step", *keys, "output"], rows, decimals)
    return Picture(name, title, _described(query, keys, steps, output, decimals), drawing, table)


def _refuse_unfit(
    keys: int, rows: list[np.ndarray], values: np.ndarray, output: np.ndarray
) -> None:
    if not 1 <= keys <= MOST_KEYS or not 1 <= output.size <= MOST_VALUES:
        raise ValueError(
            f"a flow takes up to {MOST_KEYS} keys and values of up to {MOST_VALUES} numbers"
        )
    if any(row.shape != (keys,) for row in rows):
        raise ValueError(f"each step needs {keys} numbers, one for each key")
    if output.ndim != 1 or values.shape != (keys, len(output)):
        raise ValueError(f"values must be {(keys, output.size)}, got {values.shape}")


def _largest(*arrays: np.ndarray) -> float:
    """The largest finite absolute value, or 1 if there is none."""
    numbers = np.concatenate([np.abs(array[np.isfinite(array)]).ravel() for array in arrays])
    return float(numbers.max(initial=0.0)) or 1.0


def _drawn(
    query: str,
    keys: Sequence[str],
    steps: list[Step],
    value_names: list[str],
    values: np.ndarray,
    output: np.ndarray,
    decimals: int,
) -> Drawing:
    names = [*(step.name for step in steps), *value_names]
    left = widest(map(short, (query, *names))) + 16
    right = left + CELL * len(keys) + GAP
    bottom = TOP + (LOW + GAP) * len(steps) + LOW * len(value_names)
    drawing = Drawing(right + CELL + 8, bottom + 8)
    drawing.add("text", "key", x=left, y=14, class_="axis-name")
    drawing.add("text", short(query), x=left - 8, y=TOP - 8, class_="label", text_anchor="end")
    middles = [left + CELL * (place + 0.5) for place in range(len(keys))]
    for x, label in zip(middles, keys, strict=True):
        place = {"x": x, "y": TOP - 8, "text_anchor": "middle"}
        drawing.add("text", short(label), class_="label", **place)

    def row(words: str, numbers: np.ndarray, y: float, full: float) -> None:
        at = {"x": left - 8, "y": y + LOW / 2 + 5, "text_anchor": "end"}
        drawing.add("text", short(words), class_="label", **at)
        for place, value in enumerate(numbers):
            draw_cell(drawing, (left + CELL * place, y), float(value), full, decimals)

    y = TOP
    for step in steps:
        row(step.name, step.numbers, y, step.full)
        for x in middles:
            _draw_sign(drawing, x, y + LOW, is_last=step is steps[-1])
        y += LOW + GAP
    place = {"x": right + CELL / 2, "y": y - 8, "text_anchor": "middle"}
    drawing.add("text", "output", class_="label", **place)
    full = _largest(values, output)
    for words, parts, whole in zip(value_names, values.T, output, strict=True):
        row(words, parts, y, full)
        drawing.add(
            "text", "=", x=right - GAP / 2, y=y + LOW / 2 + 5, class_="label", text_anchor="middle"
        )
        draw_cell(drawing, (right, y), float(whole), full, decimals)
        y += LOW
    return drawing


def _draw_sign(drawing: Drawing, x: float, y: float, *, is_last: bool) -> None:
    """The sign between two steps: an arrow, or a times sign between weight and value."""
    if is_last:
        drawing.add("text", "×", x=x, y=y + 15, class_="label", text_anchor="middle")
        return
    points = " ".join(f"{x + a:.2f},{y + b:.2f}" for a, b in ((-5, 6), (5, 6), (0, 14)))
    drawing.add("polygon", points=points, class_="step-arrow")


def _described(
    query: str, keys: Sequence[str], steps: list[Step], output: np.ndarray, decimals: int
) -> str:
    said = []
    for step in steps:
        best = int(np.argmax(step.numbers))
        said.append(
            f"{step.name}: largest at {keys[best]} with {number(step.numbers[best], decimals)}"
        )
    parts = ", ".join(number(part, decimals) for part in output)
    return f"{query} and {len(keys)} keys, step by step. {'; '.join(said)}. Output: ({parts})."
