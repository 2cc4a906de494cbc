"""Variants: the same item, version and seed always give the same numbers."""

import numpy as np

from quizzes.items import kind_of, make_variant

from .making import CHOICE, COMPUTED_CHOICE, IDENTITY, ORDER, WEIGHTS, spec_of


def test_a_seed_gives_these_very_numbers_on_every_machine():
    variant = make_variant(IDENTITY, 1, spec_of(**WEIGHTS), 1)
    again = make_variant(IDENTITY, 1, spec_of(**WEIGHTS), 1)
    for name, value in variant.inputs.items():
        np.testing.assert_array_equal(value, again.inputs[name])
    # Fixed numbers: a change here would change the meaning of every shared URL.
    np.testing.assert_array_equal(variant.inputs["key"][0], [-2.0, 2.0, -1.5, 1.5])


def test_seed_version_and_identity_each_change_the_numbers():
    spec = spec_of(**WEIGHTS)
    base = make_variant(IDENTITY, 1, spec, 1).inputs["query"].tolist()
    for identity, version, seed in ((IDENTITY, 1, 2), (IDENTITY, 2, 1), ("question/other", 1, 1)):
        assert make_variant(identity, version, spec, seed).inputs["query"].tolist() != base


def test_the_order_in_which_givens_are_written_changes_nothing():
    swapped = WEIGHTS | {"givens": dict(reversed(WEIGHTS["givens"].items()))}
    one = make_variant(IDENTITY, 1, spec_of(**WEIGHTS), 3)
    other = make_variant(IDENTITY, 1, spec_of(**swapped), 3)
    np.testing.assert_array_equal(one.inputs["query"], other.inputs["query"])


def test_options_are_shuffled_and_none_is_lost():
    orders = {make_variant(IDENTITY, 1, spec_of(**CHOICE), seed).order for seed in range(40)}
    assert len(orders) == 6
    assert all(sorted(order) == [0, 1, 2] for order in orders)


def test_the_right_one_of_computed_options_stands_anywhere():
    spec = spec_of(**COMPUTED_CHOICE)
    places = {make_variant(IDENTITY, 1, spec, seed).order.index(0) for seed in range(60)}
    assert places == {0, 1, 2, 3}


def test_lines_never_stand_in_the_right_order():
    spec = spec_of(**ORDER)
    orders = {make_variant(IDENTITY, 1, spec, seed).order for seed in range(200)}
    assert (0, 1, 2, 3) not in orders
    assert len(orders) > 10


CHOSEN = {"kind": "computed_choice", "computation": "attention_weights", "decimals": 3}
DRAWN = {"query": "halves(2, 4)", "key": "halves(3, 4)"}


def test_options_that_look_right_come_before_those_that_give_the_answer_away():
    mistakes = set()
    for seed in range(1, 9):
        spec = spec_of(key="which", ask="Which?", explain="So.", givens=DRAWN, **CHOSEN)
        item = kind_of(spec, make_variant("question/which", 1, spec, seed))
        wrong = [option for option in item.options() if not option.right]
        assert len(wrong) == 3
        for option in wrong:
            np.testing.assert_allclose(option.value.sum(axis=-1), 1, atol=0.02)
            assert (option.value >= 0).all()
        mistakes |= {option.mistake for option in wrong}
    # Each seed uses a different three.
    assert len(mistakes) > 3
