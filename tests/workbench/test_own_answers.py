"""Your own answer on the workbench: judged, its mistake named, the right value not revealed."""

import re

import numpy as np
import pytest

from attention_engine import (
    check_answer,
    compute,
    explain_mistake,
    format_array,
    mistake_title,
    mistake_values,
)
from quizzes.templatetags.numbers import engine_words
from tests.workbench.posting import (
    INPUTS,
    KEY,
    QUERY,
    WEIGHTS,
    right,
)

# Mistakes whose value differs from the right one by more than the usual tolerance.
MISTAKES = [
    mistake
    for mistake, value in mistake_values("attention_weights", INPUTS).items()
    if check_answer(compute("attention_weights", INPUTS), value).verdict == "wrong"
]


def test_a_right_answer_is_echoed_and_right(ask):
    response, html = ask(WEIGHTS | {"answer": right()})
    assert response.status_code == 200
    assert "<strong>Right</strong>" in html
    assert "Read as 2 × 3" in html
    assert html.count('class="cell-right"') == 6
    # The heading says that it is right, so the sentence under it continues from there.
    assert re.search(r"<p>Your largest error is \d\S+ \(Tolerance: ", html)


@pytest.mark.parametrize("form", ["{}", "np.array({})", "tensor({})"])
def test_the_answer_may_be_pasted_in_any_form(ask, form):
    assert "<strong>Right</strong>" in ask(WEIGHTS | {"answer": form.format(right())})[1]


def test_too_few_digits_are_told_apart_from_wrong(ask):
    _response, html = ask(WEIGHTS | {"answer": right(2), "decimals": "3"})
    assert "The right idea, too few digits" in html
    assert "three decimals" in html


def test_the_wrong_cells_are_marked_and_the_right_value_is_not_told(ask):
    answer = compute("attention_weights", INPUTS).round(3)
    shown = f"{answer[1, 2]:.3f}"
    answer[1, 2] += 0.2
    _response, html = ask(WEIGHTS | {"answer": format_array(answer)})
    assert "Not right yet" in html
    assert html.count('class="cell-wrong"') == 1
    assert html.count('class="cell-right"') == 5
    assert shown not in html


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_known_mistake_is_named_and_explained(ask, mistake):
    value = mistake_values("attention_weights", INPUTS)[mistake]
    _response, html = ask(WEIGHTS | {"answer": format_array(value)})
    assert "Likely mistake: " in html
    assert engine_words(mistake_title(mistake)) in html
    assert engine_words(explain_mistake(mistake, "attention_weights", INPUTS)) in html


def test_an_answer_that_cannot_be_read_costs_nothing_and_says_where(ask):
    response, html = ask(WEIGHTS | {"answer": "0.1 0.2 0.7\n0.3 oops 0.7"})
    assert response.status_code == 422
    assert re.search(r'id="own-answer-error"><p>[^<]*line 2, character 5', html)
    assert "oops 0.7</textarea>" in html


def test_a_wrong_shape_names_both_shapes(ask):
    _response, html = ask(WEIGHTS | {"answer": "0.5 0.5"})
    assert "a list of 2 numbers" in html
    assert "2 x 3" in html


def test_a_list_is_taken_for_the_one_row_that_is_asked(ask):
    typed = WEIGHTS | {"query": "0 0 0 0", "answer": "1/3 1/3 1/3"}
    assert "<strong>Right</strong>" in ask(typed)[1]


def test_a_column_is_taken_for_the_list_that_is_asked(ask):
    for column_or_row in ("50%\n50%", "[[50%, 50%]]"):
        typed = {"computation": "softmax", "x": "0 0", "answer": column_or_row}
        assert "<strong>Right</strong>" in ask(typed)[1]


def test_two_slips_at_once_are_both_named(ask):
    unscaled = np.exp(np.array(INPUTS["query"]) @ np.array(INPUTS["key"]).T)
    _response, html = ask(WEIGHTS | {"answer": format_array(unscaled / unscaled.sum(axis=0))})
    assert "Two mistakes at once" in html
    assert "Together they give exactly your numbers." in html


def test_a_slip_in_one_row_is_placed_there(ask):
    answer = compute("attention_weights", INPUTS).round(4)
    answer[1] = mistake_values("attention_weights", INPUTS)["unscaled"][1]
    # With four decimals, three numbers are enough to be sure of the cause.
    _response, html = ask(WEIGHTS | {"answer": format_array(answer, 4), "decimals": "4"})
    title = engine_words(mistake_title("unscaled"))
    assert f"Row 2 only: <strong>{title}</strong>" in html


def test_one_wrong_cell_has_its_arithmetic_written_out_but_not_its_result(ask):
    answer = compute("scores", INPUTS)
    result = answer[1, 1]
    answer[1, 1] += 0.77
    typed = {"computation": "scores", "query": QUERY, "key": KEY, "answer": format_array(answer)}
    _response, html = ask(typed)
    shown = html[html.index("Only row 2, column 2 is wrong.") :]
    assert "<math" in shown[: shown.index("</ol>")]
    assert f"<mn>{result:g}</mn>" not in shown[: shown.index("</ol>")]


def test_numbers_that_no_known_slip_gives_are_sent_on_to_the_steps(ask):
    _response, html = ask(WEIGHTS | {"answer": "9 8 7\n6 5 4"})
    assert "We don't recognize this mistake." in html
