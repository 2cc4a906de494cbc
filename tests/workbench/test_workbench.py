"""The workbench: own numbers, own results, every step; nothing stored, no answer before asked."""

import re
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from django.test import Client
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
    parse_array,
)
from quizzes.templatetags.numbers import engine_words
from quizzes.workbench.presets import PRESETS
from quizzes.workbench.too_large import amount
from quizzes.workbench.tools import tools_for
from tests.query_texts import query_texts

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
    # The heading says that it is right: the sentence under it goes on from there.
    assert re.search(r"<p>Each number may be off by [^;]+; your largest difference is \d", html)


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
    assert "Your answer is exactly what this slip gives: " in html
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


def test_the_steps_are_shown_only_when_asked_for(ask):
    assert "worked-steps" not in ask(WEIGHTS | {"answer": "1"})[1]
    assert "worked-steps" in ask(WEIGHTS | {"answer": "1", "show": "steps"})[1]


def test_an_error_is_counted_once_and_carried_on(ask):
    typed = {"computation": "scores", "query": QUERY, "key": KEY}
    typed |= {"step_dot_products": "3 1 3\n1 3 1", "step_scores": "1.5 .5 1.5\n.5 1.5 .5"}
    response, html = ask(typed)
    assert response.status_code == 200
    assert "The first step that is not right is “Dot products”." in html
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
    query = urlsplit(link.replace("&amp;", "&")).query
    return dict(parse_qsl(query, keep_blank_values=True))


def post(client, typed: dict[str, str], tool: str = "") -> dict[str, str]:
    """What stands in the address to which the form leads."""
    response = client.post(ADDRESS, typed | ({"tool": tool} if tool else {}))
    assert response.status_code == 303
    return dict_of(response.headers["Location"])


def test_the_form_leads_to_an_address_that_holds_all_that_was_typed(client):
    typed = WEIGHTS | {"answer": right(), "decimals": "3", "step_scores": "1 2\n3 4", "scale": "1"}
    assert post(client, typed) == typed


def test_swap_exchanges_queries_and_keys_as_they_were_typed(client):
    typed = WEIGHTS | {"query": "[[1, 1/3]]", "key": "2 2"}
    assert post(client, typed, "swap") == typed | {"query": "2 2", "key": "[[1, 1/3]]"}
    additive = {"computation": "additive_scores", "W_q": "1 2", "W_k": "3"}
    swapped = post(client, additive, "swap")
    assert (swapped["W_q"], swapped["W_k"]) == ("3", "1 2")


@pytest.mark.parametrize(
    ("typed", "transposed"),
    [
        ("1 2\n3 1/3", "1 3\n2 0.3333333333333333"),
        ("[[[1, 2]], [[3, 4]]]", "[[[1], [2]], [[3], [4]]]"),
        ("1 2 3", "1\n2\n3"),
        ("nothing", "nothing"),
    ],
)
def test_a_given_is_transposed(client, typed, transposed):
    assert post(client, WEIGHTS | {"key": typed}, "transpose:key")["key"] == transposed


def test_a_mask_keeps_its_hidden_keys_when_transposed(client):
    typed = WEIGHTS | {"attn_mask": "0 -inf\n0.5 0"}
    found = post(client, typed, "transpose:attn_mask")["attn_mask"]
    assert found == "0 0.5\n-inf 0"


def test_random_numbers_keep_the_sizes_and_come_again_from_their_seed(client):
    first = post(
        client, WEIGHTS | {"answer": "1 2", "scale": "1", "attn_mask": "1 0 1\n1 1 1"}, "random"
    )
    assert first["seed"] == "1"
    assert "answer" not in first
    assert (first["scale"], first["attn_mask"]) == ("1", "1 0 1\n1 1 1")
    for name, shape in (("query", (2, 4)), ("key", (3, 4))):
        array = parse_array(first[name])
        assert array.shape == shape
        assert (array * 2 == np.round(array * 2)).all()
        assert np.abs(array).max() <= 2
    second = post(client, first, "random")
    assert second["seed"] == "2"
    assert second["query"] != first["query"]
    assert post(client, second | {"seed": "0"}, "random")["query"] == first["query"]


@pytest.mark.parametrize("computation", computation_names())
def test_random_numbers_can_be_computed_for_every_computation(client, computation):
    typed = {"computation": computation}
    if "random" not in [tool.name for tool in tools_for(computation)]:
        assert computation in ("complexity", "sinusoidal_positions")
        return
    for _press in range(5):
        typed = post(client, typed, "random")
        assert client.get(ADDRESS, typed | {"show": "steps"}).status_code == 200


def test_clear_empties_every_field_and_the_page_says_how_to_go_on(client, ask):
    address = post(client, WEIGHTS | {"answer": "1", "step_scores": "2", "is_causal": "1"}, "clear")
    assert address == {"computation": "attention_weights", "query": "", "key": ""}
    response, html = ask(address)
    assert response.status_code == 200
    assert "The fields are empty. Type or paste your numbers" in html
    assert "There is nothing to read yet" not in html


def test_an_emptied_field_stays_empty_in_the_address(client, ask):
    address = post(client, WEIGHTS | {"key": ""})
    assert address["key"] == ""
    response, html = ask(address)
    assert response.status_code == 422
    assert "nothing to read yet" in html


def test_a_tool_that_is_none_changes_nothing(client):
    for tool in ("magic", "transpose:magic", "transpose:", "transpose:scale"):
        assert post(client, WEIGHTS | {"scale": "2"}, tool) == WEIGHTS | {"scale": "2"}


def test_shown_steps_stay_shown_until_they_are_hidden(client):
    shown = WEIGHTS | {"show": "steps"}
    assert post(client, shown, "swap")["show"] == "steps"
    assert "show" not in post(client, shown, "hide")


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


