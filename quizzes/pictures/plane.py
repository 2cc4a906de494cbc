"""A part of the plane with equal scales on both axes, so that lengths and angles are true."""

from math import ceil, floor

import numpy as np

from .axes import Axis, tick_words
from .drawing import Drawing
from .labels import Box, Point

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 400, 52, 8, 8, 30
# The margin around what is shown, for names.
ROOM = 44
HIGHEST, LOWEST = 280, 130


class Plane:
    """The smallest part that contains the origin and all `points` (N, 2)."""

    def __init__(self, points: np.ndarray) -> None:
        low, high = np.minimum(points.min(axis=0), 0), np.maximum(points.max(axis=0), 0)
        wide, tall = high - low if points.any() else np.ones(2)
        inner = WIDTH - LEFT - RIGHT - 2 * ROOM
        unit = min(space / size for space, size in ((inner, wide), (HIGHEST, tall)) if size)
        plot = max(tall * unit, LOWEST) + 2 * ROOM
        half_x, half_y = (WIDTH - LEFT - RIGHT) / 2 / unit, plot / 2 / unit
        x, y = (low + high) / 2
        self.across = Axis(x - half_x, x + half_x, LEFT, WIDTH - RIGHT)
        self.up = Axis(y - half_y, y + half_y, TOP + plot, TOP)
        self.height = TOP + plot + BOTTOM
        self.frame = Box(LEFT, TOP, WIDTH - RIGHT, TOP + plot)

    def place(self, x: float, y: float) -> Point:
        return self.across.place(x), self.up.place(y)

    def drawing(self) -> Drawing:
        """An empty drawing with the grid and its numbers."""
        drawing = Drawing(WIDTH, self.height, fit="shrinks")
        first, second = self.across.ticks()[:2]
        step = second - first
        left, right = self.frame.left, self.frame.right
        for n in _whole_steps(self.across, step):
            x, look = self.across.place(n * step), "grid" if n else "axis"
            drawing.add("line", x1=x, x2=x, y1=self.up.start, y2=self.up.end, class_=look)
            at = {"x": x, "y": self.up.start + 18, "text_anchor": "middle"}
            drawing.add("text", tick_words(n * step), class_="axis-name", **at)
        for n in _whole_steps(self.up, step):
            y, look = self.up.place(n * step), "grid" if n else "axis"
            drawing.add("line", x1=left, x2=right, y1=y, y2=y, class_=look)
            at = {"x": left - 6, "y": y + 4, "text_anchor": "end"}
            drawing.add("text", tick_words(n * step), class_="axis-name", **at)
        return drawing


def _whole_steps(axis: Axis, step: float) -> range:
    return range(ceil(axis.low / step), floor(axis.high / step) + 1)
