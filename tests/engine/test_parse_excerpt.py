"""An error points at its place: the line as it was typed, and a caret under the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_engine import AnswerSyntaxError, parse_array
from attention_engine.reading.source import Source


def fault_in(text):
    with pytest.raises(AnswerSyntaxError) as error:
        parse_array(text)
    return error.value


def caret_column(excerpt):
    line, caret = excerpt.split("\n")
    assert caret.strip() == "^"
    assert len(caret) <= len(line) + 1
    return len(caret) - 1


@pytest.mark.parametrize(
    ("text", "position", "excerpt"),
    [
        ("[1,, 2]", 3, "[1,, 2]\n   ^"),
        ("1 2\n3 4 5", 4, "3 4 5\n^"),
        ("1 2\r\n\r\n3 x", 9, "3 x\n  ^"),
        ("np.array([[½, −1],\n [２, x]])", 24, " [２, x]])\n  　  ^"),
        ("1\t2\tx", 4, "1 2 x\n    ^"),
        ("1 \x00", 2, "1 ␀\n  ^"),
        ("1 \u202e2", 2, "1 \ufffd2\n  ^"),
        ("\ufeff\u200e1 2 x", 6, "\ufffd\ufffd1 2 x\n      ^"),
    ],
)
def test_the_place_is_that_in_the_text_as_typed(text, position, excerpt):
    error = fault_in(text)
    assert (error.position, error.excerpt) == (position, excerpt)


def test_a_long_line_is_cut_around_the_place():
    error = fault_in("1 " * 200 + "x " + "2 " * 200)
    line, caret = error.excerpt.split("\n")
    assert line[0] == line[-1] == "…"
    assert len(line) == 62
    assert line[len(caret) - 1] == "x"
    assert error.column == 401


def test_a_fault_without_a_place_has_no_excerpt():
    error = fault_in("  ")
    assert (error.position, error.line, error.column, error.excerpt) == (None, None, None, "")


def test_a_fault_told_within_a_part_keeps_its_place():
    error = fault_in("[[1, 2], [3, x]]")
    told = error.within("Query")
    assert str(told).startswith("Query: row 2, column 2: ")
    assert told.excerpt == error.excerpt == "[[1, 2], [3, x]]\n             ^"
    assert told.position == error.position == 13


other_text = st.text(st.characters(exclude_characters="\x01"), max_size=90)


@given(other_text, other_text)
def test_the_excerpt_of_any_text_is_two_harmless_lines_with_the_caret_at_the_place(before, after):
    typed = f"{before}\x01{after}"
    source = Source(typed)
    error = source.fault("Here.", source.text.index("\x01"))
    line = error.excerpt.split("\n")[0]
    assert error.position is not None
    assert line[caret_column(error.excerpt)] == "␁"
    assert line.isprintable() or "\u3000" in line
    assert typed[error.position] == "\x01"
    assert len(line) <= 62
