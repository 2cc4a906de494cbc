"""Your own steps on the workbench: shown on request, an error counted once and carried on."""

import re

import numpy as np

from attention_engine import format_array, mistake_title
from tests.dearest import heads_in_the_workbench
from tests.workbench.posting import (
    INPUTS,
    KEY,
    QUERY,
    WEIGHTS,
    post,
    right,
)


def test_the_steps_are_shown_only_when_asked_for(ask):
    assert "worked-steps" not in ask(WEIGHTS | {"answer": "1"})[1]
    assert "worked-steps" in ask(WEIGHTS | {"answer": "1", "show": "steps"})[1]


def test_an_error_is_counted_once_and_carried_on(ask):
    typed = {"computation": "scores", "query": QUERY, "key": KEY}
    typed |= {"step_dot_products": "3 1 3\n1 3 1", "step_scores": "1.5 .5 1.5\n.5 1.5 .5"}
    response, html = ask(typed)
    assert response.status_code == 200
    assert "The first wrong step is “Dot products”." in html
    assert "Consistent with your earlier step" in html


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


def test_shown_steps_stay_shown_until_they_are_hidden(client):
    shown = WEIGHTS | {"show": "steps"}
    assert post(client, shown, "swap")["show"] == "steps"
    assert "show" not in post(client, shown, "hide")


def test_the_texts_to_take_along_come_with_the_steps_and_not_before(ask):
    assert "Copy as Python" not in ask(WEIGHTS)[1]
    _response, html = ask(WEIGHTS | {"show": "steps"})
    for form, begins in (
        ("python", "&quot;&quot;&quot;Attention weights"),
        ("latex", "% Attention"),
        ("csv", "query 1,0,1,2"),
        ("markdown", "# Attention weights"),
    ):
        box = re.search(rf'<textarea id="export-{form}"[^>]* readonly[^>]*> ?([^<]*)', html)
        assert box[1].startswith(begins), box[1]


def test_long_steps_are_shown_for_the_first_heads_and_come_whole_as_files(client):
    typed = heads_in_the_workbench(1)
    html = " ".join(client.get("/workbench/", typed).content.decode().split())
    assert "And 14 more of the same shape (16 × 16 × 16 in all)." in html
    assert '<textarea id="export-' not in html
    for form in ("python", "latex", "csv", "markdown"):
        link = re.search(rf'href="(/workbench/steps\.{form}\?[^"]+)" download', html)[1]
        file = client.get(link.replace("&amp;", "&"))
        assert file["Content-Type"] == "text/plain; charset=utf-8"
        assert file["Content-Disposition"].startswith('attachment; filename="steps.')
        assert len(file.content) > 5_000
    assert client.get("/workbench/steps.exe", typed).status_code == 404
    assert client.get("/workbench/steps.csv", typed | {"X": "a"}).status_code == 404


def test_the_first_wrong_step_is_told_its_slip(ask):
    unscaled = format_array(np.array(INPUTS["query"]) @ np.array(INPUTS["key"]).T * 0.25)
    html = ask(WEIGHTS | {"step_scores": unscaled})[1]
    steps = html[html.index("Your steps, checked") :]
    assert mistake_title("scaled_by_d_k") in " ".join(steps.replace("<sub>k</sub>", "_k").split())


def test_what_was_carried_and_what_was_blank_is_said_over_the_steps(ask):
    typed = {"computation": "scores", "query": QUERY, "key": KEY}
    typed |= {"step_dot_products": "3 1 3\n1 3 1", "step_scores": "1.5 .5 1.5\n.5 1.5 .5"}
    assert "“Scaled scores” is consistent with your earlier steps" in ask(typed)[1]
    html = ask(WEIGHTS | {"step_dot_products": "3 1 3\n1 3 0", "step_weights": "1 0 0\n0 0 1"})[1]
    assert "You left “Scaled scores” blank, so “Weights” was judged with the right values" in html
    assert "and with those that follow from your own steps before." in html
    html = ask(WEIGHTS | {"step_scores": "x", "step_weights": "1 0 0\n0 0 1"})[1]
    assert "You left “Dot products” blank and “Scaled scores” could not be read, so" in html
    html = ask(WEIGHTS | {"step_dot_products": "3 1 3\n1 3 0"})[1]
    assert "Every step that you typed is right." in html
