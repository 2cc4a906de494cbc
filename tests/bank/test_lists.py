"""Lists: what CommonMark reads as an item is one on our pages, imported or written by hand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizzes.bank.importing.lines import Notes, joined, numbered
from quizzes.bank.importing.shaping import shape_context
from quizzes.bank.page.markdown import render_markdown
from quizzes.bank.rules.lists import unseen_lists

TAG = re.compile(r"</?(?:ul|ol|li)\b|[a-z]+\d+|<(?:pre|code)\b")


def tree(html):
    """Lists, items and words in their order. Lists of one kind that follow each other are one:
    our pages cannot tell `-` from `*`."""
    html = re.sub(r"<(?:p|br)\s*/?>|</p>|\n", " ", html)
    return re.sub(r"</(ul|ol) <\1 ", "", " ".join(TAG.findall(html)) + " ")


def common_mark(text):
    return tree(MarkdownIt("commonmark").render(text))


def imported(text):
    return joined(shape_context(numbered(text), Notes()))


SHAPES = [
    "2. t1:\n* a1\n* b1\n3. c1",
    "2. t1:\n   * a1\n   * b1\n3. c1",
    "2. t1:\n\n   * a1\n   * b1\n3. c1",
    "- a1\n\n  p1\n- b1",
    "- a1\n\n    p1\n- b1",
    "-   a1\n\n    p1\n-   b1",
    "1. a1\n\n   p1:\n   - x1\n   - y1\n2. b1",
    "10. a1\n\n    p1\n11. b1",
    "- a1\n  - b1\n\n    p1\n  - c1\n\n  p2\n- d1",
    "1. a1\n\n  p1\n2. b1",
    "p1\n2. x1",
    "- p1\n  12. x1",
    "- a1\n\n p1\n- b1",
    "p1:\n- a1\n1. b1\n- c1",
    "- a1\n1. b1\n   1. c1\n   - d1\n- e1",
]


@pytest.mark.parametrize("text", SHAPES)
def test_an_imported_list_is_the_one_that_common_mark_reads(text):
    assert tree(render_markdown(imported(text))) == common_mark(text)


@st.composite
def lists(draw):
    """Paragraphs and items, indented to where some open item begins, with blank lines or not."""
    columns, lines = [0], []
    for number in range(draw(st.integers(2, 9))):
        columns = columns[: draw(st.integers(1, len(columns)))]
        indent = " " * columns[-1]
        marker = draw(st.sampled_from(("", "", "- ", "* ", "1. ", f"{number + 2}. ", "-   ")))
        if marker:
            columns.append(columns[-1] + len(marker))
        lines += [""] * draw(st.integers(0, 1))
        lines.append(f"{indent}{marker}w{number}")
    return "\n".join(lines)


@given(lists())
def test_any_list_is_the_one_that_common_mark_reads(text):
    shaped = imported(text)
    assert tree(render_markdown(shaped)) == common_mark(text)
    assert list(unseen_lists(shaped)) == []


@given(lists())
def test_the_rule_names_a_line_of_every_list_that_our_pages_read_otherwise(text):
    if tree(render_markdown(text)) != common_mark(text):
        assert list(unseen_lists(text)) != []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("1. a\n\n    second\n2. b", [(4, "put an empty line before the list")]),
        ("1. a\n    - b\n\n    second\n\n2. c", []),
        ("2. Title:\n* a", [(2, "put an empty line before the list")]),
        (
            "2. Title:\n   * a",
            [(2, "indent this line by 4 spaces: it belongs to the item above")],
        ),
        ("- a\n\n```\n- b\n1. c\n```\n\n- d", []),
        ("$$\nx\n$$\n- d", [(4, "put an empty line before the list")]),
        ("> words\n> - a", [(2, "put an empty line before the list")]),
    ],
)
def test_the_rule_says_what_a_list_needs(text, faults):
    assert list(unseen_lists(text)) == faults
