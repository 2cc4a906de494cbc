"""What a lab says is true of what it shows, for twenty seeds and at extreme settings."""

import re

import numpy as np
import pytest

from attention_engine import random_score_spread
from attention_engine.experiments.collapse import stacked_attention
from attention_engine.experiments.entropy import dropout_on_weights
from attention_engine.experiments.lookup import noisy_lookup
from attention_engine.experiments.similarity import compare_similarities
from quizzes.labs import (
    approximations,
    collapse,
    entropy,
    gradients,
    lookup,
    positions,
    scaling,
    similarity,
)

SEEDS = range(20)


def numbers(picture) -> np.ndarray:
    return np.array([row[1:] for row in picture.table.rows], dtype=float)


class TestScaling:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_the_spread_doubles_where_the_width_is_four_times_as_large(self, seed):
        outcome = scaling.run(samples=100, seed=seed)
        assert outcome.right == "root"
        measured, predicted, scaled = numbers(outcome.pictures[0]).T
        np.testing.assert_array_equal(predicted, np.sqrt(scaling.WIDTHS))
        np.testing.assert_allclose(measured / predicted, 1, atol=0.15)
        np.testing.assert_allclose(scaled, measured / predicted)

    @pytest.mark.parametrize("seed", SEEDS)
    def test_without_the_division_softmax_saturates_and_with_it_it_does_not(self, seed):
        _scores, largest, entropy, sensitivity = scaling.run(100, seed).pictures
        assert (np.diff(numbers(largest)[:, 0]) > -0.03).all()
        assert numbers(largest)[-1, 0] > 0.95
        assert np.ptp(numbers(largest)[1:, 1]) < 0.08
        assert numbers(entropy)[-1, 0] < 0.2 < 1.5 < numbers(entropy)[-1, 1]
        assert numbers(sensitivity)[-1, 0] < 0.08 < 0.7 < numbers(sensitivity)[-1, 1]

    def test_its_numbers_are_those_of_plain_numpy(self):
        rng = np.random.Generator(np.random.PCG64(3))
        query, key = rng.standard_normal((50, 16)), rng.standard_normal((8, 16, 50))
        scores = np.einsum("nd,kdn->nk", query, key)
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        found = random_score_spread(16, samples=50, seed=3)
        assert found.measured == pytest.approx(scores.std())
        assert found.entropy == pytest.approx(-(p * np.log(p)).sum(axis=1).mean())
        assert found.sensitivity == pytest.approx((p - p * p).sum(axis=1).mean())

    def test_the_source_s_number_comes_out_at_width_512(self):
        found = random_score_spread(512)
        assert found.predicted == pytest.approx(22.6, abs=0.05)
        assert found.measured == pytest.approx(found.predicted, rel=0.05)


class TestGradients:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_stretched_scores_let_no_gradient_through(self, seed):
        rng = np.random.default_rng(seed)
        scores = tuple(rng.permutation(6)[: rng.integers(2, 6)].astype(float))
        outcome = gradients.run(scores, 1.0)
        assert outcome.right == "vanish"
        jacobian = numbers(outcome.pictures[0])
        e = np.exp(np.array(scores))
        p = e / e.sum()
        np.testing.assert_allclose(jacobian, np.diag(p) - np.outer(p, p), atol=1e-15)
        assert np.abs(jacobian).max() <= 0.25

    def test_scores_close_together_are_not_said_to_vanish(self):
        assert gradients.run((0.02, 0.01, 0.0), 1.0).right != "vanish"

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("1", "Two to 8 numbers are needed, not 1."),
            ("1 1 0", "One score must be larger than all others."),
            ("51 0", "Scores must be from -50 to 50."),
            ("a b", ""),
            ("1 2 " * 9, "Two to 8 numbers are needed"),
        ],
    )
    def test_scores_that_cannot_be_used_get_a_sentence(self, typed, words):
        form = gradients.GradientsForm.of({"scores": typed})
        assert not form.is_valid()
        assert words in form.errors["scores"][0]


