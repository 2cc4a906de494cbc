"""What cannot be read is refused with a sentence that says why and where."""

import pickle

import numpy as np
import pytest

from attention_engine.reading.arrays.parse import AnswerSyntaxError, parse_array


def refused(text, **options):
    with pytest.raises(AnswerSyntaxError) as error:
        parse_array(text, **options)
    return error.value


FAULTS = {
    # Nothing, or brackets with nothing in them.
    "": "Type a number or a matrix first.",
    " \n\t ": "Type a number or a matrix first.",
    "np.array()": "Type a number or a matrix first.",
    "# a comment": "Type a number or a matrix first.",
    "[]": "The brackets are empty (line 1, character 1).",
    "[[1], []]": "The brackets are empty (line 1, character 7).",
    # Missing numbers.
    "[1,, 2]": "A number is missing before this comma (line 1, character 4).",
    "[,]": "A number is missing before the first comma (line 1, character 2).",
    "1, 2,,": "A number is missing before this comma (line 1, character 6).",
    "1, 2,\n3, 4": "The line ends in a comma: is each line a row, or are all one list? Leave the "
    "comma out, or put brackets around the list (line 1, character 6).",
    "1;;2": "The row before this semicolon is empty (line 1, character 3).",
    "[;1]": "The row before this semicolon is empty (line 1, character 2).",
    "1 2\n3 ,;4": "A number is missing after the comma (line 2, character 4).",
    "| 1 | |\n| 3 | 4 |": "Row 1, column 2 is empty (line 1, character 6).",
    r"1 & \\ 2 & 3": "Row 1, column 2 is empty (line 1, character 4).",
    # Rows of unequal length.
    "1 2\n3 4 5": "Row 2 has 3 numbers but row 1 has 2. All rows need the same length "
    "(line 2, character 1).",
    "[1; 2 3]": "Row 2 has 2 numbers but row 1 has 1. All rows need the same length "
    "(line 1, character 5).",
    "[[1, 2],\n [3]]": "Row 2 has 1 number but row 1 has 2. All rows need the same length "
    "(line 2, character 2).",
    r"1 & 2 \\ 3": "Row 2 has 1 number but row 1 has 2. All rows need the same length "
    "(line 1, character 10).",
    "[[[1, 2]], [[1], [2]]]": "Part 2 is 2 x 1 but part 1 is 1 x 2. All parts need the same shape "
    "(line 1, character 12).",
    # Brackets.
    "[1 2 3": "The [ is not closed (line 1, character 1).",
    "[[1, 2], [3, 4]": "The [ is not closed (line 1, character 1).",
    "1 2]": "The ] closes nothing: no bracket is open (line 1, character 4).",
    "[1, 2)": "“)” closes the [ that was opened: ] is needed (line 1, character 6).",
    "1 [2 3]": "There is text outside the brackets: leave it out (line 1, character 3).",
    "[1 2] 3": "There is text outside the brackets: leave it out (line 1, character 7).",
    "[[1, 2], 3]": "Numbers and brackets are mixed in one list: give each row its brackets "
    "(line 1, character 10).",
    "[[1 2\n 3 4]]": "Inside double brackets each row has its own, as in [[1, 2], [3, 4]] "
    "(line 2, character 2).",
    "[[1 2; 3 4]]": "Inside double brackets each row has its own, as in [[1, 2], [3, 4]] "
    "(line 1, character 6).",
    "[[[[[[[1]]]]]]]": "Brackets are nested more than 6 deep (line 1, character 7).",
    "np.array([1, 2]": "np.array( is not closed at the end (line 1, character 1).",
    r"\begin{bmatrix}1": r"\end{bmatrix} is missing (line 1, character 16).",
    r"\begin{bmatrix}1\end{pmatrix}": r"\end{pmatrix} does not fit \begin{bmatrix} "
    "(line 1, character 17).",
    r"\begin{bmatrix}1\end{bmatrix} 2": r"There is text after \end{...}: leave it out "
    "(line 1, character 17).",
    # Cells.
    "[1 - 2]": "Number 2: “-” is alone: write a cell without spaces, as in -2 or 1-2 "
    "(line 1, character 4).",
    "(1+ 2)": "Number 1: “1+” breaks off: write a cell without spaces (line 1, character 2).",
    "sqrt(1 + 2)": "“sqrt(1” needs a ) here: write a cell without spaces or commas "
    "(line 1, character 7).",
    "1, 2 3": "Commas and spaces both separate numbers here: use one of the two "
    "(line 1, character 2).",
    "1 ,5 2": "Commas and spaces both separate numbers here: use one of the two "
    "(line 1, character 3).",
    "1,2,3 4": "Commas and spaces both separate numbers here: use one of the two "
    "(line 1, character 4).",
    "[[1, 2], [3, x]]": "Row 2, column 2: we couldn't read “x”. Use numbers, e, sqrt( ) or exp( ) "
    "(line 1, character 14).",
    "2(3)": "In “2(3)” a sign such as * is missing before “(” (line 1, character 2).",
    "1.2.3": "In “1.2.3” a sign such as * is missing before “.3” (line 1, character 4).",
    "sqrt": "Write sqrt with ( ) after it (line 1, character 1).",
    r"\frac1.5": r"Write \frac with { } after it (line 1, character 1).",
    "1,048,576": "Number 2: “048” begins with a zero: leave out zeros and thousands separators "
    "(line 1, character 3).",
    "1 ... 3": "Numbers are left out here (...), and all are needed. numpy prints all after "
    "np.set_printoptions(threshold=np.inf) (line 1, character 3).",
    # NaN, infinity and other values that are not finite numbers.
    "[[1, 2], [3, "
    "nan]]": "Row 2, column 2: we couldn't read “nan” as a number (line 1, character 14).",
    "[null]": "Number 1: we couldn't read “null” as a number (line 1, character 2).",
    "inf": "“inf” isn't a finite number, and infinity is not allowed here (line 1, character 1).",
    "1 −∞": "Number 2: “-∞” isn't a finite number, and infinity is not allowed here "
    "(line 1, character 3).",
    "1e999": "“1e999” is too large for a number (the limit is 1.8e308) (line 1, character 1).",
    "9**9**9": "This is too large for a number (the limit is 1.8e308) (line 1, character 1).",
    "1/0": "“1/0” divides by zero (line 1, character 1).",
    "0^-1": "“0^-1” divides by zero (line 1, character 1).",
    "sqrt(-1)": "“sqrt(-1)” isn't a real number: the root of a negative number "
    "(line 1, character 1).",
    "(-8)^(1/3)": "“(-8)^(1/3)” isn't a real number: a negative base with a fractional power "
    "(line 1, character 1).",
    # Characters that have no place in a number are named, never shown raw.
    "<b>1</b>": "“<” does not belong in a number (line 1, character 1).",
    "1_000": "“_” does not belong in a number (line 1, character 2).",
    "1\x00": "“U+0000” does not belong in a number (line 1, character 2).",
    "\ud800": "“U+D800” does not belong in a number (line 1, character 1).",
    "\u202e1": "“U+202E” does not belong in a number (line 1, character 1).",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_has_its_own_sentence(text):
    assert str(refused(text)) == FAULTS[text]


NO_ARRAYS = [
    "True", "[1, None]", "'1'", '["1"]', "1}", "0x10", "1j", "1e", "e2", "()",
    "import os", "np.array", "np.zeros(3)", "lambda: 1", "1:5", "1=1", "1 if 1", "f(2)",
    "[1] [2]", "[1 2][3 4]", "1 × 2", "*2", "²", "5 %%", "007", "1|[2]", "a | b", "|", "||", "|-|",
    r"\begin{foo}1\end{foo}", r"\sqrt 2", "$", "$1", r"\(1",
    "log(2)", "pi", "1 +1j", "sqrt()", "exp(1000)", "1e308*10", "e^e^e^e", "1'000", "--", "()()",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_ARRAYS)
def test_all_else_is_refused(text):
    sentence = str(refused(text))
    assert sentence.endswith(".")
    assert sentence.isprintable()


def test_line_and_column_count_in_the_text_as_typed():
    error = refused("1 2\r\n\r\n3 x")
    assert (error.line, error.column) == (3, 3)
    assert error.expected == "a number"
    assert (
        error.message == "Row 2, column 2: we couldn't read “x”. Use numbers, e, sqrt( ) or exp( )."
    )


def test_positions_are_those_before_any_repair_of_characters():
    assert refused("np.array([[½, −1],\n [２, x]])").column == 6


def test_minus_infinity_is_the_only_infinity_that_may_be_allowed():
    assert "only -inf is allowed" in str(refused("[1, inf]", allow_infinite=True))
    for text in ("nan", "1-inf", "-inf+1", "1e999", "-1e999"):
        refused(text, allow_infinite=True)


def test_the_count_of_numbers_is_limited():
    for text in ("1 2 3", "1,0 2,0 3,0"):
        assert parse_array(text, max_elements=3).tolist() == [1, 2, 3]
    for text in ("1 2 3 4", "[[1, 2], [3, 4]]", r"1 & 2 \\ 3 & 4", "1,0 2,0 3,0 4,0", "1|2|3|4"):
        assert "more" in str(refused(text, max_elements=3))
    assert parse_array("[[[[1]]]]", max_elements=1).shape == (1, 1, 1, 1)


def test_the_length_of_the_text_is_limited():
    assert str(refused("1" * 100_001)) == ("The text has 100,001 characters; the limit is 100,000.")


def test_the_count_of_lines_is_limited():
    assert parse_array("1" + "\n" * 9_999) == 1
    assert str(refused("1" + "\n" * 10_000)) == "The text has more than 10,000 lines."


def test_one_number_has_a_bounded_length():
    assert "1,000 characters" in str(refused("1" * 1001))
    assert parse_array("0." + "0" * 400 + "1") == 0


@pytest.mark.parametrize("text", [None, b"1", 1, ["1"]])
def test_only_text_is_read(text):
    with pytest.raises(ValueError, match="text must be a string"):
        parse_array(text)


@pytest.mark.parametrize("limit", [0, -1, 1.5, "4", True, None])
def test_a_bad_limit_is_named(limit):
    with pytest.raises(ValueError, match="max_elements"):
        parse_array("1", max_elements=limit)


def test_the_error_is_a_value_error_that_survives_pickling():
    error = refused("[1,, 2]")
    assert isinstance(error, ValueError)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (str(again), again.column) == (str(error), error.column)


def test_a_sentence_alone_makes_an_error():
    assert str(AnswerSyntaxError("Fill in at least one step.")) == "Fill in at least one step."


def test_the_same_text_gives_a_fresh_array_each_time():
    first = parse_array("1 2")
    first[0] = 9
    assert np.array_equal(parse_array("1 2"), [1, 2])
