"""Arrows have the directions and the angle of their vectors; their names never overlap."""

import csv
import io
import re
from itertools import combinations
from math import atan2, cos, degrees, radians, sin

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pictures import vector_plane
from quizzes.pictures.labels import Box, Labels
from quizzes.pictures.vectors import angle_between

A_NUMBER = st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6)
A_VECTOR = st.tuples(A_NUMBER, A_NUMBER)
NAMES = ["q", "k", "k2", "k3", "zero", "a name that is long"]


def arrows(svg: str) -> np.ndarray:
    """(x1, y1, x2, y2) of each arrow, from its tail to its head's tip."""
    found = []
    for index in range(1, 7):
        tail = re.search(rf'x1="([^"]+)" y1="([^"]+)"[^>]*class="line-{index}"', svg)
        tip = re.search(rf'points="([^, ]+),([^ ]+) [^"]*" class="mark-{index}"', svg)
        if tail and tip:
            found.append([*map(float, tail.groups()), *map(float, tip.groups())])
    return np.array(found)


def boxes(svg: str) -> list[Box]:
    names = re.findall(
        r'<text x="([^"]+)" y="([^"]+)" class="(?:name-\d|label)"[^>]*>([^<]+)<', svg
    )
    halves = [(float(x), float(y) - 5, 7 * len(text) / 2) for x, y, text in names]
    return [Box(x - half, y - 8, x + half, y + 8) for x, y, half in halves]


@given(st.floats(1, 179), st.floats(0, 360), st.floats(0.3, 3))
def test_the_angle_on_the_page_is_the_true_one(between, start, longer):
    first = np.array([cos(radians(start)), sin(radians(start))])
    second = longer * np.array([cos(radians(start + between)), sin(radians(start + between))])
    picture = vector_plane("v", "Two", ["q", "k"], [first, second])
    tails_and_tips = arrows(picture.svg())
    (a, b), (c, d) = tails_and_tips[:, 2:] - tails_and_tips[:, :2]
    seen = degrees(atan2(abs(a * d - b * c), a * c + b * d))
    assert seen == pytest.approx(between, abs=0.2)
    said = re.search(r">([\d.]+)°<", picture.svg())
    assert float(said[1]) == pytest.approx(between, abs=0.006)
    assert picture.table.rows[1][4] == pytest.approx(between)
    lengths = np.hypot([a, c], [b, d])
    assert lengths[1] / lengths[0] == pytest.approx(longer, rel=0.01)


def test_the_table_has_the_numbers_the_lengths_and_the_angles():
    picture = vector_plane("v", "Three", ["q", "k", "zero"], [[1, 2], [3, 1], [0, 0]])
    _head, *rows = csv.reader(io.StringIO(picture.table.csv()))
    assert rows[1][:3] == ["k", "3.0", "1.0"]
    assert [float(x) for x in rows[1][3:]] == pytest.approx([10**0.5, 45])
    assert rows[2][3:] == ["0.0", "none"]


def test_the_zero_vector_is_a_disc_without_direction_or_angle():
    picture = vector_plane("v", "Two", ["q", "zero"], [[1, 2], [0, 0]])
    assert picture.svg().count("<circle") == 1
    assert "°" not in picture.svg()
    assert 'class="arc"' not in picture.svg()
    assert "zero to (0.00, 0.00), the zero vector, which has no direction" in picture.description
    only = vector_plane("v", "None", ["zero"], [[0, 0]], angle=None)
    assert "nan" not in only.svg()


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [
        ([1, 0], [1, 1e-9], degrees(1e-9)),
        ([1e99, 0], [-1e99, 0], 180),
        ([1e-90, 1e-90], [1e90, -1e90], 90),
        ([3, 4], [3, 4], 0),
    ],
)
def test_angles_are_exact_where_an_arc_cosine_is_not(first, second, right):
    assert angle_between(np.array(first), np.array(second)) == pytest.approx(right, rel=1e-12)


def room_of(svg: str) -> Box:
    left, top, width, height = map(float, re.search(r'viewBox="([^"]+)"', svg)[1].split())
    return Box(left, top, left + width, top + height)


@given(st.lists(A_VECTOR, min_size=1, max_size=6))
def test_names_do_not_overlap_and_stay_in_the_drawing(vectors):
    angle = (0, 1) if len(vectors) > 1 else None
    svg = vector_plane("v", "Any", NAMES[: len(vectors)], vectors, angle=angle).svg()
    found = boxes(svg)
    assert len(found) >= len(vectors)
    assert not any(one.meets(other) for one, other in combinations(found, 2))
    room = room_of(svg)
    assert all(room.holds(box) for box in found)


@given(st.lists(A_VECTOR, min_size=1, max_size=6))
def test_all_arrows_lie_in_the_drawing(vectors):
    svg = vector_plane("v", "Any", NAMES[: len(vectors)], vectors, angle=None).svg()
    room = room_of(svg)
    for x1, y1, x2, y2 in arrows(svg):
        assert room.holds(Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))


def test_tips_of_a_pair_are_joined_by_a_dashed_line():
    svg = vector_plane("v", "p", ["v", "onto", "p"], [[1, 3], [4, 0], [1, 0]], drops=[(0, 2)]).svg()
    x1, x2 = map(
        float, re.search(r'x1="(\S+)" y1="\S+" x2="(\S+)" \S+ class="axis pred', svg).groups()
    )
    assert x1 == x2


@pytest.mark.parametrize(
    ("labels", "vectors", "words"),
    [
        (["a"], [[1, 2, 3]], "rows of 2 numbers"),
        (["a"] * 7, [[1, 2]] * 7, "1 to 6 rows"),
        (["a"], [[1, 2], [3, 4]], "2 vectors need 2 labels, got 1"),
        (["a"], [[1e200, 0]], "to be drawn"),
        (["a"], [[float("nan"), 0]], "to be drawn"),
        (["a"], [[1, float("inf")]], "to be drawn"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(labels, vectors, words):
    with pytest.raises(ValueError, match=words):
        vector_plane("v", "V", labels, vectors, angle=None)


def test_a_name_goes_off_the_lines_where_it_can():
    frame, line = Box(0, 0, 200, 200), ((100, 100), (180, 100))
    x, y = Labels(frame, [line]).place("k", (140, 100), 0.0)
    assert not Box(x - 4, y - 8, x + 4, y + 8).is_crossed(*line)
