"""No text takes long to render: whatever grows with the square of a text has a limit."""

import time

import pytest

from quizzes.bank.checking.check import check_question_texts
from quizzes.bank.page.markdown import Converter
from quizzes.bank.text.limits import over_limit
from tests.bank.conftest import question_text

SIZE = 240_000
SHAPES = {
    "tags": "<div>",
    "tags on lines": "<div>\n",
    "tags in paragraphs": "<div>\n\n",
    "closed tags": "<p>a</p>\n\n",
    "open tags": "<a \n\n",
    "comments": "<!--\n\n",
    "tables of HTML": "<table><tr><td>\n",
    "code": "    code\n",
    "code in paragraphs": "    code\n\n",
    "fences": "```\ncode\n```\n\n",
    "fences that nothing ends": "```a\n\n",
    "fences on lines": "~~~\n",
    "backticks": "`a\n\n",
    "lists": "- a\n",
    "lists of paragraphs": "- a\n\n    b\n\n",
    "quotations": "> a\n\n",
    "deep quotations": ">",
    "emphasis": "*a **b\n\n",
    "brackets": "[",
    "brackets in paragraphs": "[a\n\n",
    "links": "[a](/b) ",
    "references": "[a]: /b\n\n[a]\n\n",
    "tables": "|a|b|\n|-|-|\n|1|2|\n\n",
    "rows of a table": "|a|b|\n|-|-|\n",
    "formulas": "$a$ ",
    "formulas that nothing ends": "\\( a\n\n",
    "dollars": "$$ a\n\n",
    "headings": "## a\n\n",
    "underlined headings": "a\n---\n\n",
    "rules": "---\n",
    "spaces": " ",
    "empty lines": "\n",
    "one word": "a",
    "expressions": "{{ 1 + 1 }}\n\n",
    "expressions that nothing ends": "{{ \n\n",
}


@pytest.mark.parametrize("unit", SHAPES.values(), ids=SHAPES)
def test_a_text_of_240_kilobytes_is_refused_at_once_with_the_limit(unit):
    text = (unit * SIZE)[:SIZE]
    started = time.thread_time()
    converted = Converter().convert(text)
    assert time.thread_time() - started < 1
    assert converted.limit
    assert "60,000 characters" in converted.limit[1]
    assert converted.html.startswith("<pre>")


@pytest.mark.parametrize("unit", SHAPES.values(), ids=SHAPES)
def test_an_editor_is_told_one_reason_at_once(unit):
    text = (unit * SIZE)[:SIZE]
    body = f"## In thirty seconds\n\nShort.\n\n## The long answer\n\n{text}\n"
    source = question_text(7, body=body)
    started = time.thread_time()
    faults = check_question_texts("07-softmax.md", source)
    assert time.thread_time() - started < 2
    # A fence that nothing ends is refused before anything is rendered.
    assert {fault.rule for fault in faults} in ({"LIMIT"}, {"FENCE"})


@pytest.mark.parametrize("unit", SHAPES.values(), ids=SHAPES)
def test_the_largest_text_that_is_taken_is_rendered_soon(unit):
    text = largest(unit)
    assert over_limit(text) is None
    started = time.thread_time()
    Converter().convert(text)
    # The longest take about 1 s on a slow machine; without the limits some took 20 s.
    assert time.thread_time() - started < 3


def largest(unit: str) -> str:
    """The longest text of units, in lines of a few and in paragraphs, that is within all limits."""
    for per_paragraph in (1000, 200, 50, 12, 1):
        paragraph = unit * per_paragraph
        few, many = 0, SIZE // len(paragraph)
        while few < many:
            count = (few + many + 1) // 2
            if over_limit("\n\n".join([paragraph] * count)) is None:
                few = count
            else:
                many = count - 1
        if few:
            return "\n\n".join([paragraph] * few)
    raise AssertionError(f"not even one {unit!r} is taken")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n" * 2_001, 1, "more than 2,000 lines"),
        ("{{ 1 }} " * 501, 1, "more than 500 expressions"),
        ("[a] " * 250 + "\n\n" + "[a]\n\n" * 1_751, 1, "more than 2,000 opening brackets"),
        ("a < b\n\n" * 501, 1, "more than 500 tags"),
        ("\\(a\\) " * 2_001, 1, "more than 2,000 formulas"),
        ("one\n\n" + "|a" * 100 + "\n" + "|-|\n" * 50, 3, "a table has more than 5,000 cells"),
        ("one\n\n" + "> " * 7 + "deep", 3, "nested more than 6 deep"),
    ],
    ids=["lines", "expressions", "brackets", "tags", "formulas", "cells", "quotations"],
)
def test_each_limit_is_named_with_its_line(text, line, words):
    found = over_limit(text)
    assert found is not None
    assert found[0] == line
    assert words in found[1]


def test_an_ordinary_page_of_half_the_limit_is_taken():
    paragraph = "Softmax of $s$ is `softmax(s)`, see [this](/questions/a/).\n\n- one\n- two\n\n"
    assert over_limit(paragraph * 300) is None
