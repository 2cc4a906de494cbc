"""Counts with their unit: right in many notations, and wrong if they count something else."""

import pytest

from attention_engine import AnswerSyntaxError
from quizzes.items import SpecError, prove, released_seeds

from .making import COUNT, IDENTITY, kind, spec_of

FIXED = COUNT | {"givens": {"length": 1024, "dim": 64, "heads": 16}}
BYTES = FIXED | {"of": "bytes"}


@pytest.mark.parametrize(
    "raw", ["4294967296", "4.3 GFLOPs", "2^32", "4 * 1024^2 * 64 * 16 FLOPs", "2.1 GMACs"]
)
def test_a_count_is_right_in_any_writing(raw):
    judgement = kind(**FIXED).judge(raw)
    assert (judgement.verdict, judgement.score, judgement.mistakes) == ("right", 1.0, ())
    assert judgement.submitted.endswith("FLOPs")


@pytest.mark.parametrize(
    ("raw", "mistake"),
    [
        ("2.1 GFLOPs", "multiply_add_counted_once"),
        ("4.3 GMACs", "macs_called_flops"),
        ("268 MFLOPs", "heads_left_out"),
    ],
)
def test_what_was_really_counted_is_named_and_explained(raw, mistake):
    judgement = kind(**FIXED).judge(raw)
    assert judgement.verdict == "wrong"
    assert judgement.mistakes[0] == mistake
    assert judgement.diagnosis.findings[0].tells


def test_bytes_are_asked_for_in_bytes():
    item = kind(**BYTES)
    assert item.judge("128 MiB").verdict == "right"
    assert item.judge("134 MB").verdict == "right"
    assert item.judge("128 MB").verdict == "right"
    assert "because your number fits it" in item.judge("128 MB").detail
    assert item.judge("128 million bytes").mistakes == ("prefix_of_the_other_base",)
    assert item.judge("33554432").mistakes == ("numbers_for_bytes",)
    assert item.right_answer() == "134,217,728 bytes"


@pytest.mark.parametrize("raw", ["", "4.3 GFLOPS", "4.3 GB", "9**9**9", "many"])
def test_what_is_no_count_is_a_format_error(raw):
    with pytest.raises(AnswerSyntaxError):
        kind(**FIXED).judge(raw)


def test_a_unit_may_be_asked_for():
    item = kind(**FIXED, needs_unit=True)
    with pytest.raises(AnswerSyntaxError, match="Add a unit: FLOPs or MACs"):
        item.judge("4294967296")
    assert item.judge(item.right_answer()).verdict == "right"


def test_the_tolerance_is_stated_in_words():
    assert kind(**BYTES).tolerance_words() == (
        "Give the exact count of bytes, or at least two digits of it with a prefix, as in 1.2 MB."
    )


@pytest.mark.parametrize("of", ["flops", "bytes", "kv_bytes"])
@pytest.mark.parametrize("needs_unit", [True, False])
def test_the_proofs_hold_on_every_released_variant(of, needs_unit):
    spec = spec_of(**COUNT, of=of, needs_unit=needs_unit, seeds=4)
    seeds = released_seeds(IDENTITY, 1, spec)
    assert len(seeds) == 4
    report = prove(IDENTITY, 1, spec, seeds)
    assert report.faults == []
    assert report.mistakes >= 12


def test_a_small_count_is_no_task():
    tiny = COUNT | {"givens": {"length": 4, "dim": 4}}
    assert kind(**tiny).faults() == ["the count is so small that a prefix would not matter"]


def test_only_a_cost_is_counted():
    with pytest.raises(SpecError, match="a count needs the computation complexity"):
        spec_of(kind="count", computation="softmax", givens={"x": [1, 2]})
