"""Horizontal bars, each below its label and its number, so that nothing is cut where a page is
narrow: the places across are percentages of the room that there is."""

from collections.abc import Sequence

from .axes import axis_over
from .drawing import Drawing
from .heatmap import short
from .picture import Picture, Table, number

# Of the file; on a page the bars are as wide as the room.
WIDTH = 480
TOP, LINE, HIGH, GAP = 30, 20, 14, 12
LEAST_SHARE = 0.3


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
    drawing = Drawing(WIDTH, TOP + (LINE + HIGH + GAP) * len(labels), fit="stretches")
    drawing.add("text", value_name, x=0, y=14, class_="axis-name")
    scale = [*map(float, values), *([min(values) / 10] if log else [])]
    axis = axis_over(scale, 0, 100, log)
    zero = axis.start if log else axis.place(0.0)
    for index, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = TOP + (LINE + HIGH + GAP) * index
        drawing.add("text", short(label), x=0, y=y + 14, class_="label")
        at = {"x": "100%", "y": y + 14, "text_anchor": "end"}
        drawing.add("text", number(value, decimals), class_="label", **at)
        end = axis.place(float(value))
        left, wide = min(zero, end), max(abs(end - zero), LEAST_SHARE)
        size = {"x": f"{left:.2f}%", "width": f"{wide:.2f}%", "y": y + LINE, "height": HIGH}
        drawing.add("rect", class_="mark-1", **size)
    rows = [[label, float(value)] for label, value in zip(labels, values, strict=True)]
    words = "; ".join(f"{label}: {number(value, decimals)}" for label, value in rows)
    table = Table([label_name, value_name], rows, decimals)
    return Picture(name, title, f"{value_name}. {words}.", drawing, table)
