"""What is asked for takes part in reading an answer: decimal commas where nothing else fits."""

import numpy as np
import pytest

from attention_engine import AnswerSyntaxError, parse_array
from attention_engine.reading.arrays.asked import COMMAS_ARE_DECIMAL, read_asked
from attention_engine.reading.arrays.parse import read_array

FOUR = [0.287, 0.401, 0.206, 0.106]


@pytest.mark.parametrize(
    "text",
    [
        "0,287;0,401;0,206;0,106",
        "0,287; 0,401; 0,206; 0,106",
        "0,287, 0,401, 0,206, 0,106",
        "0,287\n0,401\n0,206\n0,106",
        "28,7 %; 40,1 %; 20,6 %; 10,6 %",
        "[0,287; 0,401; 0,206; 0,106]",
        "287e-3; 0,401; 0,206; 0,106",
    ],
)
def test_decimal_commas_are_read_where_only_they_fit(text):
    typed = read_asked(text, (4,))
    np.testing.assert_allclose(typed.values, FOUR)
    assert typed.note == COMMAS_ARE_DECIMAL


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("0,5; 0,25", (2, 2)),
        ("1,2,3", (3,)),
        ("1,5 2,5", (2,)),
        ("[[1,2],[3,4]]", (2, 2)),
        ("7", ()),
        ("1 2 3", (3, 1)),
    ],
)
def test_what_fits_as_it_is_is_read_as_it_is(text, shape):
    typed = read_asked(text, shape)
    np.testing.assert_array_equal(typed.values.ravel(), parse_array(text).ravel())
    assert typed.note == ""


@pytest.mark.parametrize(("text", "number"), [("0,258", 0.258), ("-1,5", -1.5), ("12,75", 12.75)])
def test_one_number_may_have_a_decimal_comma(text, number):
    typed = read_asked(text, ())
    assert typed.values == pytest.approx(number)
    assert typed.note == COMMAS_ARE_DECIMAL


@pytest.mark.parametrize(("text", "shape"), [("65,536", ()), ("1,250; 3,000", (2,))])
def test_a_comma_that_may_separate_thousands_is_asked_about(text, shape):
    with pytest.raises(AnswerSyntaxError, match=r"may be \d+ or \d\.\d+: write it|may be 65536"):
        read_asked(text, shape)


def test_what_fits_in_no_way_keeps_its_own_shape():
    assert read_asked("1 2; 3 4", (4,)).values.shape == (2, 2)
    assert read_asked("0,5;0,25;0,1", (4,)).values.shape == (3, 2)


def test_the_fault_of_the_first_reading_is_told_where_the_second_fails_too():
    with pytest.raises(AnswerSyntaxError, match="Row 2 has 3 numbers"):
        read_asked("1 2; 3 4 5", (4,))


@pytest.mark.parametrize(
    ("text", "decimals"),
    [
        ("0.310", 3),
        ("0.310 0.2", 3),
        ("[[0.50, 1], [2, 3.1]]", 2),
        ("3.10e-1", 3),
        ("31e-2", 2),
        ("12", 0),
        ("0,310 0,2", 3),
        ("1/3", None),
        ("31 %", None),
        ("| 0.310 | 0.2 |", 3),
        (r"0.310 & 0.2 \\ 1 & 2", 3),
    ],
)
def test_digits_are_counted_as_typed(text, decimals):
    assert read_array(text).decimals == decimals


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2.87 e-1", "2.87e-1 or two, 2.87 and e-1"),
        ("1 e-3", "1e-3 or two, 1 and e-3"),
        ("[0.5, 2 E3]", "2E3 or two, 2 and E3"),
        ("3 2 ½", "2½ or two, 2 and ½"),
    ],
)
def test_a_space_that_may_split_a_number_is_refused_with_both_readings(text, readings):
    with pytest.raises(AnswerSyntaxError, match="may be the one number") as caught:
        parse_array(text)
    assert readings in str(caught.value)


@pytest.mark.parametrize("text", ["[1, e-3]", "1\ne-3", "1 e", "1e-3 2", "2½ 1"])
def test_numbers_that_are_clearly_two_or_one_are_read(text):
    parse_array(text)


MATRIX = [[1, 2.5], [-3, 4]]


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{bmatrix} 1 & 2.5 \ -3 & 4 \end{bmatrix}",
        "\\begin{bmatrix} 1 & 2.5 \\\n-3 & 4 \\end{bmatrix}",
        r"\begin{bmatrix} 1 & 2.5\-3 & 4 \end{bmatrix}",
        r"1 & 2.5 \ -3 & 4",
        r"\begin{bmatrix} 1 \ & 2.5 \\ -3 & \ 4 \end{bmatrix}",
    ],
)
def test_a_row_break_that_markdown_halved_is_read_as_one(text):
    assert parse_array(text).tolist() == MATRIX


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \ 5 & 6 \end{bmatrix}",
        r"\begin{bmatrix} 1 & 2.5 -3 & 4 \end{bmatrix}",
        r"1 & 2\,+\,3 \\ 4 & 5",
        "| 1 | 2.5 -3 |\n| 4 | 5 |",
        r"1 & 2 - 3",
    ],
)
def test_spaces_in_a_cell_are_never_arithmetic(text):
    with pytest.raises(AnswerSyntaxError, match=r"two numbers or a sum|a row ends in two"):
        parse_array(text)
