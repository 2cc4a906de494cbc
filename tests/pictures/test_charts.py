"""Every number of a picture is in its table, and is where it belongs in the drawing."""

import csv
import io
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pictures import Series, bar_chart, heatmap, line_chart
from quizzes.pictures.axes import axis_over
from quizzes.pictures.picture import number

WORDS = ["The", "cat", "sat"]
WEIGHTS = np.array([[1, 0, 0], [0.25, 0.75, 0], [0.125, 0.375, 0.5]])


def read(picture) -> list[list[str]]:
    return list(csv.reader(io.StringIO(picture.table.csv())))


def test_a_heatmap_has_every_number_in_its_cells_in_its_table_and_in_its_file():
    picture = heatmap("w", "Weights", WEIGHTS, WORDS, WORDS, most=1.0)
    cells = re.findall(r'class="ink-\d+"[^>]*>([^<]+)<', picture.svg())
    assert cells == [f"{value:.2f}" for value in WEIGHTS.ravel()]
    assert [row[1:] for row in picture.table.shown()] == [
        ([f"{value:.2f}" for value in row],) for row in WEIGHTS
    ]
    head, *rows = read(picture)
    assert head == ["query", *WORDS]
    np.testing.assert_array_equal(np.array([row[1:] for row in rows], dtype=float), WEIGHTS)
    assert "cat: largest at cat with 0.75" in picture.description


def test_full_color_is_the_most_there_can_be_and_signs_have_colors_of_their_own():
    svg = heatmap("s", "Scores", np.array([[2.0, -2.0, 0.0, -np.inf]]), ["q"], list("abcd")).svg()
    fills = re.findall(r'class="(more-\d+|less-\d+|hidden-cell)"', svg)
    assert fills == ["more-10", "less-10", "more-0", "hidden-cell"]
    half = heatmap("s", "Scores", np.array([[0.5]]), ["q"], ["k"], most=1.0).svg()
    assert "more-5" in half


def test_cells_that_differ_are_framed():
    differs = np.array([[False, True, False]] * 3)
    svg = heatmap("w", "Weights", WEIGHTS, WORDS, WORDS, differs=differs).svg()
    assert svg.count('class="differs"') == 3


def points_of(svg: str, index: int) -> list[list[float]]:
    way = re.search(rf'points="([^"]*)" class="line-{index}( predicted)?"', svg)[1]
    return [[float(x) for x in point.split(",")] for point in way.split()]


def test_on_log_axes_a_power_law_is_a_straight_line():
    x = [1, 4, 16, 64]
    series = [Series("root", [value**0.5 for value in x])]
    svg = line_chart("l", "Growth", "n", x, "t", series, log_x=True, log_y=True).svg()
    steps = np.diff(points_of(svg, 1), axis=0)
    np.testing.assert_allclose(steps, [steps[0]] * 3, atol=0.02)
    assert steps[0][0] > 0 > steps[0][1]


def test_what_has_no_place_on_a_log_axis_is_left_out_of_the_line_but_not_of_the_table():
    series = [Series("loss", [0.0, 1.0, 10.0])]
    picture = line_chart("l", "Loss", "n", [1, 2, 3], "t", series, log_y=True)
    assert len(points_of(picture.svg(), 1)) == 2
    assert [row[1] for row in read(picture)[1:]] == ["0.0", "1.0", "10.0"]


def test_predicted_lines_are_dashed_and_measured_ones_have_marks():
    both = [Series("a", [1, 2]), Series("b", [1, 3], is_predicted=True)]
    svg = line_chart("l", "Two", "n", [1, 2], "t", both).svg()
    assert svg.count("<circle") == 3  # two points and the legend
    assert 'class="mark-2"' not in svg
    assert 'class="line-2 predicted"' in svg


def test_bars_are_as_long_as_their_numbers():
    svg = bar_chart("b", "Cost", "method", ["a", "b"], "FLOPs", [100, 25]).svg()
    first, second = map(float, re.findall(r'class="mark-1"[^>]* width="([\d.]+)%"', svg))
    assert first == pytest.approx(4 * second, rel=0.01)


@given(st.floats(1e-6, 1e6), st.floats(1.001, 1e6), st.booleans())
def test_ticks_rise_and_lie_on_the_axis(low, factor, is_log):
    axis = axis_over([low, low * factor], 0, 100, is_log)
    ticks = axis.ticks()
    assert 1 <= len(ticks) <= 12
    assert all(first < second for first, second in pairwise(ticks))
    assert all(-1 <= axis.place(tick) <= 101 for tick in ticks)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        *((0, "0.00"), (0.245, "0.24"), (-1.5, "−1.50"), (12800, "12,800")),
        *((0.0001, "1.0 · 10⁻⁴"), (3.2e9, "3.2 · 10⁹"), (float("-inf"), "−∞")),
    ],
)
def test_numbers_are_short_and_never_a_zero_that_is_none(value, words):
    assert number(value, 2) == words


def test_a_cell_too_small_for_its_decimals_does_not_look_like_zero():
    picture = heatmap("w", "Weights", np.array([[1e-5, 0.0]]), ["q"], ["a", "b"], most=1.0)
    assert re.findall(r'class="ink-\d+"[^>]*>([^<]+)<', picture.svg()) == ["≈ 0", "0.00"]
    assert picture.table.shown()[0][1] == ["1.0 · 10⁻⁵", "0.00"]
