"""The workbench: own numbers, own results, every step; nothing stored, no answer before asked."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attention_engine import (
    check_answer,
    computation_names,
    compute,
    explain_mistake,
    format_array,
    mistake_title,
    mistake_values,
)
from quizzes.services.presets import PRESETS
from quizzes.templatetags.numbers import engine_words

from .query_texts import query_texts

QUERY, KEY = "1 0 1 2\n0 1 1 0", "1 1 0 1\n0 2 1 0\n1 0 0 1"
WEIGHTS = {"computation": "attention_weights", "query": QUERY, "key": KEY}
INPUTS = {
    "query": [[1, 0, 1, 2], [0, 1, 1, 0]],
    "key": [[1, 1, 0, 1], [0, 2, 1, 0], [1, 0, 0, 1]],
}
ADDRESS = "/workbench/"
# Those whose value differs from the right one by more than the usual tolerance.
MISTAKES = [
    mistake
    for mistake, value in mistake_values("attention_weights", INPUTS).items()
    if check_answer(compute("attention_weights", INPUTS), value).verdict == "wrong"
]
PARAMETERS = (
    *("query", "key", "value", "x", "X", "W_q", "length", "dim", "method", "attn_mask", "scale"),
    *("temperature", "is_causal", "answer", "decimals", "show", "step_scores", "step_weights"),
)


@pytest.fixture
def ask(client):
    """The page for a query, as its response and its text in one line."""

    def get(query, **headers):
        response = client.get(ADDRESS, query, headers=headers)
        return response, " ".join(response.content.decode().split())

    return get


def right(decimals: int | None = 4) -> str:
    return format_array(compute("attention_weights", INPUTS), decimals=decimals)


def test_the_workbench_opens_with_numbers_to_start_from_and_shows_no_result(ask):
    response, html = ask({})
    assert reverse("workbench") == ADDRESS
    assert response.status_code == 200
    assert "1 0 1 2 0 1 1 0</textarea>" in html
    assert "worked-steps" not in html
    assert format_array(compute("attention_weights", INPUTS)[0, 0], 3) not in html


@pytest.mark.parametrize("computation", computation_names())
def test_every_computation_has_its_fields_presets_and_steps(ask, computation):
    response, html = ask({"computation": computation, "show": "steps"})
    assert response.status_code == 200
    assert "worked-steps" in html
    assert "Start from an example" in html


@pytest.mark.parametrize(
    ("computation", "inputs"),
    [(name, inputs) for name, presets in PRESETS.items() for _title, inputs in presets],
)
def test_every_preset_is_read_and_computed(ask, computation, inputs):
    compute(computation, inputs)
    _response, html = ask({"computation": computation})
    for link in re.findall(r'<a href="(/workbench/\?[^"]+)">', html):
        assert ask(dict_of(link))[0].status_code == 200


def test_a_right_answer_is_echoed_and_right(ask):
    response, html = ask(WEIGHTS | {"answer": right()})
    assert response.status_code == 200
    assert "<strong>Right</strong>" in html
    assert "Read as 2 × 3" in html
    assert html.count('class="cell-right"') == 6
    assert "Each number may be off by" in html


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
    assert "Exactly these numbers come out of one slip" in html
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
    typed = {"computation": "softmax", "x": "0 0", "answer": "50%\n50%"}
    assert "<strong>Right</strong>" in ask(typed)[1]


def test_the_steps_are_shown_only_when_asked_for(ask):
    assert "worked-steps" not in ask(WEIGHTS | {"answer": "1"})[1]
    assert "worked-steps" in ask(WEIGHTS | {"answer": "1", "show": "steps"})[1]


def test_an_error_is_counted_once_and_carried_on(ask):
    typed = {"computation": "scores", "query": QUERY, "key": KEY}
    typed |= {"step_dot_products": "3 1 3\n1 3 1", "step_scores": "1.5 .5 1.5\n.5 1.5 .5"}
    response, html = ask(typed)
    assert response.status_code == 200
    assert "The first step that is not right is <strong>dot products</strong>" in html
    assert "Right from your own earlier value" in html


def test_a_step_left_blank_is_not_judged(ask):
    _response, html = ask(WEIGHTS | {"step_weights": right()})
    assert html.count("Left blank") == 2
    assert '<span class="tag tag-right">Right</span>' in html


def test_a_step_that_cannot_be_read_is_told_and_the_others_are_judged(ask):
    response, html = ask(WEIGHTS | {"step_scores": "x", "step_weights": right()})
    assert response.status_code == 422
    assert "Could not be read" in html
    assert '<span class="tag tag-right">Right</span>' in html


def test_hidden_scores_may_be_typed_as_minus_infinity(ask):
    typed = {"computation": "attention_weights", "query": "1\n1", "key": "1\n1", "is_causal": "1"}
    html = ask(typed | {"step_masked_scores": "1 -inf\n1 1"})[1]
    assert '<span class="tag tag-right">Right</span>' in html
    assert "−∞" in html


def test_a_fault_in_the_numbers_keeps_the_answer_and_the_steps(ask):
    typed = WEIGHTS | {"query": "1 2 3", "answer": "0.123", "step_scores": "4.56"}
    response, html = ask(typed)
    assert response.status_code == 422
    assert "key has 4 columns but query has 3" in html
    assert "0.123</textarea>" in html
    assert "4.56</textarea>" in html


def test_an_unknown_computation_is_told(ask):
    response, html = ask({"computation": "<b>magic</b>"})
    assert response.status_code == 422
    assert "There is no computation named “&lt;b&gt;magic&lt;/b&gt;”" in html


def test_the_link_brings_everything_back(ask):
    typed = WEIGHTS | {"answer": right(), "decimals": "3", "show": "steps", "step_scores": "1 2"}
    first, html = ask(typed)
    link = re.search(r'id="bench-address" value="([^"]+)"', html)[1]
    assert link.startswith("http://testserver/workbench/?")
    assert ask(dict_of(link))[0].content == first.content


def test_live_the_result_comes_alone(ask):
    live = {"HX-Request": "true", "HX-Target": "workbench-result"}
    response, html = ask(WEIGHTS | {"answer": right()}, **live)
    assert "<html" not in html
    assert 'data-announce="Right."' in html
    assert 'id="own-answer-error" hx-swap-oob="true"' in html
    assert "HX-Target" in response.headers["Vary"]


def test_live_a_text_that_cannot_be_read_is_announced_with_its_reason(ask):
    live = {"HX-Request": "true", "HX-Target": "workbench-result"}
    _response, html = ask(WEIGHTS | {"answer": "a"}, **live)
    assert 'data-announce="Could not be read: “a” is no number' in html


def test_choosing_a_computation_live_brings_the_whole_page(ask):
    _response, html = ask({"computation": "softmax"}, **{"HX-Request": "true", "HX-Target": "main"})
    assert '<main id="main"' in html
    assert "Scores, one row for each softmax" in html


def test_an_address_too_long_is_refused_kindly(ask):
    for answer in ("0.1 " * 2_000, "0.1 " * 6_000):
        response, html = ask(WEIGHTS | {"answer": answer})
        assert response.status_code == 422
        assert "more than 6,000 characters" in html


def test_nothing_is_stored_and_no_cookie_is_set(ask, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response, _html = ask(WEIGHTS | {"answer": right()})
    assert not response.cookies


def test_only_reading_and_posting_the_form_is_allowed(client):
    assert client.put(ADDRESS).status_code == 405
    assert client.delete(ADDRESS).status_code == 405


def test_huge_numbers_are_a_sentence_and_no_failure(ask):
    response, html = ask(WEIGHTS | {"query": "1e308 1e308 1e308 1e308"})
    assert response.status_code == 422
    assert "overflow" in html


def test_the_largest_counts_are_computed(ask):
    most = dict.fromkeys(("length", "dim", "heads", "value_dim"), "100000")
    response, html = ask({"computation": "complexity", "show": "steps"} | most)
    assert response.status_code == 200
    assert "4.00×10²⁰" in html


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    typed=st.fixed_dictionaries(
        {"computation": st.sampled_from(computation_names()) | query_texts},
        optional=dict.fromkeys(PARAMETERS, query_texts),
    )
)
def test_no_text_in_an_address_breaks_the_page(client, typed):
    assert client.get(ADDRESS, typed).status_code in (200, 422)


def dict_of(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link.replace("&amp;", "&")).query))
