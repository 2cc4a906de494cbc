"""Worked examples: own numbers in the URL, every step, faults next to their field."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attention_engine import worked_answer
from quizzes.models import Question, Status, Topic
from quizzes.templatetags.numbers import engine_words
from tests.query_texts import query_texts

INPUTS = {"query": [[1, 0, 1, 2], [0, 1, 1, 0]], "key": [[1, 1, 0, 1], [0, 2, 1, 0]]}
BLOCKS = [
    {
        "type": "example",
        "key": "two-words",
        "title": "Two words by hand",
        "computation": "attention_weights",
        "inputs": INPUTS,
        "note_html": "<p>A note.</p>",
    },
    {"type": "html", "html": "<p>Text.</p>", "headings": []},
]
ADDRESS = "/questions/dots/examples/two-words/"
LIVE = {"HX-Request": "true", "HX-Target": "steps-two-words"}


@pytest.fixture
def question(db) -> Question:
    return Question.objects.create(
        number=24,
        slug="dots",
        title="How do dots work?",
        topic=Topic.objects.create(slug="scores", title="Scores"),
        difficulty=2,
        status=Status.PUBLISHED,
        blocks=BLOCKS,
    )


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_example_stands_at_its_address_with_its_own_numbers(client, question):
    response = client.get(reverse("example", args=["dots", "two-words"]))
    html = text_of(response)
    assert response.status_code == 200
    assert "<h1" in html
    assert "Two words by hand" in html
    assert "A note." in html
    assert "1 0 1 2 0 1 1 0</textarea>" in html


def test_every_step_has_its_title_formula_value_and_sentence(client, question):
    html = text_of(client.get(ADDRESS))
    steps = worked_answer("attention_weights", **INPUTS).steps
    assert html.count('<li class="worked-step">') == len(steps)
    for step in steps:
        assert f"<strong>{step.title}</strong>" in html
        assert engine_words(step.explanation) in html
    assert html.count("<math") == 2 * len(steps)
    assert html.count('<table class="matrix"') == len(steps)


def test_other_numbers_and_other_sizes_are_computed(client, question):
    response = client.get(ADDRESS, {"query": "1 0", "key": "2 0\n0 2\n1 1\n0 0"})
    html = text_of(response)
    assert response.status_code == 200
    assert 'aria-label="1 row, 4 columns"' in html
    assert "1 0</textarea>" in html


def test_the_link_on_the_page_brings_exactly_these_numbers_back(client, question):
    typed = {"query": "1/3 0", "key": "2 0\n0 1e-3", "is_causal": "1", "scale": "1/sqrt(3)"}
    first = client.get(ADDRESS, typed)
    link = re.search(r'<a href="([^"]+)">Link to these numbers', text_of(first))[1]
    parts = urlsplit(link.replace("&amp;", "&"))
    assert dict(parse_qsl(parts.query)) == typed
    assert client.get(f"{parts.path}?{parts.query}").content == first.content


def test_a_box_that_is_not_ticked_is_off_once_numbers_were_typed(client, question):
    ticked = client.get(ADDRESS, {"query": "1\n2", "key": "1\n2", "is_causal": "1"})
    plain = client.get(ADDRESS, {"query": "1\n2", "key": "1\n2"})
    assert "Masked scores" in text_of(ticked)
    assert "Masked scores" not in text_of(plain)


def test_unknown_parameters_are_ignored_and_the_first_of_a_repeated_one_counts(client, question):
    response = client.get(f"{ADDRESS}?colour=red&query=1&query=x&key=2&QUERY=3")
    assert response.status_code == 200
    assert "1</textarea>" in text_of(response)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"query": "1 2\n3"}, "query", "Row 2 has 1 number"),
        ({"query": ""}, "query", "Type a number or a matrix first"),
        ({"query": "1 2 3"}, "key", "key has 4 columns but query has 3"),
        ({"query": "\0"}, "query", "does not belong in a number"),
        ({"query": "1e999"}, "query", "too large"),
        ({"scale": "0 1"}, "scale", "Type one number, not 2."),
        ({"attn_mask": "1 0 1"}, "attn_mask", "attn_mask"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_the_other_fields_are_kept(
    client, question, typed, field, said
):
    response = client.get(ADDRESS, {"query": "1 0 1 2", "key": "9 1 0 1"} | typed)
    html = text_of(response)
    assert response.status_code == 422
    error = re.search(rf'id="given-two-words-{field}-error">\s*<p>([^<]*)<', html)[1]
    assert said in error
    assert "9 1 0 1</textarea>" in html
    assert "worked-step" not in html.replace("worked-steps", "")


def test_an_address_that_programs_would_cut_is_refused_kindly(client, question):
    long = "\n".join([" ".join(["0.12345678901234567"] * 16)] * 16)
    response = client.get(ADDRESS, {"query": long, "key": long})
    assert response.status_code == 422
    assert "more than 6,000 characters" in text_of(response)
    assert "worked-steps" not in text_of(response)


def test_an_address_too_long_to_read_is_refused_kindly(client, question):
    response = client.get(ADDRESS, {"query": "1 " * 12_000})
    assert response.status_code == 422
    assert "more than 6,000 characters" in text_of(response)


def test_live_the_steps_come_alone_with_the_errors_put_beside_their_fields(client, question):
    good = client.get(ADDRESS, {"query": "1", "key": "2"}, headers=LIVE)
    html = text_of(good)
    assert "<html" not in html
    assert "<textarea" not in html
    assert 'data-announce="3 steps computed. Weights: 1 × 1."' in html
    assert 'id="given-two-words-query-error" hx-swap-oob="true"></div>' in html
    bad = client.get(ADDRESS, {"query": "x", "key": "2"}, headers=LIVE)
    assert bad.status_code == 422
    assert 'data-announce="Not computed. Please look at query."' in text_of(bad)
    assert "HX-Request" in bad.headers["Vary"]


def test_live_the_reset_brings_the_whole_panel_back(client, question):
    headers = LIVE | {"HX-Target": "example-two-words"}
    html = text_of(client.get(ADDRESS, headers=headers))
    assert html.startswith('<section class="worked-example')
    assert "<h3" in html
    assert "hx-replace-url" not in html
    there = headers | {"HX-Current-URL": f"http://testserver{ADDRESS}?query=1"}
    assert "hx-replace-url" in text_of(client.get(ADDRESS, headers=there))


def test_live_the_address_follows_the_numbers_on_the_page_of_the_example_alone(client, question):
    typed = {"query": "1\n2", "key": "2", "scale": ""}
    there = LIVE | {"HX-Current-URL": f"http://testserver{ADDRESS}"}
    response = client.get(ADDRESS, typed, headers=there)
    assert response.headers["HX-Replace-Url"] == f"{ADDRESS}?query=1%0A2&key=2"
    elsewhere = LIVE | {"HX-Current-URL": "http://testserver/questions/dots/"}
    assert "HX-Replace-Url" not in client.get(ADDRESS, typed, headers=elsewhere).headers


def test_a_number_that_is_markup_stays_text(client, question):
    response = client.get(ADDRESS, {"query": "<script>alert(1)</script>", "key": "</textarea><b>"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "<script>alert" not in html
    assert "</textarea><b>" not in html


@pytest.mark.parametrize("path", ["dots/examples/none/", "none/examples/two-words/"])
def test_an_unknown_example_is_not_found(client, question, path):
    assert client.get(f"/questions/{path}").status_code == 404


def test_only_reading_is_allowed(client, question):
    assert client.post(ADDRESS).status_code == 405


def test_reading_an_example_sets_no_cookie_and_touches_one_row(
    client, question, django_assert_num_queries
):
    with django_assert_num_queries(1):
        response = client.get(ADDRESS, {"query": "1", "key": "2"})
    assert not response.cookies


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    typed=st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("query", "key", "attn_mask", "scale", "?"), query_texts)
    )
)
def test_no_text_in_an_address_breaks_the_page(client, question, typed):
    assert client.get(ADDRESS, typed).status_code in (200, 422)
