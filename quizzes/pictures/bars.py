"""Horizontal bars with their numbers."""

from collections.abc import Sequence

from .axes import axis_over
from .drawing import Drawing
from .picture import Picture, Table, number

WIDTH, HIGH, GAP = 530, 22, 12
LETTER = 7.5
FOR_NUMBER = 90


def bar_chart(
    name: str,
    title: str,
    label_name: str,
    labels: Sequence[str],
    value_name: str,
    values: Sequence[float],
    *,
    log: bool = False,
    decimals: int = 3,
) -> Picture:
    """A bar for each label. On a log axis all numbers must be above zero, and the axis begins at a
    tenth of the smallest."""
    left = LETTER * max(map(len, labels)) + 16
    height = (HIGH + GAP) * len(labels) + 28
    drawing = Drawing(WIDTH, height)
    drawing.add("text", value_name, x=left, y=14, class_="axis-name")
    scale = [*map(float, values), *([min(values) / 10] if log else [])]
    axis = axis_over(scale, left, WIDTH - FOR_NUMBER, log)
    zero = axis.start if log else axis.place(0.0)
    for index, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = 26 + (HIGH + GAP) * index
        end = axis.place(float(value))
        middle = y + HIGH / 2 + 5
        drawing.add("text", label, x=left - 8, y=middle, class_="label", text_anchor="end")
        size = {"width": max(abs(end - zero), 1), "height": HIGH}
        drawing.add("rect", x=min(zero, end), y=y, class_="mark-1", **size)
        drawing.add("text", number(value, decimals), x=max(zero, end) + 8, y=middle, class_="label")
    rows = [[label, float(value)] for label, value in zip(labels, values, strict=True)]
    words = "; ".join(f"{label}: {number(value, decimals)}" for label, value in rows)
    table = Table([label_name, value_name], rows, decimals)
    return Picture(name, title, f"{value_name}. {words}.", drawing, table)