class TestPositions:
    @pytest.mark.parametrize("width", ["4", "16", "64", "128"])
    @pytest.mark.parametrize("base", [100.0, 10000.0])
    def test_the_score_falls_and_rises_and_sees_only_the_distance(self, width, base):
        outcome = positions.run(128, width, base)
        assert outcome.right == "waves"
        assert float(re.search(r"up to (\S+): only", outcome.says[1])[1]) < 1e-9

    def test_over_few_steps_it_may_fall_at_each(self):
        assert positions.run(3, "64", 10000.0).right == "falls"

    def test_its_numbers_are_sums_of_cosines(self):
        outcome = positions.run(50, "8", 100.0)
        distance = np.arange(50)[:, None]
        rotary = np.cos(distance * 100.0 ** (-np.arange(0, 8, 2) / 8)).mean(axis=1)
        waves = np.cos(distance * 10000.0 ** (-np.arange(0, 8, 2) / 8)).mean(axis=1)
        shown = numbers(outcome.pictures[0])
        np.testing.assert_allclose(shown, np.stack([rotary, waves], axis=1), atol=1e-12)
        alibi = numbers(outcome.pictures[1])
        np.testing.assert_allclose(alibi, -distance * [0.5, 1 / 256], atol=1e-12)


class TestSimilarity:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_only_the_cosine_changes_the_order_of_keys_of_different_length(self, seed):
        outcome = similarity.run(16, 8, 0.5, seed)
        assert outcome.right == "cosine"
        plain, scaled, cosine, *_learned = numbers(outcome.pictures[2])[:, 0]
        assert plain < scaled < cosine <= np.log(8)

    @pytest.mark.parametrize("seed", range(5))
    def test_between_keys_of_one_length_no_order_changes_for_a_query(self, seed):
        rng = np.random.default_rng(seed)
        key = rng.normal(size=(6, 4))
        key /= np.linalg.norm(key, axis=1, keepdims=True)
        query = rng.normal(size=4)
        cosine = key @ query / np.linalg.norm(query)
        assert (np.argsort(cosine) == np.argsort(key @ query)).all()

    def test_its_numbers_are_those_of_plain_numpy(self):
        rng = np.random.Generator(np.random.PCG64(4))
        query, key = rng.standard_normal((30, 8)), rng.standard_normal((5, 8))
        key *= np.exp(0.5 * rng.standard_normal((5, 1)))
        scores = query @ key.T / np.sqrt(8)
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        scaled = compare_similarities(8, 5, 30, 0.5, 4)[1]
        assert scaled.entropy == pytest.approx(-(p * np.log(p)).sum(axis=1).mean())
        np.testing.assert_allclose(scaled.weights, p[0])


class TestLookup:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_wide_vectors_are_found_more_often(self, seed):
        outcome = lookup.run(64, 1.0, 200, seed)
        assert outcome.right == "better"
        accuracy, low, high = numbers(outcome.pictures[0]).T
        assert ((low <= accuracy) & (accuracy <= high)).all()
        assert accuracy[-1] > 0.95

    @pytest.mark.parametrize("seed", range(5))
    def test_without_noise_it_is_not_claimed_that_width_helps_much(self, seed):
        found = noisy_lookup(256, 16, 0.0, 100, seed)
        assert found.accuracy == 1.0
        assert found.high == pytest.approx(1.0)

    def test_its_share_is_counted_as_plain_numpy_counts_it(self):
        rng = np.random.Generator(np.random.PCG64(5))
        key = rng.standard_normal((10, 8))
        own = rng.integers(10, size=80)
        query = key[own] + 0.7 * rng.standard_normal((80, 8))
        hits = ((query @ key.T).argmax(axis=1) == own).mean()
        assert noisy_lookup(8, 10, 0.7, 80, 5).accuracy == hits


