"""Whatever is typed or sent is read or refused: quickly, with a sentence, and never run."""

import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_engine.reading.arrays.parse import AnswerSyntaxError, parse_array
from tests.engine.hostile_texts import HOSTILE, UNITS

# Lines of Python run for one text of this length. The worst one below runs 1.03 million in 37 ms.
MOST_LINES = 1_100_000


def outcome(text, **options):
    """The array, or the error that refuses the text. Any other error fails the test."""
    try:
        return parse_array(text, **options)
    except AnswerSyntaxError as error:
        return error


def assert_is_a_sentence(error, text):
    sentence = str(error)
    assert sentence.isprintable()
    assert sentence.encode()
    assert sentence.endswith(".")
    assert len(sentence) < 200
    assert error.line is None or 1 <= error.column <= len(text) + 1


class Lines:
    """Counts the lines of Python that run: a measure of work that no busy machine changes."""

    def __enter__(self):
        self.count, self.before = 0, sys.gettrace()
        sys.settrace(self.trace)
        return self

    def __exit__(self, *error):
        sys.settrace(self.before)

    def trace(self, frame, event, argument):
        self.count += event == "line"
        return self.trace


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_for_any_long_text_is_bounded(name):
    text = HOSTILE[name]
    with Lines() as lines:
        answer = outcome(text)
    assert lines.count < MOST_LINES
    # C code, such as regular expressions, is bounded too: it usually takes a tenth of this.
    started = time.process_time()
    outcome(text)
    assert time.process_time() - started < 0.3
    if isinstance(answer, AnswerSyntaxError):
        assert_is_a_sentence(answer, text)


PIECES = [*UNITS, *"0123456789.,;:+-*/^%()[]{}|&$\\ \n\t'_", "1.5", "e", r"\frac{1}{2}", "array("]
pieces = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(st.one_of(st.text(), pieces), st.booleans())
def test_any_text_is_read_or_refused(text, allow_infinite):
    answer = outcome(text, allow_infinite=allow_infinite)
    if isinstance(answer, AnswerSyntaxError):
        assert_is_a_sentence(answer, text)
    else:
        assert answer.dtype == np.float64
        assert 0 < answer.size <= 4096
        assert np.all(np.isfinite(answer) | (allow_infinite & np.isneginf(answer)))


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "[].__class__",
        "(lambda: 1)()",
        "${7*7}",
        "`id`",
    ],
)
def test_nothing_typed_is_run(text):
    assert isinstance(outcome(text), AnswerSyntaxError)


def lines_for(text):
    with Lines() as lines:
        outcome(text)
    return lines.count


@pytest.mark.parametrize(
    ("before", "unit", "after"),
    [
        ("[", "1, ", "1]"),
        ("", "1 2 # one\n", "1 2"),
        ("[", "[1, 2], ", "[1, 2]]"),
        ("", "1,5 ", "2,5"),
        ("", "1/3 ", "1"),
        ("", "| 1 | 2 |\n", ""),
        (r"\begin{bmatrix}", r"1 & \frac{1}{3} \\ ", r"\end{bmatrix}"),
        ("[", "array([1, 2], dtype=int8), ", "array([1, 2])]"),
        ("[", "(1 ", ")]"),
        ("", "[1, 2]\n", "[1, 2]"),
        ("A = [", "1 2; % row\n", "]"),
    ],
)
def test_twice_the_text_is_at_most_twice_the_work(before, unit, after):
    one = lines_for(before + unit * 300 + after)
    two = lines_for(before + unit * 600 + after)
    assert two < 2.1 * one


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\ud800", "́"])
def test_an_excerpt_shows_nothing_invisible_or_moving(character):
    error = outcome(f"1 {character} <x>")
    assert character not in error.excerpt
    assert character not in str(error)
