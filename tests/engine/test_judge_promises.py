"""What the judge promises beside its verdicts: rows apart, arguments named, factors told."""

from fractions import Fraction

import numpy as np
import pytest

from attention_engine import check_answer, check_count, compute, find_mistakes, rounding_tolerance
from attention_engine.inputs import InputError
from attention_engine.judging.counts import count_factors
from attention_engine.judging.sentences import plain

ROWS = {
    "softmax": ("x", [[-3.1, -4.2, -5.7], [2.3, 0.4, 1.6]], {}),
    "attention_weights": ("query", [[0.3, -1.2], [2.5, 1.7]], {"key": [[1.3, 0.4], [-0.6, 2.1]]}),
    "scores": ("query", [[0.3, -1.2], [2.5, 1.7]], {"key": [[1.3, 0.4], [-0.6, 2.1]]}),
    "linear_attention": (
        "query",
        [[-2.3, -1.2], [2.5, 1.7]],
        {"key": [[1.3, 0.4], [-0.6, 2.1]], "value": [[1.2, 3.1], [0.3, -1.4]]},
    ),
    "scaled_dot_product_attention": (
        "query",
        [[0.3, -1.2], [2.5, 1.7]],
        {"key": [[1.3, 0.4], [-0.6, 2.1]], "value": [[1.2, 3.1], [0.3, -1.4]]},
    ),
}


@pytest.mark.parametrize("computation", ROWS)
def test_a_row_may_be_off_by_as_much_beside_another_as_alone(computation):
    name, rows, others = ROWS[computation]
    together = rounding_tolerance(computation, {name: rows} | others, 2, 3)
    for row, allowed in zip(rows, together, strict=True):
        alone = rounding_tolerance(computation, {name: [row]} | others, 2, 3)
        assert allowed == pytest.approx(alone[0], rel=1e-12)


def test_one_number_may_have_to_be_exact_beside_another_that_may_be_off():
    assert check_answer([1.0, 2.0], [1.0, 2.05], atol=[0.0, 0.1]).correct
    assert check_answer([1.0, 2.0], [1.05, 2.05], atol=[0.0, 0.1]).cells.tolist() == [False, True]


@pytest.mark.parametrize("expected", [True, 1.5, "8", None, 0, -3, 10**36, np.float64(2.0)])
def test_a_count_that_nobody_could_type_is_refused_by_name(expected):
    with pytest.raises(InputError) as refused:
        check_count(expected, "8")
    assert refused.value.argument == "expected"


@pytest.mark.parametrize("expected", [1, 10**36 - 1, np.int64(7)])
def test_every_other_count_can_be_asked_for(expected):
    assert check_count(expected, str(expected)).correct


ONE_OF_TWO = {"one_of_two_left_out": 2}
OF_BYTES = {
    "one_of_two_arrays_left_out": 2,
    "numbers_of_half_the_size": 2,
    "numbers_of_twice_the_size": Fraction(1, 2),
    "numbers_for_bytes": 4,
}


@pytest.mark.parametrize(
    ("inputs", "unit", "factors"),
    [
        ({"heads": 12}, "flops", ONE_OF_TWO | {"heads_left_out": 12}),
        (
            {"heads": 12, "num_kv_heads": 3},
            "flops",
            ONE_OF_TWO | {"heads_left_out": 12, "kv_heads_counted": 4},
        ),
        ({"heads": 12}, "bytes", {**OF_BYTES, "heads_left_out": 12}),
        ({"heads": None, "dtype": None}, "bytes", OF_BYTES),
        ({}, "flops", ONE_OF_TWO),
        ({"dim": 64, "value_dim": 64}, "flops", ONE_OF_TWO),
        # Half of the count is neither of two products that cost differently.
        ({"dim": 64, "value_dim": 160}, "flops", {}),
        ({"dim": 64, "method": "additive", "hidden_dim": 9}, "flops", {}),
    ],
)
def test_what_a_count_may_lack_follows_from_its_inputs(inputs, unit, factors):
    assert count_factors({"length": 8, "dim": 4} | inputs, unit) == factors


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("16 MiB", ("one_of_two_arrays_left_out", "numbers_of_half_the_size")),
        ("64 MiB", ("numbers_of_twice_the_size",)),
    ],
)
def test_bytes_of_which_nothing_is_known_may_lack_what_any_bytes_may(text, mistakes):
    assert check_count(32 * 1024**2, text, "bytes").mistakes == mistakes


def test_flops_of_which_nothing_is_known_lack_nothing_of_an_array():
    assert check_count(12 * 10**6, "24000000").mistakes == ("multiply_add_counted_twice",)


@pytest.mark.parametrize(
    ("text", "unit", "remarks"),
    [
        ("8000000 bits", "bytes", ["in_bits"]),
        ("8.0 Mbit", "bytes", ["in_bits"]),
        ("500000 MACs", "flops", ["in_macs"]),
        ("1000000", "bytes", []),
        ("977 KiB", "bytes", ["rounded"]),
        ("977 kB", "bytes", ["rounded", "other_prefix_meant"]),
        ("1.0 mB", "bytes", ["prefix_in_lower_case"]),
    ],
)
def test_a_program_sees_from_its_remarks_how_a_right_count_was_read(text, unit, remarks):
    assert [each.id for each in check_count(10**6, text, unit).remarks] == remarks


@pytest.mark.parametrize("name", ["expected", "submitted"])
@pytest.mark.parametrize("bad", [[], [[1, 2], [3]], ["a"], [np.nan], [1j]])
def test_a_refused_array_is_named(name, bad):
    with pytest.raises(InputError) as refused:
        check_answer(**{"expected": [1.0], "submitted": [1.0]} | {name: bad})
    assert refused.value.argument == name
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("number", "text"),
    [(12345678.0, "12350000"), (0.00001234, "0.00001234"), (0.25, "0.25"), (1e20, "1e+20")],
)
def test_a_number_in_a_sentence_has_no_exponent_where_digits_do(number, text):
    assert plain(number) == text


@pytest.mark.parametrize("decimals", [-1, 13, 1.5, True, "2"])
def test_refused_decimals_are_named(decimals):
    with pytest.raises(InputError) as refused:
        check_answer([1.0], [1.0], decimals=decimals)
    assert refused.value.argument == "decimals"
    assert check_answer([1.0], [1.0], decimals=12).correct
    assert check_answer([1.0], [1.0], decimals=0).correct


def test_a_slip_is_not_remarked_beside_a_mistake_that_is_named():
    # Row 1 is one product and zeros, so its signs turned are also one slip among 58 of the sign.
    keys = [[1.5, 0, 0, 0, 0], *([0, each, -each, 2, -2] for each in range(1, 8))]
    inputs = {"query": [[8, 1, 1, 1, 1], [1, 2, 1, 3, 1]], "key": keys}
    submitted = compute("scores", inputs).round(4)
    submitted[0] *= -1
    found = find_mistakes("scores", inputs, submitted, decimals=4)
    assert (found.mistakes, found.remark) == (("sign_flipped",), "")
