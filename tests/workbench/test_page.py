"""The workbench: your numbers, every step, nothing stored, and no answer before you ask."""

import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attention_engine import computation_names, compute, format_array
from quizzes.workbench.presets import PRESETS
from tests.examples import usually
from tests.query_texts import query_texts
from tests.workbench.posting import (
    ADDRESS,
    INPUTS,
    PARAMETERS,
    WEIGHTS,
    dict_of,
    right,
)


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
    assert 'data-announce="Could not be read: We couldn&#x27;t read “a”' in html


def test_choosing_a_computation_live_brings_the_whole_page(ask):
    _response, html = ask({"computation": "softmax"}, **{"HX-Request": "true", "HX-Target": "main"})
    assert '<main id="main"' in html
    assert "Scores, one row for each softmax" in html


def test_nothing_is_stored_and_no_cookie_is_set(ask, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response, _html = ask(WEIGHTS | {"answer": right()})
    assert not response.cookies


def test_only_reading_and_posting_the_form_is_allowed(client):
    assert client.put(ADDRESS).status_code == 405
    assert client.delete(ADDRESS).status_code == 405


@settings(
    max_examples=usually(40, soak=120),
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


def test_the_numbers_are_echoed_as_they_were_read(ask):
    typed = WEIGHTS | {
        "query": r"\begin{bmatrix}1/4 & 0 & 1 & 2\end{bmatrix}",
        "scale": "1/sqrt(4)",
    }
    _response, html = ask(typed)
    read = html[html.index("as they were read") :]
    assert "query<span" in read
    assert "<td>0.25</td>" in read
    assert "= 0.5" in read


def test_a_fault_shows_its_line_with_a_caret_under_the_place(ask):
    for name in ("query", "answer", "step_scores"):
        response, _html = ask(WEIGHTS | {name: "1 2 3 4\n1 oops 3 4"})
        assert response.status_code == 422
        raw = response.content.decode()
        assert "1 oops 3 4\n  ^" in raw, name
