"""Lines over a common axis: measured ones with marks, predicted ones dashed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from .axes import Axis, axis_over, tick_words
from .drawing import Drawing
from .picture import Picture, Table, number

WIDTH, HEIGHT = 400, 300
LEFT, RIGHT, BOTTOM = 72, 24, 52
ROW_OF_LEGEND = 22
MOST_SERIES = 6


@dataclass(frozen=True)
class Series:
    """One line: a number for each place on the x axis."""

    name: str
    values: Sequence[float]
    is_predicted: bool = False


def line_chart(
    name: str,
    title: str,
    x_name: str,
    x: Sequence[float],
    y_name: str,
    series: Sequence[Series],
    *,
    log_x: bool = False,
    log_y: bool = False,
    decimals: int = 3,
    up_to: float | None = None,
) -> Picture:
    """The picture of at most six series over the same x. Color, mark and dash tell them apart.
    The y axis goes at least `up_to` there.

    On a log axis, numbers that are not above zero are left out of the line; the table has them
    all.
    """
    top = 36 + ROW_OF_LEGEND * len(series)
    height = HEIGHT + ROW_OF_LEGEND * len(series)
    drawing = Drawing(WIDTH, height, fit="shrinks")
    across = axis_over(_shown(x, log_x), LEFT, WIDTH - RIGHT, log_x)
    shown = [value for each in series for value in _shown(each.values, log_y)]
    shown += [] if up_to is None else [up_to]
    up = axis_over(shown or [1.0], height - BOTTOM, top, log_y)
    _draw_axes(drawing, across, up, x_name, y_name)
    for index, each in enumerate(series, start=1):
        _draw_legend(drawing, index, each, 14 + ROW_OF_LEGEND * (index - 1))
        points = [
            (across.place(at), up.place(value))
            for at, value in zip(x, each.values, strict=True)
            if _has_place(at, log_x) and _has_place(value, log_y)
        ]
        _draw_line(drawing, index, each, points)
    rows = [[float(at), *(float(each.values[i]) for each in series)] for i, at in enumerate(x)]
    table = Table([x_name, *(each.name for each in series)], rows, decimals)
    return Picture(name, title, _described(x_name, x, series, decimals), drawing, table)


def _has_place(value: float, is_log: bool) -> bool:
    return isfinite(value) and (value > 0 or not is_log)


def _shown(values: Sequence[float], is_log: bool) -> list[float]:
    return [float(value) for value in values if _has_place(value, is_log)]


def _draw_axes(drawing: Drawing, across: Axis, up: Axis, x_name: str, y_name: str) -> None:
    for tick in up.ticks():
        y = up.place(tick)
        drawing.add("line", x1=across.start, x2=across.end, y1=y, y2=y, class_="grid")
        words = tick_words(tick)
        drawing.add("text", words, x=LEFT - 8, y=y + 4, class_="axis-name", text_anchor="end")
    for tick in across.ticks():
        x = across.place(tick)
        drawing.add("line", x1=x, x2=x, y1=up.start, y2=up.start + 5, class_="axis")
        place = {"x": x, "y": up.start + 20}
        drawing.add("text", tick_words(tick), class_="axis-name", text_anchor="middle", **place)
    drawing.add("line", x1=across.start, x2=across.end, y1=up.start, y2=up.start, class_="axis")
    drawing.add("line", x1=across.start, x2=across.start, y1=up.start, y2=up.end, class_="axis")
    middle = (across.start + across.end) / 2
    drawing.add("text", x_name, x=middle, y=up.start + 42, class_="label", text_anchor="middle")
    drawing.add("text", y_name, x=8, y=up.end - 14, class_="axis-name")


def _draw_line(
    drawing: Drawing, index: int, series: Series, points: list[tuple[float, float]]
) -> None:
    dashed = " predicted" if series.is_predicted else ""
    way = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    drawing.add("polyline", points=way, class_=f"line-{index}{dashed}")
    for x, y in points if not series.is_predicted else ():
        _draw_mark(drawing, index, x, y)


def _draw_legend(drawing: Drawing, index: int, series: Series, y: float) -> None:
    dashed = " predicted" if series.is_predicted else ""
    drawing.add("line", x1=LEFT, x2=LEFT + 30, y1=y, y2=y, class_=f"line-{index}{dashed}")
    if not series.is_predicted:
        _draw_mark(drawing, index, LEFT + 15, y)
    drawing.add("text", series.name, x=LEFT + 40, y=y + 4, class_="label")


def _draw_mark(drawing: Drawing, index: int, x: float, y: float) -> None:
    """A shape of its own for each line: a disc, a square, triangles, a diamond, a cross."""
    name = f"mark-{index}"
    if index == 1:
        drawing.add("circle", cx=x, cy=y, r=4, class_=name)
        return
    shapes = {
        2: "-4,-4 4,-4 4,4 -4,4",
        3: "0,-5 5,4 -5,4",
        4: "0,-6 5,0 0,6 -5,0",
        5: "0,5 5,-4 -5,-4",
        6: "-5,-2 -2,-2 -2,-5 2,-5 2,-2 5,-2 5,2 2,2 2,5 -2,5 -2,2 -5,2",
    }
    move = f"translate({x:.2f} {y:.2f})"
    drawing.add("polygon", points=shapes[index], transform=move, class_=name)


def _described(x_name: str, x: Sequence[float], series: Sequence[Series], decimals: int) -> str:
    ends = [
        f"{each.name}: from {number(each.values[0], decimals)} "
        f"to {number(each.values[-1], decimals)}"
        for each in series
    ]
    first, last = (number(at, decimals if at % 1 else 0) for at in (x[0], x[-1]))
    return f"Over {x_name} from {first} to {last}. {'; '.join(ends)}."
