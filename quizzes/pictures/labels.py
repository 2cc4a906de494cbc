"""Places the names in a drawing: near what they name, never over each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin

# The width of the widest bold letter, the height of a line, the margin on either side.
LETTER, HIGH, MARGIN = 8.0, 18, 3
AWAY = (10, 22, 36, 54, 76, 104, 140, 190)
TURNS = (0.0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1.0)
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def is_crossed(self, start: Point, end: Point) -> bool:
        """Whether a straight line from `start` to `end` goes through the box (Liang and Barsky)."""
        first, last = 0.0, 1.0
        for axis, (low, high) in enumerate(((self.left, self.right), (self.top, self.bottom))):
            step = end[axis] - start[axis]
            if step == 0:
                if not low < start[axis] < high:
                    return False
                continue
            near, far = sorted(((low - start[axis]) / step, (high - start[axis]) / step))
            first, last = max(first, near), min(last, far)
        return first < last


class Labels:
    """Places texts one after the other, each at the nearest free place, off the lines if
    possible."""

    def __init__(self, frame: Box, lines: list[tuple[Point, Point]]) -> None:
        self.frame, self.lines = frame, lines
        self.taken: list[Box] = []

    def place(self, text: str, at: Point, direction: float) -> Point:
        """The middle of a text beside `at`, preferably in this direction (radians, y upward)."""
        boxes = list(self._free(text, at, direction))
        off_lines = (box for box in boxes if not any(box.is_crossed(*line) for line in self.lines))
        found = next(off_lines, boxes[0] if boxes else _box(text, *at))
        self.taken.append(found)
        return (found.left + found.right) / 2, (found.top + found.bottom) / 2

    def _free(self, text: str, at: Point, direction: float) -> Iterator[Box]:
        for away in AWAY:
            for turn in TURNS:
                across, up = cos(direction + turn * pi), sin(direction + turn * pi)
                far = away + abs(across) * _half(text) + abs(up) * HIGH / 2
                box = _box(text, at[0] + far * across, at[1] - far * up)
                if self.frame.holds(box) and not any(map(box.meets, self.taken)):
                    yield box


def _half(text: str) -> float:
    return LETTER * len(text) / 2 + MARGIN


def _box(text: str, x: float, y: float) -> Box:
    half = _half(text)
    return Box(x - half, y - HIGH / 2, x + half, y + HIGH / 2)
