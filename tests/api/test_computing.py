"""Computations and checks: the numbers are the engine's, whatever form they were sent in."""

import numpy as np
import pytest

from attention_engine import computation_names, worked_answer
from quizzes.items.judgement import as_json
from quizzes.workbench.presets import PRESETS

QUERY, KEY = [[1, 0, 1, 2], [0, 1, 1, 0]], [[1, 1, 0, 1], [0, 2, 1, 0], [1, 0, 0, 1]]
WEIGHTS = {"computation": "attention_weights", "inputs": {"query": QUERY, "key": KEY}}


@pytest.mark.parametrize("computation", computation_names())
def test_every_computation_gives_the_steps_of_the_engine(program, computation):
    for _title, inputs in PRESETS[computation]:
        answer = program.post("compute", {"computation": computation, "inputs": inputs}).json()
        worked = worked_answer(computation, **inputs)
        assert answer["result"] == as_json(worked.result)
        assert answer["shape"] == list(worked.result.shape)
        assert [step["name"] for step in answer["steps"]] == [step.name for step in worked.steps]
        for told, step in zip(answer["steps"], worked.steps, strict=True):
            assert told["value"] == as_json(step.value)
            assert told["formula"] == step.formula
            assert told["substituted"] == step.substituted


def test_every_computation_is_listed_with_its_inputs(program):
    listed = program.get("computations").json()["computations"]
    assert [computation["name"] for computation in listed] == list(computation_names())
    assert [p["name"] for p in listed[2]["parameters"]] == ["x", "temperature"]


@pytest.mark.parametrize(
    "query", [QUERY, "1 0 1 2; 0 1 1 0", "[[1, 0, 1, 2], [0, 1, 1, 0]]", "1 0 1 2\n0 1 1 0"]
)
def test_lists_and_texts_mean_the_same(program, query):
    asked = WEIGHTS | {"inputs": {"query": query, "key": KEY}}
    result = program.post("compute", asked).json()["result"]
    assert result == program.post("compute", WEIGHTS).json()["result"]


def test_numbers_arrive_exactly_as_they_were_sent(program):
    numbers = [0.1, 1e-300, -2.5e17, 1 / 3, 5e-324, 2**53]
    asked = {"computation": "dot_product", "inputs": {"query": numbers, "key": [0] * 6}}
    steps = program.post("compute", asked).json()["steps"]
    assert steps[0]["value"] == [0.0] * 6
    parsed = program.post("parse", {"text": str(numbers)}).json()["array"]
    assert parsed == [float(number) for number in numbers]


def test_a_hidden_score_is_the_text_minus_inf_both_ways(program):
    hidden = {"query": [[1]], "key": [[1], [2]], "attn_mask": [[0, "-inf"]]}
    asked = {"computation": "attention_weights", "inputs": hidden}
    by_flags = asked | {"inputs": hidden | {"attn_mask": [[True, False]]}}
    answer = program.post("compute", asked).json()
    assert answer["steps"][2]["value"] == [[1.0, "-inf"]]
    assert program.post("compute", by_flags).json()["result"] == answer["result"]
    steps = {"steps": {"masked_scores": [[1, "-inf"]]}}
    checked = program.post("check-steps", asked | steps).json()["steps"]
    assert checked[2]["verdict"] == "right"
    assert checked[2]["submitted"] == [[1.0, "-inf"]]


def test_a_check_tells_verdict_cells_tolerance_and_how_it_was_read(program):
    softmax = {"computation": "softmax", "inputs": {"x": [2, 1, 0]}, "decimals": 3}
    right = program.post("check", softmax | {"answer": "0.665 0.245 0.090"}).json()
    assert (right["verdict"], right["score"], right["cells"]) == ("right", 1, [True] * 3)
    assert "0.0005" in right["tolerance"]
    near = program.post("check", softmax | {"answer": [0.667, 0.243, 0.09]}).json()
    assert near["verdict"] == "imprecise"
    wrong = program.post("check", softmax | {"answer": [0.665, 0.245, 0.5]}).json()
    assert (wrong["verdict"], wrong["cells"]) == ("wrong", [True, True, False])
    other = program.post("check", softmax | {"answer": [[0.1, 0.2], [0.3, 0.4]]}).json()
    assert (other["verdict"], other["cells"], other["shape"]) == ("wrong", None, [2, 2])


def test_the_mistake_behind_a_wrong_answer_is_named(program):
    right = worked_answer("attention_weights", query=QUERY, key=KEY)
    dots = right.steps[0].value
    unscaled = np.exp(dots) / np.exp(dots).sum(axis=-1, keepdims=True)
    told = program.post("diagnose", WEIGHTS | {"answer": unscaled.tolist(), "decimals": 4}).json()
    assert told["verdict"] == "wrong"
    assert told["findings"][0]["mistakes"] == ["unscaled"]
    assert told["findings"][0]["title"]
    assert told["findings"][0]["tells"].endswith(".")


def test_a_right_answer_is_never_accused(program):
    right = worked_answer("attention_weights", query=QUERY, key=KEY).result.round(3).tolist()
    told = program.post("diagnose", WEIGHTS | {"answer": right, "decimals": 3}).json()
    nothing = {"findings": [], "arithmetic": None, "remark": "", "place": ""}
    assert told == {"verdict": "right"} | nothing


def test_the_arithmetic_of_the_one_wrong_cell_is_written_out(program):
    answer = worked_answer("scores", query=QUERY, key=KEY).result.round(3)
    answer[1, 1] = 7.3
    asked = WEIGHTS | {"computation": "scores", "answer": answer.tolist(), "decimals": 3}
    told = program.post("diagnose", asked).json()
    assert told["arithmetic"]["where"] == "row 2, column 2"
    assert all(line["latex"] for line in told["arithmetic"]["lines"])


def test_an_error_counts_once_and_what_follows_from_it_is_carried(program):
    asked = {"computation": "softmax", "inputs": {"x": [2, 1, 0]}, "decimals": 2}
    steps = {"exponentials": [7.39, 2.72, 1], "sum": 12.11, "weights": "0.61 0.22 0.08"}
    checked = program.post("check-steps", asked | {"steps": steps}).json()
    assert [step["verdict"] for step in checked["steps"]] == ["right", "wrong", "carried"]
    assert checked["first_wrong"] == "sum"


def test_costs_are_those_of_the_engine(program):
    cost = program.post("cost", {"length": 1000, "dim": 64, "method": "local", "window": 8}).json()
    assert cost["time_order"] == "O(n w d)"
    assert cost["flops"] > 0


def test_a_count_is_judged_with_its_unit_and_its_mistake_named(program):
    asked = {"expected": 2**28, "submitted": "268 MFLOPs"}
    assert program.post("check-count", asked).json()["verdict"] == "right"
    told = program.post("check-count", asked | {"submitted": "134 MFLOPs"}).json()
    assert told["mistakes"][0]["id"] == "multiply_add_counted_once"
    refused = program.post("check-count", asked | {"submitted": "268 potatoes"})
    assert refused.json()["errors"][0]["field"] == "submitted"
    assert program.post("check-count", asked | {"unit": "miles"}).status_code == 422


def test_equivalent_orders_of_growth_are_right(program):
    asked = {"expected": "O(n^2 d)", "submitted": "d n²"}
    assert program.post("check-growth", asked).json()["verdict"] == "right"
    told = program.post("check-growth", asked | {"submitted": "n^3"}).json()
    assert told["verdict"] == "wrong"
    assert told["canonical"] == "O(n^3)"
