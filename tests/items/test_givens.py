"""Givens: literals are kept, generators draw round numbers, and nothing else is accepted."""

import numpy as np
import pytest

from quizzes.items.givens import GivenError, check_given, draw_given


def drawn(given, seed=0):
    return draw_given(given, np.random.default_rng(seed))


def test_literals_are_taken_as_they_stand():
    assert drawn(True) is True
    assert drawn(3) == 3
    assert drawn("dense") == "dense"
    np.testing.assert_array_equal(drawn([[1, 2], [3, 4.5]]), [[1, 2], [3, 4.5]])
    assert drawn([[True, False]]).dtype == bool


@pytest.mark.parametrize(
    ("given", "shape", "allowed"),
    [
        ("halves(2, 4)", (2, 4), np.arange(-4, 5) / 2),
        ("integers(3)", (3,), np.arange(-3, 4)),
        ("distinct(5)", (5,), np.arange(-2, 6)),
    ],
)
def test_generators_draw_the_numbers_they_promise(given, shape, allowed):
    for seed in range(30):
        array = drawn(given, seed)
        assert array.shape == shape
        assert np.isin(array, allowed).all()


def test_distinct_numbers_are_all_different():
    assert all(len(set(drawn("distinct(8)", seed))) == 8 for seed in range(20))


def test_single_numbers_are_drawn_from_a_range_or_a_list():
    assert {drawn("whole(2, 4)", seed) for seed in range(50)} == {2, 3, 4}
    assert {drawn("pick(0.5, 64)", seed) for seed in range(50)} == {0.5, 64}
    assert {drawn("pick(3.35e12, 8e10)", seed) for seed in range(50)} == {3.35e12, 8e10}


@pytest.mark.parametrize(
    "given",
    [
        None,
        {"a": 1},
        [],
        [[1], [2, 3]],
        ["a"],
        [1, float] * 2,
        [0] * 257,
        "normal(2, 2)",
        "halves()",
        "halves(0, 2)",
        "halves(-1)",
        "halves(1.5)",
        "halves(17, 16)",
        "halves(2, 2, 2)",
        "distinct(9)",
        "whole(5, 2)",
        "whole(5)",
        "__import__('os')",
        "halves(2, 4); 1",
        "pick(a)",
        "pick(1e)",
        "pick(1e400)",
    ],
)
def test_anything_else_is_refused_in_words(given):
    with pytest.raises(GivenError, match=r"\w+ \w+"):
        check_given(given)