class TestCollapse:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_without_skip_connections_the_rank_falls_to_one(self, seed):
        outcome = collapse.run(12, 16, 32, seed)
        assert outcome.right == "bare"
        bare, kept = numbers(outcome.pictures[0]).T
        assert bare[-1] < 1.05
        assert kept[-1] > bare[-1]
        assert bare[0] == kept[0]

    def test_its_numbers_are_those_of_plain_numpy(self):
        rng = np.random.Generator(np.random.PCG64(2))
        x = rng.standard_normal((5, 4))
        w_q, w_k, w_v = rng.standard_normal((3, 4, 4)) / 2
        e = np.exp(x @ w_q @ (x @ w_k).T / 2)
        y = e / e.sum(axis=1, keepdims=True) @ x @ w_v
        values = np.linalg.svd(y, compute_uv=False)
        p = values / values.sum()
        found = stacked_attention(1, 5, 4, skip=False, seed=2)
        assert found.rank[1] == pytest.approx(np.exp(-(p * np.log(p)).sum()))
        apart = np.linalg.norm(y - y.mean(axis=0)) / np.linalg.norm(y)
        assert found.apart[1] == pytest.approx(apart)


class TestApproximations:
    SETTINGS = {"length": 128, "width": 16, "window": 8, "stride": 8, "global_tokens": 4}

    def shown(self, structure: str, seed: int):
        outcome = approximations.run(**self.SETTINGS, structure=structure, seed=seed)
        agreement, error, _flops, _bytes = (numbers(p)[:, 0] for p in outcome.pictures)
        names = list(approximations.NAMES)
        named = [dict(zip(names, values, strict=True)) for values in (agreement, error)]
        return outcome, *named

    @pytest.mark.parametrize("seed", SEEDS)
    def test_far_keys_are_lost_by_every_pattern(self, seed):
        outcome, agreement, error = self.shown("far", seed)
        assert outcome.right == "linear"
        assert agreement["dense"] == 1
        assert error["dense"] == 0
        assert max(agreement[name] for name in ("local", "strided", "local_global")) < 0.3
        assert agreement["linear"] < 0.8
        assert error["linear"] > 0.9

    @pytest.mark.parametrize("seed", SEEDS)
    def test_near_keys_are_kept_by_every_window(self, seed):
        outcome, agreement, error = self.shown("near", seed)
        assert outcome.right in ("local", "strided", "local_global")
        assert min(agreement[name] for name in ("local", "strided", "local_global")) > 0.9
        assert agreement["linear"] < 0.7
        assert error["local"] < 0.5 < 0.9 < error["linear"]

    def test_too_large_a_run_gets_the_estimate_and_the_limit(self, client, db):
        page = client.get("/labs/approximations/", {"length": 512, "width": 64, "guess": "local"})
        assert page.status_code == 422
        words = page.content.decode()
        assert "287,309,824 operations" in words
        assert "the limit is 200,000,000" in words


class TestEntropy:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_temperature_acts_on_entropy_and_dropout_does_not(self, seed):
        outcome = entropy.run(0.3, 6.0, 16, seed)
        assert outcome.right == "same"
        of_softmax, left = numbers(outcome.pictures[0]).T
        assert (np.diff(of_softmax) > 0).all()
        assert of_softmax[-1] > 2.5
        assert (left <= of_softmax + 0.05).all()
        once, mean = numbers(outcome.pictures[2]).T
        assert (mean < 0.35 * once).all()

    def test_its_numbers_are_those_of_plain_numpy(self):
        rng = np.random.Generator(np.random.PCG64(6))
        scores = 3 * rng.standard_normal((20, 5))
        value = rng.standard_normal((5, 8))
        kept = (rng.random((4, 20, 5)) >= 0.5) / 0.5
        e = np.exp(scores / 2)
        p = e / e.sum(axis=1, keepdims=True)
        found = dropout_on_weights([2.0], 0.5, 3.0, 20, 5, 4, 6)
        assert found.entropy[0] == pytest.approx(-(p * np.log(p)).sum(axis=1).mean())
        off = [np.linalg.norm(p * k @ value - p @ value) for k in kept]
        assert found.output_shift[0] == pytest.approx(np.mean(off) / np.linalg.norm(p @ value))
