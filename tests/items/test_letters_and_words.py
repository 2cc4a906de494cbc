"""Choices, orders, shapes and orders of growth."""

import pytest

from attention_engine import AnswerSyntaxError, format_array
from quizzes.items.kinds.letters import as_letters, read_letters

from .making import CHOICE, CHOICES, COMPUTED_CHOICE, EVERY_KIND, GROWTH, ORDER, SHAPE, kind


@pytest.mark.parametrize("raw", ["a, c", "A c", "a;c", " a,c ", "a\nc"])
def test_letters_are_read_however_they_are_separated(raw):
    assert read_letters(raw, 3) == [0, 2]


@pytest.mark.parametrize("raw", ["", " , ", "d", "ab", "1", "a a", "a" * 300, "ａ"])
def test_other_letters_are_refused_in_words(raw):
    with pytest.raises(AnswerSyntaxError, match=r"\w+ \w+"):
        read_letters(raw, 3)


def test_letters_written_are_read_back():
    assert read_letters(as_letters([2, 0, 1]), 3) == [2, 0, 1]


def test_one_option_is_right_and_each_other_is_wrong():
    for seed in range(1, 7):
        item = kind(seed=seed, **CHOICE)
        verdicts = [item.judge(letter).verdict for letter in "abc"]
        assert sorted(verdicts) == ["right", "wrong", "wrong"]
        assert "abc"[verdicts.index("right")] == item.right_answer()


def test_two_chosen_of_one_is_a_format_error():
    with pytest.raises(AnswerSyntaxError, match="one option only"):
        kind(**CHOICE).judge("a, b")


def test_all_that_hold_and_no_other_must_be_chosen():
    item = kind(**CHOICES)
    assert item.judge(item.right_answer()).verdict == "right"
    assert item.judge(item.right_answer()[0]).score == 0.75
    everything = item.judge("a, b, c, d")
    assert (everything.verdict, everything.score) == ("wrong", 0.5)
    assert everything.message.endswith(" should not be chosen.")


def test_computed_options_are_the_right_value_and_named_mistakes():
    item = kind(**COMPUTED_CHOICE)
    options = item.options()
    assert sum(option.right for option in options) == 1
    assert all(option.mistake for option in options if not option.right)
    wrong = next(i for i, option in enumerate(options) if not option.right)
    assert item.judge("abcd"[wrong]).mistakes == (options[wrong].mistake,)


def test_computed_options_look_different_with_the_digits_shown():
    for seed in range(1, 40):
        options = kind(seed=seed, **COMPUTED_CHOICE).options()
        shown = {format_array(option.value, decimals=3) for option in options}
        assert len(shown) == len(options)


def test_an_order_is_judged_line_by_line():
    item = kind(**ORDER)
    right = item.right_answer().split(", ")
    assert item.judge(", ".join(right)).verdict == "right"
    swapped = item.judge(", ".join([right[1], right[0], *right[2:]]))
    assert (swapped.verdict, swapped.score) == ("wrong", 0.5)
    assert swapped.message == "2 of 4 lines are in the right place."


@pytest.mark.parametrize("raw", ["a, b", "a, , b", "a, a, b, c", "e"])
def test_an_order_that_leaves_lines_out_is_a_format_error(raw):
    with pytest.raises(AnswerSyntaxError):
        kind(**ORDER).judge(raw)


@pytest.mark.parametrize("raw", ["2 x 5", "2x5", "(2, 5)", "[2, 5]", "2×5", "2 by 5", "2*5", "2,5"])
def test_a_shape_may_be_written_in_many_ways(raw):
    assert kind(**SHAPE).judge(raw).verdict == "right"


@pytest.mark.parametrize(
    ("raw", "words"), [("5 x 2", "transpose"), ("5", "has 2 axes"), ("2 x 4", "")]
)
def test_a_wrong_shape_is_told_what_is_wrong(raw, words):
    judgement = kind(**SHAPE).judge(raw)
    assert judgement.verdict == "wrong"
    assert words in judgement.message


@pytest.mark.parametrize(
    "raw", ["", "wide", "2 x", "2 x 5 x 1 x 1 x 1", "-2 x 5", "2.0 x 5", "9" * 200]
)
def test_what_is_no_shape_is_a_format_error(raw):
    with pytest.raises(AnswerSyntaxError):
        kind(**SHAPE).judge(raw)


def test_a_square_shape_is_no_task():
    square = SHAPE | {"givens": {"query": "halves(3, 4)", "key": "halves(3, 4)"}}
    assert kind(**square).faults() == ["a square shape hides a transposed answer"]


@pytest.mark.parametrize("raw", ["O(n^2 d)", "n^2 d", "O(d n²)", "O(4 n^2 d + n)"])
def test_a_growth_is_right_in_any_equivalent_form(raw):
    assert kind(**GROWTH).judge(raw).verdict == "right"


def test_a_wrong_growth_is_told_which_factor():
    assert "d" in kind(**GROWTH).judge("O(n^2)").message


@pytest.mark.parametrize("raw", ["", "O(", "quadratic", "9**9**9"])
def test_what_is_no_growth_is_a_format_error(raw):
    with pytest.raises(AnswerSyntaxError):
        kind(**GROWTH).judge(raw)


@pytest.mark.parametrize("name", EVERY_KIND)
def test_what_is_told_of_a_right_answer_does_not_repeat_its_heading(name):
    item = kind(**EVERY_KIND[name])
    told = item.judge(item.right_answer())
    assert told.verdict == "right"
    assert told.heading in ("", "Right.")
    assert not told.detail.startswith("Right.")
