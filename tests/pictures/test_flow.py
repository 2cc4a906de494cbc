"""One query traced through attention: each number is the engine's, and is under its key."""

import csv
import io
import re

import numpy as np
import pytest

from attention_engine import scaled_dot_product_attention
from quizzes.pictures import query_flow

KEYS = ["k1", "k2", "k3", "k4"]


@pytest.fixture
def steps() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(7)
    query, key, value = rng.normal(size=(1, 4)), rng.normal(size=(4, 4)), rng.normal(size=(4, 2))
    visible = np.array([[True, True, False, True]])
    found = scaled_dot_product_attention(query, key, value, attn_mask=visible)
    scaled = found.scores[0] / 2
    return {
        "products": found.scores[0],
        "scaled": scaled,
        "masked": np.where(visible[0], scaled, -np.inf),
        "weights": found.weights[0],
        "values": value,
        "output": found.output[0],
    }


def cells(svg: str) -> list[tuple[float, str]]:
    """(x, text) of each number in a cell, in the order in which they are painted."""
    found = re.findall(r'<text x="([^"]+)"[^>]*class="ink-\d+"[^>]*>([^<]+)<', svg)
    return [(float(x), text) for x, text in found]


def test_every_step_is_in_the_drawing_and_in_the_table(steps):
    picture = query_flow("f", "Flow", "q1", KEYS, **steps)
    head, *rows = csv.reader(io.StringIO(picture.table.csv()))
    assert head == ["step", *KEYS, "output"]
    for row, name in zip(rows, ("products", "scaled", "masked", "weights"), strict=False):
        np.testing.assert_array_equal(np.array(row[1:-1], dtype=float), steps[name])
        assert row[-1] == ""
    values = np.array([row[1:] for row in rows[4:]], dtype=float)
    np.testing.assert_array_equal(values[:, :-1], steps["values"].T)
    np.testing.assert_array_equal(values[:, -1], steps["output"])
    shown = [text for _heading, cells in picture.table.shown() for text in cells if text]
    assert [text for _x, text in cells(picture.svg())] == shown


def test_all_numbers_of_a_key_stand_in_one_column(steps):
    drawn = cells(query_flow("f", "Flow", "q1", KEYS, **steps).svg())
    scores, values = drawn[:16], drawn[16:]
    columns = [x for x, _text in drawn[:4]]
    assert [x for x, _text in scores] == columns * 4
    assert [x for x, _text in values if x in columns] == columns * 2
    assert all(x > max(columns) for x, _text in values if x not in columns)


def test_a_hidden_key_has_no_color_and_the_words_name_the_largest(steps):
    picture = query_flow("f", "Flow", "q1", KEYS, **steps)
    assert picture.svg().count('class="hidden-cell"') == 1
    best = KEYS[int(steps["weights"].argmax())]
    assert f"weights: largest at {best} with {steps['weights'].max():.2f}" in picture.description


def test_without_a_mask_there_is_no_masked_row(steps):
    steps.pop("masked")
    svg = query_flow("f", "Flow", "q1", KEYS, scaled_by="times 2", **steps).svg()
    assert "masked" not in svg
    assert "scaled: times 2" in svg


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weights": np.ones(3)}, "needs 4 numbers"),
        ({"values": np.ones((3, 2))}, r"values must be \(4, 2\), got \(3, 2\)"),
        ({"values": np.ones((4, 9)), "output": np.ones(9)}, "up to 12 keys and values of up to 8"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(steps, change, words):
    with pytest.raises(ValueError, match=words):
        query_flow("f", "Flow", "q1", KEYS, **{**steps, **change})