def test_too_large_a_matrix_is_told_what_it_costs_and_where_to_go(client):
    row = " ".join(["0.1"] * 64)
    typed = WEIGHTS | {"query": "\n".join([row] * 300), "key": "\n".join([row] * 350)}
    response = client.post(ADDRESS, typed)
    html = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert "350 × 350 scores of width 64: 31 MFLOPs and 980 kB" in html
    assert "up to 16 rows, 16 columns and 256 numbers" in html
    assert "attention_engine.scaled_dot_product_attention(query, key, value).weights" in html
    assert "query has 64 columns; at most 16 are used." in html
    assert html.count("0.1 0.1") > 300


def test_a_text_too_long_to_be_read_is_told_its_cost_by_its_lines(client):
    row = ", ".join(["0.25"] * 64)
    html = client.post(ADDRESS, WEIGHTS | {"query": "\n".join([row] * 2048)}).content.decode()
    assert "2,048 × 2,048 scores of width 64: 1.1 GFLOPs and 34 MB" in html
    assert "at most 100,000 are read" in html


def test_a_cost_is_written_with_two_or_three_digits():
    assert [amount(n, "FLOP") for n in (7, 999, 2_147_483_648, 999_700)] == [
        *("7 FLOP", "999 FLOP", "2.1 GFLOP", "1 MFLOP")
    ]
    assert amount(134_217_728, "B") == "134 MB"


def test_a_form_too_long_for_an_address_is_answered_with_all_that_was_typed(client):
    response = client.post(ADDRESS, WEIGHTS | {"answer": "0.125 " * 2_000})
    html = response.content.decode()
    assert response.status_code == 422
    assert "more than 6,000 characters" in html
    assert html.count("0.125 0.125") > 900
    assert "Link to all of this" not in html


def test_the_same_check_again_makes_no_second_step_to_undo(client):
    live = {"HX-Request": "true", "HX-Target": "workbench-result"}
    address = client.post(ADDRESS, WEIGHTS).headers["Location"].removesuffix("#workbench-result")
    again = client.get(address, headers=live | {"HX-Current-URL": f"http://testserver{address}"})
    assert again.headers["HX-Push-Url"] == "false"
    other = client.get(address, headers=live | {"HX-Current-URL": "http://testserver/workbench/"})
    assert "HX-Push-Url" not in other.headers


def test_a_header_that_holds_no_address_breaks_nothing(client):
    live = {"HX-Request": "true", "HX-Target": "workbench-result"}
    for address in ("http://[", "http://a]b/", "javascript:1", "http://testserver:x/"):
        answer = client.get(ADDRESS, WEIGHTS, headers=live | {"HX-Current-URL": address})
        assert answer.status_code == 200


def test_a_form_from_elsewhere_is_taken_since_it_changes_nothing():
    strict = Client(enforce_csrf_checks=True)
    assert (
        strict.post(ADDRESS, WEIGHTS, headers={"Origin": "https://school.example"}).status_code
        == 303
    )


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    typed=st.fixed_dictionaries(
        {"computation": st.sampled_from(computation_names()) | query_texts},
        optional=dict.fromkeys((*PARAMETERS, "seed"), query_texts),
    ),
    tool=st.sampled_from(["swap", "random", "clear", "hide", "transpose:query", "transpose:x", ""]),
)
def test_no_text_in_the_form_breaks_a_tool(client, typed, tool):
    assert client.post(ADDRESS, typed | {"tool": tool}).status_code in (303, 422)


def test_two_slips_at_once_are_both_named(ask):
    unscaled = np.exp(np.array(INPUTS["query"]) @ np.array(INPUTS["key"]).T)
    _response, html = ask(WEIGHTS | {"answer": format_array(unscaled / unscaled.sum(axis=0))})
    assert "Two mistakes at once" in html
    assert "Together they give exactly your numbers." in html


def test_a_slip_in_one_row_is_placed_there(ask):
    answer = compute("attention_weights", INPUTS).round(4)
    answer[1] = mistake_values("attention_weights", INPUTS)["unscaled"][1]
    # With four decimals three numbers are enough to be sure of the cause.
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
    assert "No slip that is known here gives these numbers." in html


def test_the_first_wrong_step_is_told_its_slip(ask):
    unscaled = format_array(np.array(INPUTS["query"]) @ np.array(INPUTS["key"]).T * 0.25)
    html = ask(WEIGHTS | {"step_scores": unscaled})[1]
    steps = html[html.index("Your steps, checked") :]
    assert mistake_title("scaled_by_d_k") in " ".join(steps.replace("<sub>k</sub>", "_k").split())


def test_what_was_carried_and_what_was_blank_is_said_over_the_steps(ask):
    typed = {"computation": "scores", "query": QUERY, "key": KEY}
    typed |= {"step_dot_products": "3 1 3\n1 3 1", "step_scores": "1.5 .5 1.5\n.5 1.5 .5"}
    assert "“Scaled scores” follows rightly from your own earlier values" in ask(typed)[1]
    html = ask(WEIGHTS | {"step_dot_products": "3 1 3\n1 3 0", "step_weights": "1 0 0\n0 0 1"})[1]
    assert "You left “Scaled scores” blank, so “Weights” was judged with the right values" in html
    assert "and with those that follow from your own steps before." in html
    html = ask(WEIGHTS | {"step_scores": "x", "step_weights": "1 0 0\n0 0 1"})[1]
    assert "You left “Dot products” blank and “Scaled scores” could not be read, so" in html
    html = ask(WEIGHTS | {"step_dot_products": "3 1 3\n1 3 0"})[1]
    assert "Every step that you typed is right." in html
