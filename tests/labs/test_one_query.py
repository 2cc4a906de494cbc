"""One query step by step: its numbers, and what a mask does to the remaining weights."""

import numpy as np
import pytest

from attention_engine.experiments.one_query import one_query
from quizzes.labs import one_query as lab
from quizzes.pictures.picture import number

SEEDS = range(20)
CORNERS = [(keys, hidden, width) for keys in (4, 8) for hidden in (1, 2) for width in (2, 64)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_weight_that_is_left_grows_by_the_same_factor(seed):
    outcome = lab.run(keys=5, width=2, hidden=1, seed=seed)
    assert outcome.right == "factor"
    before, after = np.array([row[1:] for row in outcome.pictures[1].table.rows])
    assert after[-1] == 0
    np.testing.assert_allclose(after[:-1], before[:-1] / (1 - before[-1]))
    assert f"would get {before[-1]:.3f} of the weight" in outcome.says[1]
    assert f"{1 / (1 - before[-1]):.3f} times as large" in outcome.says[1]


@pytest.mark.parametrize(("keys", "hidden", "width"), CORNERS)
def test_it_holds_at_the_corners_of_the_settings(keys, hidden, width):
    for seed in range(5):
        outcome = lab.run(keys, width, hidden, seed)
        assert outcome.right == "factor"
        rows = {row[0]: row[1:] for row in outcome.pictures[0].table.rows}
        best = int(np.argmax(rows["weights"][:-1]))
        visible = rows["dot products"][: keys - hidden]
        assert best == int(np.argmax(visible))
        assert f"that with key {best + 1}, {number(max(visible), 2)}" in outcome.says[0]


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [
        ([0.4, 0.2], [0.4, 0.2], "same"),
        ([0.4, 0.2], [0.8, 0.4], "factor"),
        ([0.4, 0.2], [0.6, 0.4], "amount"),
        ([0.4, 0.2], [0.7, 0.1], "own"),
    ],
)
def test_what_is_right_is_read_from_the_weights(before, after, right):
    assert lab._right(np.array(before), np.array(after)) == right
    assert right in dict(lab.LAB.expectation.options)


def test_its_numbers_are_those_of_plain_numpy():
    rng = np.random.Generator(np.random.PCG64(3))
    query, key = rng.standard_normal((1, 4)), rng.standard_normal((6, 4))
    value = rng.standard_normal((6, 2))
    scores = (key @ query[0]) / 2
    e = np.exp(scores) * [1, 1, 1, 1, 0, 0]
    found = one_query(6, 4, 2, seed=3)
    np.testing.assert_allclose(found.scaled, scores)
    np.testing.assert_allclose(found.weights, e / e.sum())
    np.testing.assert_allclose(found.output, e / e.sum() @ value)
    open_weights = np.exp(scores) / np.exp(scores).sum()
    np.testing.assert_allclose(found.open_weights, open_weights)
    np.testing.assert_allclose(found.open_output, open_weights @ value)


def test_vectors_are_drawn_where_the_plane_holds_them():
    def names(**settings):
        return [
            picture.name for picture in lab.run(**{**settings, "hidden": 1, "seed": 1}).pictures
        ]

    assert names(keys=5, width=2) == ["flow", "weights", "plane"]
    assert names(keys=5, width=3) == names(keys=6, width=2) == ["flow", "weights"]


def test_all_keys_cannot_be_hidden():
    with pytest.raises(ValueError, match="hidden must be from 0 to 3, got 4"):
        one_query(4, 2, 4)
