"""What readers promise where two readings are near: signs of powers, places, limits, infinities."""

from fractions import Fraction

import numpy as np
import pytest

from attention_engine import AnswerSyntaxError, format_array, parse_array
from attention_engine.inputs import InputError
from attention_engine.reading.arrays.asked import read_asked
from attention_engine.reading.counts.text import parse_count
from attention_engine.reading.orders.terms import leading, written
from attention_engine.reading.orders.text import read_order
from attention_engine.reading.source import Source


def order(text: str, sizes: str = "ndk") -> str:
    return written(leading(read_order(text, tuple(sizes)).terms), list(sizes))


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("O(n^(-1) d^2)", "O(d^2 / n)"),
        ("O(n^-1 d^2)", "O(d^2 / n)"),
        ("O(n^+1 d^2)", "O(n d^2)"),
        ("O(n^(-1/2) d)", "O(d / sqrt(n))"),
        ("O(n^(-1/-2) d)", "O(sqrt(n) d)"),
        ("O(n / (d k))", "O(n / (d k))"),
        ("O(n / d / k^2)", "O(n / (d k^2))"),
        ("O(n log n)", "O(n log n)"),
        ("O(n (log n)^2)", "O(n (log n)^2)"),
        ("O(1/n)", "O(1 / n)"),
    ],
)
def test_an_order_is_written_as_people_write_it(typed, same):
    assert order(typed) == same


def test_a_constant_of_any_size_keeps_its_sign():
    huge = "9" * 150
    assert order(f"O({huge} n)") == "O(n)"
    with pytest.raises(AnswerSyntaxError, match="minus"):
        order(f"O(n - {huge} n)")


@pytest.mark.parametrize("before", ["", "n log n + ", "sqrt(n) log d + ", "\\sqrt{n} \\log d + "])
def test_a_word_is_pointed_at_where_it_stands(before):
    with pytest.raises(AnswerSyntaxError, match="couldn't read “foo”") as refused:
        read_order(f"O({before}foo n)", ("n", "d"))
    assert refused.value.position == len(f"O({before}")


@pytest.mark.parametrize("text", ["* 5", "5 + * 3", "2 ^ ( * 3)"])
def test_what_is_missing_before_a_sign_is_named(text):
    with pytest.raises(AnswerSyntaxError, match="A number is missing before") as refused:
        parse_count(text, "flops")
    assert refused.value.expected == "a number"


@pytest.mark.parametrize(
    "text", ["1,5 2,5,\n3,5 4,5", "| 1 2,|\n| 3 4 |", "|1,5 2,5, |\n|3,5 4,5|"]
)
def test_a_comma_at_the_end_of_a_line_is_named_there(text):
    with pytest.raises(AnswerSyntaxError, match="The line ends in a comma") as refused:
        parse_array(text)
    assert refused.value.position == text.index("\n")


@pytest.mark.parametrize(("text", "position"), [("1 2 ,|", 3), ("2,5\t,|", 3)])
def test_a_comma_with_nothing_but_a_bar_after_it_is_named_after_the_last_number(text, position):
    with pytest.raises(AnswerSyntaxError, match="The last comma has no number") as refused:
        parse_array(text)
    assert refused.value.position == position


def test_words_that_are_left_out_leave_the_lines_below_them_where_they_are():
    source = Source("about\n0.5 1\n2 3")
    source.leave_out(0, len("about\n"))
    assert source.left_out == ["about"]
    assert source.text.splitlines() == ["     ", "0.5 1", "2 3"]


def test_powers_of_counts_are_exact():
    assert parse_count("2^100 * 2^-98", "flops").value == Fraction(4)
    assert parse_count("(-1)^999998", "flops").value == Fraction(1)


@pytest.mark.parametrize("allowed", [True, False])
def test_hidden_scores_may_stand_beside_decimal_commas_where_they_are_asked_for(allowed):
    text = "0,5 -inf 1,25"
    if allowed:
        typed = read_asked(text, (3,), allow_infinite=True)
        assert typed.values.tolist() == [0.5, -np.inf, 1.25]
    else:
        with pytest.raises(AnswerSyntaxError):
            read_asked(text, (3,))


def test_what_is_written_has_up_to_twenty_decimals():
    assert format_array(0.5, 20) == "0.50000000000000000000"
    assert format_array([1, 2.5], 0) == "[1, 2]"
    for decimals in (-1, 21, 1.5):
        with pytest.raises(InputError) as refused:
            format_array(0.5, decimals)
        assert refused.value.argument == "decimals"
    assert parse_array(format_array([[1 / 3, -2.0]])).tolist() == [[1 / 3, -2.0]]


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_fence_around_a_pasted_block_is_no_part_of_it(fence):
    assert parse_array(f"{fence}\n1 2\n3 4\n{fence}").tolist() == [[1, 2], [3, 4]]


def test_a_text_of_exactly_the_limit_is_read():
    text = "1 2".ljust(100_000)
    assert parse_array(text).tolist() == [1, 2]
    with pytest.raises(AnswerSyntaxError, match="the limit is 100,000"):
        parse_array(text + " ")
