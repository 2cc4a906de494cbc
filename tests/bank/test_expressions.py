"""`{{ }}`: one engine call on literals is computed; everything else is refused, never run."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.bank.page.expressions import ExpressionError, evaluate, read
from quizzes.bank.page.inline import evaluate_inline


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("softmax([20, 18, 19]):.3f", "(0.665, 0.090, 0.245)"),
        ("softmax([20, 18, 19])[0]:.2f", "0.67"),
        ("softmax([20, 18, 19])[-1]:.0%", "24%"),
        ("softmax([2, 1], temperature=0.5):.2f", "(0.88, 0.12)"),
        ("softmax([[1, 1], [0, 0]]):.1f", "((0.5, 0.5), (0.5, 0.5))"),
        ('parse_array("sqrt(512)"):.1f', "22.6"),
        ("attention_cost(4096, 64).flops:,", "4,294,967,296"),
        ("attention_cost(length=10, dim=2).time_order", "O(n^2 d)"),
        (
            "scaled_dot_product_attention([[0]], [[1], [1]], [[1], [3]]).output[0]:.1f",
            "(2.0)",
        ),
        ("dot_product_scores([[1, 2]], [[3, 4], [0, 1]])[0, 1]:.0f", "2"),
    ],
)
def test_an_engine_call_is_shown_in_its_format(source, shown):
    assert evaluate(source) == shown


def test_a_negative_number_has_a_minus_sign_and_no_hyphen():
    assert evaluate("dot_product_scores([[1]], [[-3], [2]])[0]:.1f") == "(−3.0, 2.0)"
    assert evaluate('parse_array("-0.00001"):.0e') == "−1e−05"


def test_a_number_that_rounds_to_zero_has_no_sign():
    assert evaluate('parse_array("-0.0001"):.2f') == "0.00"


@pytest.mark.parametrize(
    "source",
    [
        "",
        "1 + 1",
        "2**9**9",
        "softmax",
        "softmax([1]) + 1",
        "softmax([2**9])",
        "softmax([x for x in [1]])",
        "softmax((1, 2))",
        "softmax([1]).__class__",
        "softmax([1]).tobytes",
        "softmax.__globals__",
        "softmax([1])()",
        "softmax([1])[0][0]",
        "softmax([1])[0:1]",
        "softmax([1])[0, 0]",
        "softmax([[1]])[0, 1:]",
        "softmax([[1]])[()]",
        "softmax(*[1])",
        "softmax(**{'x': [1]})",
        "softmax(lambda: 1)",
        "softmax(open('/etc/passwd'))",
        "softmax(f'{1}')",
        "softmax(x := [1])",
        "softmax({'a': 1})",
        "softmax(b'1')",
        "softmax(None)",
        "softmax(1j)",
        "softmax(...)",
        "__import__('os')",
        "eval('1')",
        "open('/etc/passwd')",
        "check_answer([1], [1])",
        "attention_engine.softmax([1])",
        "softmax([1]):>99999999999d",
        "softmax([1]):{0}",
        "softmax([1]):.999f",
        "softmax([1]):s",
        "softmax([1e999])",
        "softmax([])",
        "softmax('a')",
        "softmax([1], nonsense=2)",
        "softmax([10000000000000000000])",
        "attention_cost(4096, 64)",
        "attention_cost(4096, 64).flops.real",
        "softmax([1\\n])",
        "local_global_mask(100000, 1, 1)",
        "import os",
        "softmax([" + "1," * 300 + "1])",
        "softmax(" + "[" * 100 + "1" + "]" * 100 + ")",
        "(" * 300 + ")" * 300,
    ],
)
def test_all_else_is_refused(source):
    with pytest.raises(ExpressionError):
        evaluate(source)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_and_nothing_else_happens(text):
    try:
        call = read(text)
    except ExpressionError:
        return
    assert isinstance(call.function, str)


def test_expressions_are_replaced_and_lines_stay():
    evaluated = evaluate_inline(
        "a\n{{ softmax([1, 1]):.1f }}\n\n$x = {{ softmax([1, 1])[0]:.1f }}$"
    )
    assert evaluated.text == "a\n(0.5, 0.5)\n\n$x = 0.5$"
    assert evaluated.faults == []


@pytest.mark.parametrize(
    "text",
    [
        "`{{ x }}`",
        "``a ` {{ x }}``",
        "```python\n{{ x }}\n```",
        "~~~\n{{ x }}\n~~~",
        "> ```\n> {{ x }}\n> ```",
        "text\n\n    {{ x }}\n",
    ],
)
def test_inside_code_nothing_is_evaluated(text):
    evaluated = evaluate_inline(text)
    assert (evaluated.text, evaluated.faults) == (text, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n{{ foo(1) }}", 2),
        ("a\n\n{{ softmax([1, 2]", 3),
        ("a\n{{ softmax(\n[1]) }}", 2),
        ("{{ softmax([]) }}", 1),
        ("$\\frac{{a}}{b}$", 1),
    ],
)
def test_a_fault_has_its_line_and_the_text_stays(text, line):
    evaluated = evaluate_inline(text)
    assert [found for found, _message in evaluated.faults] == [line]
    assert evaluated.text == text


def test_a_hundred_thousand_braces_take_no_time():
    start = time.monotonic()
    evaluate_inline("{{ " * 30_000)
    evaluate_inline("{{ softmax([1, 2]) }} " * 5_000)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('parse_array("1.0625"):.3f', "1.063"),
        ('parse_array("-1.0625"):.3f', "−1.063"),
        ('parse_array("0.5"):.0f', "1"),
        ('parse_array("2.675"):.2f', "2.68"),
        ('parse_array("12345.5"):,.0f', "12,346"),
        ('parse_array("0.0004"):.3f', "0.000"),
        ('parse_array("-0.0004"):.3f', "0.000"),
    ],
)
def test_an_exact_half_goes_up_as_by_hand(source, shown):
    assert evaluate(source) == shown
