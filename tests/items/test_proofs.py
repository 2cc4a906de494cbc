"""Proofs: the right answer passes, wrong ideas fail and are named, on every released seed."""

from dataclasses import replace

import numpy as np
import pytest

from quizzes.items import kind_of, make_variant, prove, release, released_seeds
from quizzes.items.judgement import NOTHING_FOUND, Probe
from quizzes.items.kinds import Numeric
from quizzes.items.proofs import failed

from .making import CHOICE, EVERY_KIND, IDENTITY, SHAPE, SOFTMAX, STEPS, WEIGHTS, kind, spec_of


@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_kind_proves_itself_on_each_released_seed(name):
    spec = spec_of(**EVERY_KIND[name])
    seeds = released_seeds(IDENTITY, 1, spec)
    # Picking twice from two numbers gives only four variants.
    assert len(seeds) == (4 if name == "count" else 8)
    report = prove(IDENTITY, 1, spec, seeds)
    assert report.faults == []
    assert report.proofs >= 5 * len(seeds)


def test_known_mistakes_are_among_the_proofs():
    spec = spec_of(**WEIGHTS)
    seeds = released_seeds(IDENTITY, 1, spec)
    assert prove(IDENTITY, 1, spec, seeds).mistakes >= 8 * len(seeds)


def test_an_item_without_a_sound_variant_says_why():
    spec = spec_of(**SOFTMAX | {"givens": {"x": [1, 1, 1]}})
    assert released_seeds(IDENTITY, 1, spec) == []
    report = prove(IDENTITY, 1, spec, [])
    assert "no seed gives a sound variant" in report.faults[0]
    assert "all numbers of the result are equal" in report.faults[0]


def test_seeds_whose_numbers_cannot_be_computed_are_not_released():
    asked = {"kind": "vector", "computation": "projection", "decimals": 3}
    drawn = {"vector": "integers(2)", "onto": "integers(2)"}
    spec = spec_of(**WEIGHTS | asked | {"givens": drawn})
    zero = next(
        seed
        for seed in range(1, 200)
        if not make_variant(IDENTITY, 1, spec, seed).inputs["onto"].any()
    )
    assert "onto must not be all zeros" in prove(IDENTITY, 1, spec, [zero]).faults[0]
    never = spec_of(**WEIGHTS | asked | {"givens": drawn | {"onto": [0, 0]}})
    assert "onto must not be all zeros" in release(IDENTITY, 1, never).faults[0]


@pytest.mark.parametrize(
    ("givens", "computation", "kind_name"),
    [
        ({"x": "distinct(4)"}, "entropy", "number"),
        ({"x": "distinct(3)"}, "entropy", "steps"),
        ({"x": "distinct(3)"}, "softmax_jacobian", "matrix"),
        ({"x": "distinct(3)", "grad_weights": "halves(3)"}, "softmax_backward", "vector"),
        ({"x": "halves(3, 4)", "base": 100}, "rotary_embedding", "matrix"),
        ({"position": "whole(2, 9)", "dim": 4}, "sinusoidal_positions", "vector"),
        ({"position": "whole(2, 9)", "dim": 4}, "sinusoidal_positions", "steps"),
        ({"vector": "halves(3)", "onto": "halves(3)"}, "projection", "vector"),
        ({"matrix": "integers(2, 2)"}, "singular_values", "vector"),
        ({"matrix": "integers(2, 2)"}, "singular_values", "steps"),
    ],
)
def test_items_can_ask_for_each_small_computation(givens, computation, kind_name):
    asked = {"kind": kind_name, "computation": computation, "givens": givens, "decimals": 4}
    report = release(IDENTITY, 1, spec_of(**WEIGHTS | asked))
    assert report.faults == []
    assert len(report.seeds) == 8
    assert report.mistakes >= 3 * 8


@pytest.mark.parametrize(
    ("probe", "words"),
    [
        (Probe("a", None, what="nonsense"), "is judged instead of refused"),
        (Probe("zzz", "right", what="the right answer"), "is reported as a format error"),
        (Probe("a, b", "right", what="two options"), "is reported as a format error"),
    ],
)
def test_a_judge_that_is_too_kind_or_too_strict_fails_its_proof(probe, words):
    assert words in failed(kind(**CHOICE), probe)


def test_each_mistake_of_a_step_is_a_proof_and_what_follows_must_be_carried():
    item = kind(**STEPS)
    carried = [probe for probe in item.probes() if probe.wrong_step]
    assert {"unscaled", "mask_ignored", "softmax_over_queries"} <= {p.mistake for p in carried}
    assert [failed(item, probe) for probe in carried] == [""] * len(carried)
    elsewhere = replace(carried[0], wrong_step="weights")
    assert "is judged wrong" in failed(item, elsewhere)


