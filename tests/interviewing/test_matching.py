"""Terms of the field are found as people type them."""

import pytest

from quizzes.interviewing.matching import matched


@pytest.mark.parametrize(
    "text",
    [
        "eight KV heads share",
        "the kv-head count",
        "key-value heads",
        "Key value head",
        "one KV‑head",
    ],
)
def test_a_term_is_found_by_any_of_its_names(text):
    assert matched(text, ["KV head|key-value head"]).found == ("KV head",)


def test_a_term_is_no_part_of_another_word():
    assert matched("masking is fast", ["mask", "fas"]).found == ()
    assert matched("unmasked", ["mask"]).missing == ("mask",)


def test_nothing_typed_finds_nothing():
    assert matched("", ["mask"]).missing == ("mask",)


def test_signs_are_taken_as_they_stand():
    assert matched("O(n^2) scores", ["O(n^2)|quadratic"]).found == ("O(n^2)",)
