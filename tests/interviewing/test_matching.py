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
    found = matched(text, ["KV head|key-value head"])
    assert found.missing == ()
    assert found.found[0] in text


def test_a_term_is_no_part_of_another_word():
    assert matched("masking is fast", ["mask", "fas"]).found == ()
    assert matched("unmasked", ["mask"]).missing == ("mask",)


def test_nothing_typed_finds_nothing():
    assert matched("", ["mask"]).missing == ("mask",)


def test_what_is_found_is_shown_in_the_words_that_were_typed():
    """Nobody is told to have said what they did not say."""
    terms = ["square root|root", "dot product|matmul", "variance"]
    found = matched("its Root,  then a MATMUL", terms)
    assert found.found == ("Root", "MATMUL")
    assert found.missing == ("variance",)
    assert matched("a root and a root", ["square root|root", "root"]).found == ("root",)


def test_signs_are_taken_as_they_stand():
    assert matched("O(n^2) scores", ["O(n^2)|quadratic"]).found == ("O(n^2)",)
