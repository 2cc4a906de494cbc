"""What a request may cost is checked before anything is computed, and explained in words."""

import numpy as np
import pytest

from attention_engine import InputError
from quizzes.numbers.givens_form import read_givens, text_of
from quizzes.numbers.limits import (
    MAX_COUNT,
    AddressTooLong,
    TooLarge,
    read_query,
    refuse_costly,
    refuse_large_array,
)
from quizzes.numbers.worked_steps import work_out


def rows(height: int, width: int) -> str:
    return "\n".join(" ".join(["1"] * width) for _ in range(height))


def error_of(givens, name: str) -> str:
    return next(given.error for given in givens.fields if given.name == name)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (rows(17, 2), "query has 17 rows; the limit is 16."),
        (" " * 10_001, "query has 10,001 characters; the limit is 10,000."),
        (rows(2, 17), "query has 17 columns; the limit is 16."),
        (rows(100, 16), "query has 100 rows; the limit is 16."),
        (rows(60_000, 2), "query has 239,999 characters; the limit is 10,000."),
        (rows(2_049, 1), "query has 2,049 numbers and words; the limit is 256 numbers."),
        (str([[[1] * 16] * 16] * 2), "query has 512 numbers; the limit is 256."),
        ("[[[[1, 2]]]]", "query has 4 axes; the limit is 3."),
    ],
)
def test_an_array_beyond_the_limit_is_refused_beside_its_field(query, said):
    givens = read_givens("scores", {"query": query, "key": rows(2, 2)})
    assert said in error_of(givens, "query")
    assert not error_of(givens, "key")


def test_the_largest_allowed_arrays_are_taken():
    givens = read_givens("scores", {"query": rows(16, 16), "key": rows(16, 16)})
    assert givens.is_valid
    assert givens.inputs["query"].shape == (16, 16)


def test_a_text_longer_than_any_number_is_not_read():
    givens = read_givens("scores", {"query": "1", "key": "1", "scale": "1+" * 150 + "1"})
    words = "scale has 301 characters; the limit for one number is 200."
    assert error_of(givens, "scale") == words


def test_a_count_beyond_the_limit_is_refused():
    givens = read_givens("complexity", {"length": str(MAX_COUNT + 1), "dim": "64"})
    assert error_of(givens, "length") == "length is 10,000,001; the limit is 10,000,000."


@pytest.mark.parametrize("text", ["0", "-3", "2.5", "1 2", "1e300"])
def test_a_count_is_a_whole_number_above_zero(text):
    assert error_of(read_givens("complexity", {"length": text, "dim": "64"}), "length")


def test_the_work_is_bounded_before_it_is_done():
    with pytest.raises(TooLarge, match=r"operations; the limit is 1,000,000"):
        refuse_costly({"query": np.ones((500, 500))})
    refuse_costly({"query": np.ones((16, 16)), "x": np.ones(3), "length": 4})


def test_an_array_within_the_limits_passes():
    refuse_large_array("x", np.ones((2, 8, 16)))
    with pytest.raises(TooLarge, match="x has 17 matrices"):
        refuse_large_array("x", np.ones((17, 1, 1)))


def test_the_first_of_a_repeated_parameter_counts_and_lines_end_the_same():
    assert read_query("x=1%0D%0A2&x=3&y=%00") == {"x": "1\n2", "y": "\0"}


def test_a_query_too_long_to_be_read_is_refused():
    with pytest.raises(AddressTooLong, match="more than 6,000 characters"):
        read_query("x=" + "1+" * 10_000)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ([[1, 0.5], [-2, 3]], "matrix", "1 0.5\n-2 3"),
        ([1, 2], "vector", "1 2"),
        ([[1, 2]], "array", "[[1, 2]]"),
        ([[True, False], [True, True]], "mask", "1 0\n1 1"),
        ([[0, -np.inf]], "mask", "0 -inf"),
        ([[[1, 2], [3, 4]]], "matrix", "[[[1, 2], [3, 4]]]"),
        (0.1, "number", "0.1"),
        (64, "count", "64"),
        ("dense", "word", "dense"),
        (True, "flag", "1"),
        (False, "flag", ""),
        (None, "number", ""),
    ],
)
def test_a_value_becomes_the_plainest_text(value, kind, text):
    assert text_of(value, kind) == text


