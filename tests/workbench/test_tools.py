"""The form of the workbench and its tools: swap, transpose, random numbers, clear."""

import numpy as np
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attention_engine import computation_names, parameters_of, parse_array
from quizzes.numbers.givens_form import ARRAY_KINDS
from quizzes.workbench.tools import tools_for
from tests.examples import usually
from tests.query_texts import query_texts
from tests.workbench.posting import ADDRESS, PARAMETERS, WEIGHTS, post, right


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
        assert not {each.kind for each in parameters_of(computation)} & set(ARRAY_KINDS)
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
    assert "Type a number or a matrix first" not in html


def test_an_emptied_field_stays_empty_in_the_address(client, ask):
    address = post(client, WEIGHTS | {"key": ""})
    assert address["key"] == ""
    response, html = ask(address)
    assert response.status_code == 422
    assert "Type a number or a matrix first" in html


def test_a_tool_that_is_none_changes_nothing(client):
    for tool in ("magic", "transpose:magic", "transpose:", "transpose:scale"):
        assert post(client, WEIGHTS | {"scale": "2"}, tool) == WEIGHTS | {"scale": "2"}


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
    max_examples=usually(30, soak=80),
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
