"""Shaping a plain guide: a second pass changes nothing, and it never fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.bank.importing.lines import Notes, joined, numbered
from quizzes.bank.importing.repair import repaired
from quizzes.bank.importing.shaping import shape_context, shape_question
from quizzes.bank.importing.titles import read_title

from .oddities import ODDITIES
from .plain_guides import COUNT, guide

LINES = sorted({line for text, _seen in ODDITIES.values() for line in text.split("\n")})


def shaped(text):
    titled = read_title(numbered(repaired(text)[0]))
    assert titled is not None
    return joined(shape_question(titled, "guide", Notes()))


@pytest.mark.parametrize("number", range(1, COUNT + 1))
def test_what_was_shaped_stays_as_it_is(number):
    once = shaped(guide(number))
    assert shaped(f"# Question 1: T\n\n{once}") == once


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text("*_`$\\[](){}<>|-#> \n1ab", max_size=12)))
def test_any_mixture_of_lines_is_shaped_and_told_of_lines_that_there_are(lines):
    text = "\n".join(lines)
    notes = Notes()
    shape_context(numbered(text), notes)
    assert all(1 <= note.line <= text.count("\n") + 1 for note in notes.found)