def test_a_wrong_verdict_or_an_unnamed_mistake_fails_the_proof():
    item = kind(**SOFTMAX)
    assert "is judged right, not wrong" in failed(item, Probe(item.right_answer(), "wrong"))
    assert "is not named" in failed(item, Probe("1 2 3 4", "wrong", "unscaled", "the slip"))


def test_no_two_released_variants_of_a_drawn_item_are_the_same():
    spec = spec_of(**WEIGHTS)
    answers = {
        kind_of(spec, make_variant(IDENTITY, 1, spec, seed)).right_answer()
        for seed in released_seeds(IDENTITY, 1, spec)
    }
    assert len(answers) == 8


def test_one_pass_over_the_seeds_finds_and_counts_what_a_second_one_finds():
    spec = spec_of(**WEIGHTS)
    released = release(IDENTITY, 1, spec)
    assert released == prove(IDENTITY, 1, spec, released.seeds)
    assert released.refused == released.mistakes > 0


def test_a_mistake_that_is_accepted_is_counted_as_not_refused(monkeypatch):
    spec = spec_of(**SOFTMAX)
    judge = Numeric.judge

    def blind(self, raw):
        return replace(judge(self, raw), diagnosis=NOTHING_FOUND)

    monkeypatch.setattr(Numeric, "judge", blind)
    report = release(IDENTITY, 1, spec)
    assert report.seeds == []
    assert report.refused < report.mistakes


def test_a_seed_whose_numbers_the_engine_refuses_is_passed_over():
    """About two in eighty-one draws have a zero vector, whose cosine is undefined."""
    spec = spec_of(
        **WEIGHTS
        | {"kind": "number", "computation": "cosine_similarity"}
        | {"givens": {"query": "halves(2)", "key": "halves(2)"}, "seeds": 64}
    )
    seeds = release(IDENTITY, 1, spec).seeds
    assert len(seeds) == 64


def test_no_two_released_variants_show_the_same_numbers():
    few = {"kind": "vector", "computation": "softmax", "decimals": 3}
    drawn = {"x": [2, 1, 0], "temperature": "pick(0.5, 2)"}
    spec = spec_of(**WEIGHTS | few | {"givens": drawn})
    seeds = released_seeds(IDENTITY, 1, spec)
    assert len(seeds) == 2
    temperatures = {make_variant(IDENTITY, 1, spec, seed).inputs["temperature"] for seed in seeds}
    assert temperatures == {0.5, 2}


def test_rows_that_tie_by_chance_are_not_released():
    asked = {"kind": "matrix", "computation": "scores", "decimals": 2, "seeds": 20}
    drawn = {"query": "integers(3, 2)", "key": "integers(3, 2)"}
    spec = spec_of(**WEIGHTS | asked | {"givens": drawn})
    for seed in released_seeds(IDENTITY, 1, spec):
        for array in make_variant(IDENTITY, 1, spec, seed).inputs.values():
            assert len(np.unique(array, axis=0)) == 3
            assert array.any(axis=-1).all()


def test_scores_so_large_that_the_scale_changes_nothing_are_not_released():
    asked = {"kind": "matrix", "computation": "scaled_dot_product_attention", "decimals": 2}
    drawn = {"query": "integers(2, 4)", "key": "integers(3, 4)", "value": "integers(3, 2)"}
    spec = spec_of(**WEIGHTS | asked | {"givens": drawn | {"scale": 20}})
    assert 1 not in released_seeds(IDENTITY, 1, spec)
    assert "every row of the weights is one-hot" in prove(IDENTITY, 1, spec, [1]).faults[0]
    assert released_seeds(IDENTITY, 1, spec_of(**WEIGHTS | asked | {"givens": drawn}))


def test_rows_that_tie_on_purpose_are_released():
    drawn = {"query": "halves(2, 4)", "key": [[1, 0, 2, -1], [0, 1.5, -1, 0.5], [1, 0, 2, -1]]}
    assert len(released_seeds(IDENTITY, 1, spec_of(**WEIGHTS | {"givens": drawn}))) == 8


def test_a_fault_names_its_seed_once():
    # A square shape hides a transposed answer, whatever is drawn.
    spec = spec_of(**SHAPE | {"givens": {"query": "halves(2, 4)", "key": "halves(2, 4)"}})
    faults = prove(IDENTITY, 1, spec, [1, 2]).faults
    assert {fault.split(": ")[0] for fault in faults} == {"seed 1", "seed 2"}
    assert "seed 2: a square shape hides a transposed answer" in faults
    (why,) = release(IDENTITY, 1, spec).faults
    assert why.startswith("no seed gives a sound variant; for seed 1: a square shape hides")
    assert why.count("seed 1") == 1
