"""The map of the topics as a picture: boxes in layers, each below what should be read first.

This module computes only integer coordinates; the template draws them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from .topics import TopicRow

WIDTH, HEIGHT = 176, 92  # of a box
ACROSS, DOWN = 20, 44  # between boxes
LINE = 18
# How many letters fit on a line of a box, even if all are wide, and how many lines.
LETTERS, LINES = 20, 3


@dataclass(frozen=True)
class Box:
    row: TopicRow
    x: int
    y: int
    lines: list[tuple[int, str]]
    note_y: int

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Picture:
    """`ways` are the SVG paths of the arrows, `heads` those of the arrowheads."""

    width: int
    height: int
    boxes: list[Box]
    ways: list[str]
    heads: list[str]


@dataclass(eq=False)
class _Place:
    """A box, or a gap for an arrow that passes through a layer."""

    row: TopicRow | None
    layer: int
    above: list["_Place"]
    wish: float = 0.0
    x: int = 0

    @property
    def width(self) -> int:
        return WIDTH if self.row else ACROSS

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


def picture_of(rows: list[TopicRow]) -> Picture:
    """The picture of these topics, given in reading order."""
    layers = _layers(rows)
    _order(layers)
    width = max((_width(layer) for layer in layers), default=0)
    for layer in layers:
        # Aligned left, because on a phone the left edge is what is seen first.
        x = 0
        for place in layer:
            place.x = x
            x += place.width + ACROSS
    places = [place for layer in layers for place in layer]
    boxes = [_box(place) for place in places if place.row]
    ends = [(above, place) for place in places for above in place.above]
    return Picture(
        width,
        max(len(layers) * (HEIGHT + DOWN) - DOWN, 0),
        boxes,
        [_way(above, place) for above, place in ends],
        [_head(place) for place in places if place.row and place.above],
    )


def _layers(rows: list[TopicRow]) -> list[list[_Place]]:
    """Puts each topic one layer below the lowest of those it builds on."""
    places: dict[int, _Place] = {}
    layers: list[list[_Place]] = []
    for row in rows:
        before = [places[topic.pk] for topic in _needed(row, rows) if topic.pk in places]
        number = max((place.layer + 1 for place in before), default=0)
        place = places[row.topic.pk] = _Place(row, number, [])
        while len(layers) <= number:
            layers.append([])
        layers[number].append(place)
        place.above = [_through(above, number, layers) for above in before]
    return layers


def _needed(row: TopicRow, rows: list[TopicRow]) -> Iterator:
    """The topics to read first, without those that are already implied by the others."""
    first_of = {other.topic.pk: other.read_first for other in rows}
    for topic in row.read_first:
        others = [other for other in row.read_first if other != topic]
        if not any(_is_before(topic.pk, other.pk, first_of) for other in others):
            yield topic


def _is_before(first: int, later: int, first_of: dict[int, list]) -> bool:
    return any(
        topic.pk == first or _is_before(first, topic.pk, first_of)
        for topic in first_of.get(later, ())
    )


def _through(above: _Place, number: int, layers: list[list[_Place]]) -> _Place:
    """Adds gaps in the layers between a place and layer `number`; returns the last of them."""
    for layer in range(above.layer + 1, number):
        above = _Place(None, layer, [above])
        layers[layer].append(above)
    return above


def _order(layers: list[list[_Place]]) -> None:
    """Sorts each layer so that places are below what they build on, as far as possible."""
    for layer in layers:
        for place in layer:
            if place.above:
                place.wish = sum(above.wish for above in place.above) / len(place.above)
        layer.sort(key=lambda place: place.wish)
        for index, place in enumerate(layer):
            place.wish = index


def _width(layer: list[_Place]) -> int:
    return sum(place.width + ACROSS for place in layer) - ACROSS


def _top(layer: int) -> int:
    return layer * (HEIGHT + DOWN)


def _box(place: _Place) -> Box:
    assert place.row is not None  # noqa: S101 - gaps are not boxes
    words = wrap(place.row.topic.title, LETTERS, max_lines=LINES, placeholder="…")
    y = _top(place.layer)
    first = y + (HEIGHT - LINE * len(words)) // 2
    lines = [(first + LINE * index + 2, line) for index, line in enumerate(words)]
    return Box(place.row, place.x, y, lines, y + HEIGHT - 10)


def _way(above: _Place, place: _Place) -> str:
    """The path from the bottom of one place to the top of the other, and on through a gap."""
    start, end = _top(above.layer) + HEIGHT, _top(place.layer)
    half = (start + end) // 2
    way = (
        f"M{above.middle} {start}C{above.middle} {half} {place.middle} {half} {place.middle} {end}"
    )
    return way if place.row else f"{way}v{HEIGHT}"


def _head(place: _Place) -> str:
    top = _top(place.layer)
    return f"M{place.middle - 5} {top - 9}h10l-5 9z"
