"""Example and item blocks: found in their place, read strictly, faults with their lines."""

import pytest

from quizzes.bank.text.document import parse_question
from quizzes.bank.text.fences import split_blocks

from .conftest import question_text


def faults_of(body):
    _parsed, faults = parse_question("07-softmax.md", question_text(body=body))
    return [(fault.line - 9, fault.rule, fault.message) for fault in faults]


def test_a_body_is_split_in_reading_order_with_lines():
    body = "one\n\n```item\nkey: a\n```\ntwo\n```example\nt: b\n```\n"
    segments, faults = split_blocks("x.md", body, first_line=10)
    assert faults == []
    assert [(segment.type, segment.text, segment.line) for segment in segments] == [
        ("markdown", "one\n", 10),
        ("item", "key: a", 13),
        ("markdown", "two", 15),
        ("example", "t: b", 17),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "````text\n```item\nkey: a\n```\n````",
        "~~~\n```example\n```\n~~~",
        "```text\n~~~item\n```",
    ],
)
def test_a_block_shown_inside_other_code_is_no_block(body):
    segments, faults = split_blocks("x.md", body, first_line=1)
    assert [segment.type for segment in segments] == ["markdown"]
    assert faults == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("text\n```python\nx = 1", "the code fence ```python is not closed"),
        ("text\n  ```item\nkey: a\n```", "write ```item alone on its line, at the left edge"),
        ("text\n> ```item\n> key: a\n> ```", "write ```item alone on its line, at the left edge"),
        ("text\n```item key: a\n```", "write ```item alone on its line, at the left edge"),
    ],
)
def test_a_fence_that_is_open_or_out_of_place_is_a_fault(body, message):
    assert faults_of(body) == [(2, "FENCE", message)]


EXAMPLE = "```example\ntitle: Three\ncomputation: softmax\ninputs: {x: [1, 2]}\n```"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: Three", "title: ''", 2, "title"),
        ("softmax", "softmex", 2, "computation 'softmex' is unknown; choose from"),
        ("{x: [1, 2]}", "{y: [1, 2]}", 2, "softmax takes no input y; it takes x"),
        ("{x: [1, 2]}", "{}", 2, "softmax also needs the input x"),
        ("inputs: {x: [1, 2]}", "x: [1, 2]", 4, "put the computation's inputs under `inputs:`"),
        ("{x: [1, 2]}", "{x: [1, null]}", 2, "None is not a number, a list or a word"),
        ("inputs: {x: [1, 2]}", "inputs: {x: [1, 2}", 4, ""),
    ],
)
def test_an_example_block_with_a_fault_says_where_and_what(old, new, line, words):
    found = faults_of(EXAMPLE.replace(old, new))
    assert {rule for _line, rule, _message in found} == {"EXAMPLE"}
    assert any(at == line and words in message for at, _rule, message in found)


def test_an_item_block_with_faults_names_each_field_on_its_line():
    body = "```item\nkey: Bad Key\nkind: number\nask: x\nexplain: Because.\ndecimals: 99\n```"
    assert sorted((line, message.split(":")[0]) for line, _rule, message in faults_of(body)) == [
        (2, "computation"),
        (2, "givens"),
        (2, "key"),
        (6, "decimals"),
    ]


def test_an_unknown_kind_lists_the_known_ones():
    ((line, rule, message),) = faults_of("```item\nkey: a\nkind: essay\n```")
    assert (line, rule) == (3, "ITEM")
    assert "kinds are choice, choices, number" in message