@pytest.mark.parametrize(
    "inputs",
    [
        {"query": [[1 / 3, -2e-7], [0, 1]], "key": [[1, 2]], "scale": 0.1},
        {"query": [[1, 2]], "key": [[3, 4], [5, 6]], "is_causal": True},
        {"query": [[1, 2]], "key": [[3, 4], [5, 6]], "attn_mask": [[True, False]]},
        {"query": [[1, 2]], "key": [[3, 4], [5, 6]], "attn_mask": [[0, -np.inf]]},
        {"query": [[[1, 2]], [[2, 1]]], "key": [[[3, 4]], [[5, 6]]]},
    ],
)
def test_the_fields_of_some_inputs_read_back_as_exactly_these_inputs(inputs):
    shown = read_givens("attention_weights", {}, inputs)
    read = read_givens("attention_weights", dict(shown.pairs()))
    assert read.is_valid
    for name, value in inputs.items():
        assert np.array_equal(read.inputs[name], value)
    assert set(read.inputs) == set(inputs)


def test_masks_are_read_as_words_too_and_zeros_and_ones_are_a_mask_of_truth():
    for text in ("true FALSE\nTrue true", "1 0\n1 1", "[[true, false], [true, true]]"):
        typed = {"query": "1\n2", "key": "1\n2", "attn_mask": text}
        givens = read_givens("attention_weights", typed)
        assert givens.inputs["attn_mask"].tolist() == [[True, False], [True, True]]


def test_one_row_typed_for_a_matrix_is_a_matrix_and_one_column_for_a_vector_a_vector():
    givens = read_givens("scores", {"query": "1 2", "key": "3 4"})
    assert givens.inputs["query"].shape == (1, 2)
    givens = read_givens("dot_product", {"query": "1\n2", "key": "5"})
    assert givens.inputs["query"].shape == (2,)
    assert givens.inputs["key"].shape == (1,)


@pytest.mark.parametrize(
    ("computation", "typed", "field", "said"),
    [
        (
            "scores",
            {"query": "1 2", "key": "1 2 3"},
            "key",
            "key has 3 columns but query has 2: both are d_k and must agree.",
        ),
        (
            "attention_weights",
            {"query": "1", "key": "1", "attn_mask": "1", "is_causal": "1"},
            "attn_mask",
            "attn_mask and is_causal are both given: combine them into one attn_mask.",
        ),
        (
            "bilinear_scores",
            {"query": "1 2", "key": "1 2", "W": "1\n2"},
            "W",
            "W has 1 columns but key has 2: they must agree.",
        ),
        (
            "additive_scores",
            {"query": "1 2", "key": "1 2", "W_q": "1 2", "W_k": "1 2", "v": "1 2"},
            "W_q",
            "W_q must be 2 x 2, as v has 2 numbers and query has 2 columns, got shape (1, 2).",
        ),
        (
            "multi_head_attention",
            dict.fromkeys(("X", "W_q", "W_k", "W_v", "W_o"), "1 2\n3 4")
            | {"num_heads": "2", "num_kv_heads": "3"},
            "num_kv_heads",
            "num_kv_heads must divide num_heads 2, got 3.",
        ),
        (
            "complexity",
            {"length": "8", "dim": "4", "method": "local"},
            "window",
            "window is missing: the method local needs it.",
        ),
        ("softmax", {"x": "1 2", "temperature": "0"}, "temperature", "temperature must be above 0"),
        (
            "self_attention",
            {"X": "1e200", "W_q": "1e200", "W_k": "1", "W_v": "1"},
            "X",
            "X and the weights hold numbers so large that the queries overflow float64.",
        ),
    ],
)
def test_a_fault_of_the_engine_stands_beside_the_field_at_fault_alone(
    computation, typed, field, said
):
    givens, worked = work_out(read_givens(computation, typed))
    assert worked is None
    assert [given.name for given in givens.faulty()] == [field]
    assert said in error_of(givens, field)
    assert not givens.fault


def test_a_fault_of_no_field_stands_above_them_all():
    # The scores come from queries and keys, which have no field here.
    typed = {"X": "1e150", "W_q": "1e150", "W_k": "1e150", "W_v": "1"}
    givens, _worked = work_out(read_givens("self_attention", typed))
    assert givens.fault.startswith("query and key hold numbers so large that the scores overflow")
    assert not givens.faulty()


def test_the_field_at_fault_is_not_read_out_of_the_sentence():
    givens = read_givens("scores", {"query": "1 2", "key": "3 4"})
    words = "key has 3 columns but query has 4"
    assert error_of(givens.blame(InputError(words, "query")), "query") == f"{words}."
    assert givens.blame(ValueError(words)).fault == f"{words}."


def test_an_error_names_the_place_in_the_text_as_typed():
    givens = read_givens(
        "attention_weights", {"query": "1", "key": "1", "attn_mask": "true false\nfalse maybe"}
    )
    assert "(line 2, character 7)" in error_of(givens, "attn_mask")
