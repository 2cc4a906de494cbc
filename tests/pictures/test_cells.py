"""A number fits its cell whatever its size, and screen readers learn of framed cells too."""

import re

import numpy as np
import pytest

from quizzes.pictures import heatmap


def in_cells(*values: float, decimals: int = 3) -> list[str]:
    keys = [f"k{n}" for n in range(len(values))]
    picture = heatmap("s", "Scores", np.array([values]), ["q1"], keys, decimals=decimals)
    assert picture.table.rows[0] == ["q1", *values]
    return re.findall(r'class="ink-\d+"[^>]*>([^<]+)<', picture.svg())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1235, "0.123"),
        (-12.3456, "−12.346"),
        (-123.456, "−123.46"),
        (123_456.7, "123457"),
        (-1_234_567.8, "−1.2e6"),
        (1.5e300, "1.5e300"),
        (-0.0001, "≈ 0"),
        (-np.inf, "−∞"),
    ],
)
def test_a_number_is_shortened_until_it_fits(value, text):
    assert in_cells(value) == [text]


def test_many_decimals_are_cut_to_those_that_fit():
    assert in_cells(0.123456789, 0.00001234, decimals=8) == ["0.12346", "0.00001"]


def test_the_framed_cells_are_named_in_words():
    differs = np.array([[False, True], [True, False]])
    args = ("w", "Weights", np.eye(2), ["q1", "q2"], ["k1", "k2"])
    told = heatmap(*args, differs=differs).description
    assert told.endswith("Framed: q1, k2; q2, k1.")
    assert "Framed" not in heatmap(*args).description
    assert "Framed" not in heatmap(*args, differs=~differs & differs).description


def test_a_frame_is_dark_on_a_light_ground():
    svg = heatmap("w", "Weights", np.eye(1), ["q1"], ["k1"], differs=np.array([[True]])).svg()
    assert re.findall(r'class="(differs[^"]*)"', svg) == ["differs-ground", "differs"]
