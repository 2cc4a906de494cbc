"""Heads made to attend to one place are named after it, and no other heads are."""

import numpy as np
import pytest

from attention_engine.experiments.real_text import (
    PATTERNS,
    head_figures,
    head_patterns,
    where_weight_goes,
)

TOKENS = ["[CLS]", "a", "b", "a", "c", "d", "b", "e", ".", "[SEP]"]
N = len(TOKENS)


def looking_at(targets) -> np.ndarray:
    """Weights whose row i has 0.82 on the token targets[i] and 0.02 on each other one."""
    weights = np.full((N, N), 0.02)
    weights[np.arange(N), targets] = 0.82
    return weights


def named(weights, tokens=TOKENS) -> str:
    return str(head_patterns(head_figures(weights, tokens), tokens))


@pytest.mark.parametrize(
    ("targets", "name"),
    [
        (range(N), "own"),
        ([0, *range(N - 1)], "previous"),
        ([*range(1, N), N - 1], "next"),
        ([0] * N, "first"),
        ([N - 1] * N, "last"),
        ([5, 3, 6, 1, 7, 2, 2, 4, 1, 6], "same"),
        ([5, 7, 8, 6, 2, 3, 4, 2, 1, 4], "mixed"),
    ],
)
def test_a_head_is_named_after_the_place_that_gets_its_weight(targets, name):
    assert named(looking_at(list(targets))) == name


def test_an_even_head_is_broad():
    assert named(np.full((N, N), 1 / N)) == "broad"


def test_even_weights_are_broad_where_one_token_comes_often():
    """Most of the weight is on equal tokens, but no more than even weights put there."""
    tokens = ["[CLS]", *["," for _place in range(8)], "[SEP]"]
    even = np.full((N, N), 1 / N)
    assert head_figures(even, tokens).same == pytest.approx(0.7)
    assert named(even, tokens) == "broad"


def test_a_share_just_below_the_bound_is_no_name():
    for share, name in ((0.41, "first"), (0.39, "mixed")):
        weights = np.zeros((N, N))
        weights[:, 0] = share
        weights[:, 4] = 1 - share
        weights[4] = [share, *[0] * 6, 1 - share, 0, 0]
        assert named(weights) == name


def test_all_heads_at_once_are_as_each_alone():
    rng = np.random.default_rng(3)
    weights = rng.dirichlet(np.full(N, 0.2), size=(2, 3, N))
    together = head_figures(weights, TOKENS)
    for place in np.ndindex(2, 3):
        alone = head_figures(weights[place], TOKENS)
        for name, value in vars(alone).items():
            assert getattr(together, name)[place] == pytest.approx(value)
    assert head_patterns(together, TOKENS).shape == (2, 3)
    assert set(head_patterns(together, TOKENS).flat) <= set(PATTERNS)


def test_shares_are_means_over_the_rows_that_have_such_a_token():
    rng = np.random.default_rng(4)
    w = rng.dirichlet(np.ones(N), size=N)
    found = head_figures(w, TOKENS)
    assert found.previous == pytest.approx(np.mean([w[i, i - 1] for i in range(1, N)]))
    assert found.next == pytest.approx(np.mean([w[i, i + 1] for i in range(N - 1)]))
    assert found.first == pytest.approx(np.mean([w[i, 0] for i in range(1, N)]))
    assert found.last == pytest.approx(np.mean([w[i, -1] for i in range(N - 1)]))
    assert found.same == pytest.approx(np.mean([w[1, 3], w[3, 1], w[2, 6], w[6, 2]]))
    assert found.entropy == pytest.approx(-(w * np.log(w)).sum() / N)


def test_no_token_comes_twice_and_none_is_the_same():
    even = np.full((4, 4), 0.25)
    assert head_figures(even, list("abcd")).same == 0


def test_where_the_weight_of_words_goes_sums_to_one():
    rng = np.random.default_rng(6)
    w = rng.dirichlet(np.ones(N), size=(2, N))
    found = where_weight_goes(w)
    inner = w[:, 1:-1]
    assert found.marks == pytest.approx((inner[:, :, 0] + inner[:, :, -1]).mean())
    assert found.own == pytest.approx(np.mean([w[:, i, i] for i in range(1, N - 1)]))
    assert found.own + found.neighbors + found.marks + found.others == pytest.approx(1)


def test_one_word_has_no_neighbors():
    found = where_weight_goes([[0, 0.9, 0.1], [0.3, 0.1, 0.6], [0, 1, 0]])
    assert found.neighbors == 0
    assert f"{found.others:.3f}" == "0.000"


@pytest.mark.parametrize("length", [2, 4])
def test_tokens_that_do_not_fit_are_refused(length):
    with pytest.raises(ValueError, match="both need the same number, at least 3"):
        head_figures(np.full((length, length), 1 / length), ["a"] * (2 if length == 2 else 5))
