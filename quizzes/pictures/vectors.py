"""Vectors in the plane as arrows from one point, with the true angle between two of them."""

from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, pi, sin

import numpy as np

from .drawing import Drawing
from .heatmap import short
from .labels import Labels, Point
from .picture import Picture, Table, number
from .plane import Plane

MOST_VECTORS = 6
SMALLEST, LARGEST = 1e-100, 1e100
HEAD, ARC, LEAST_ARC = 12, 40, 14
# Shorter arrows (in pixels) cannot be seen; a disc replaces them.
LEAST_LENGTH = 2


def vector_plane(
    name: str,
    title: str,
    labels: Sequence[str],
    vectors: Sequence[Sequence[float]] | np.ndarray,
    *,
    angle: tuple[int, int] | None = (0, 1),
    drops: Sequence[tuple[int, int]] = (),
    decimals: int = 2,
) -> Picture:
    """The picture of one to six vectors (N, 2). `angle` names two of them: an arc between
    them shows its degrees, unless one is zero. `drops` are pairs whose tips are joined by a dashed
    line, such as a vector and its projection.

    Raises ValueError for another shape and for numbers too large or too small to draw.
    """
    rows = _accepted(labels, vectors)
    plane = Plane(rows)
    drawing = plane.drawing()
    origin, tips = plane.place(0, 0), [plane.place(x, y) for x, y in rows]
    for start, end in drops:
        (x1, y1), (x2, y2) = tips[start], tips[end]
        drawing.add("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="axis predicted")
    for index, tip in enumerate(tips, start=1):
        _draw_arrow(drawing, index, origin, tip)
    texts = Labels(plane.frame, [(origin, tip) for tip in tips])

    def write(text: str, at: Point, direction: float, look: str) -> None:
        x, y = texts.place(text, at, direction)
        drawing.add("text", text, x=x, y=y + 5, class_=look, text_anchor="middle")

    for index, (label, tip, (x, y)) in enumerate(zip(labels, tips, rows, strict=True), start=1):
        write(short(label), tip, atan2(y, x), f"name-{index}")
    pair = angle if angle and all(rows[place].any() for place in angle) else None
    if pair:
        on_arc, middle = _draw_arc(drawing, origin, *(tips[place] for place in pair))
        write(_degrees(rows, pair, decimals), on_arc, middle, "label")
    table = _table(labels, rows, angle[0] if angle else 0, decimals)
    return Picture(name, title, _described(labels, rows, pair, decimals), drawing, table)


def angle_between(first: np.ndarray, second: np.ndarray) -> float:
    """Degrees from 0 to 180. The arctangent keeps small angles exact; an arccosine would not."""
    (a, b), (c, d) = (vector / np.abs(vector).max() for vector in (first, second))
    return degrees(atan2(abs(a * d - b * c), a * c + b * d))


def _accepted(labels: Sequence[str], vectors: Sequence[Sequence[float]] | np.ndarray) -> np.ndarray:
    rows = np.asarray(vectors, dtype=np.float64)
    if rows.ndim != 2 or rows.shape[1] != 2 or not 1 <= len(rows) <= MOST_VECTORS:
        raise ValueError(
            f"vectors must be 1 to {MOST_VECTORS} rows of 2 numbers, got shape {rows.shape}"
        )
    if len(labels) != len(rows):
        raise ValueError(f"{len(rows)} vectors need {len(rows)} labels, got {len(labels)}")
    if rows.any() and not SMALLEST <= np.abs(rows).max() <= LARGEST:
        raise ValueError(f"vectors must have sizes from {SMALLEST:g} to {LARGEST:g} to be drawn")
    return rows


def _draw_arrow(drawing: Drawing, index: int, origin: Point, tip: Point) -> None:
    x, y = tip[0] - origin[0], tip[1] - origin[1]
    length = hypot(x, y)
    if length < LEAST_LENGTH:
        drawing.add("circle", cx=tip[0], cy=tip[1], r=4, class_=f"mark-{index}")
        return
    x, y, head = x / length, y / length, min(HEAD, length / 2)
    neck = tip[0] - head * x, tip[1] - head * y
    (x1, y1), (x2, y2) = origin, neck
    drawing.add("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=f"line-{index}")
    x, y = 0.4 * head * x, 0.4 * head * y
    left, right = (neck[0] - y, neck[1] + x), (neck[0] + y, neck[1] - x)
    points = " ".join(f"{a:.2f},{b:.2f}" for a, b in (tip, left, right))
    drawing.add("polygon", points=points, class_=f"mark-{index}")


def _draw_arc(drawing: Drawing, origin: Point, first: Point, second: Point) -> tuple[Point, float]:
    """Draws the shorter arc between two arrows; returns its middle and the angle of that."""
    steps = [(tip[0] - origin[0], origin[1] - tip[1]) for tip in (first, second)]
    radius = min(ARC, max(LEAST_ARC, 0.7 * min(hypot(*step) for step in steps)))
    start, end = (atan2(y, x) for x, y in steps)
    turn = (end - start + pi) % (2 * pi) - pi

    def at(way: float) -> Point:
        return origin[0] + radius * cos(way), origin[1] - radius * sin(way)

    (x1, y1), (x2, y2) = at(start), at(start + turn)
    sweep = 0 if turn > 0 else 1
    path = f"M {x1:.2f} {y1:.2f} A {radius:.2f} {radius:.2f} 0 0 {sweep} {x2:.2f} {y2:.2f}"
    drawing.add("path", d=path, class_="arc")
    middle = start + turn / 2
    return at(middle), middle


def _degrees(rows: np.ndarray, pair: tuple[int, int], decimals: int) -> str:
    return f"{number(angle_between(*rows[list(pair)]), decimals)}°"


def _table(labels: Sequence[str], rows: np.ndarray, base: int, decimals: int) -> Table:
    """The numbers of each vector, its length, and its angle to the one at `base`."""
    found = []
    for label, row in zip(labels, rows, strict=True):
        has_angle = row.any() and rows[base].any()
        angle = angle_between(rows[base], row) if has_angle else "none"
        found.append([label, float(row[0]), float(row[1]), float(np.hypot(*row)), angle])
    columns = ["vector", "x", "y", "length", f"angle to {labels[base]} in degrees"]
    return Table(columns, found, decimals)


def _described(
    labels: Sequence[str], rows: np.ndarray, pair: tuple[int, int] | None, decimals: int
) -> str:
    said = [
        f"{label} to ({number(x, decimals)}, {number(y, decimals)})"
        + ("" if x or y else ", the zero vector, which has no direction")
        for label, (x, y) in zip(labels, rows, strict=True)
    ]
    words = f"Arrows from the origin: {'; '.join(said)}."
    if pair:
        first, second = (labels[place] for place in pair)
        words += f" Between {first} and {second}: {_degrees(rows, pair, decimals)}."
    return words
