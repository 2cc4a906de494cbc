"""Two mistakes at once, mistakes in some cells only, and the arithmetic of the one wrong cell."""

import numpy as np
import pytest

from attention_engine import check_answer, compute, diagnose, find_mistakes, mistake_values
from attention_engine.computations import Derivation
from attention_engine.mistakes import pairs_of
from attention_engine.mistakes.diagnose import tolerance_for
from attention_engine.mistakes.judge import judge
from tests.examples import usually

from .conftest import draw
from .drawing import COMPUTATIONS, ONE_NUMBER

SEVERAL_NUMBERS = [name for name in COMPUTATIONS if name not in ONE_NUMBER]

Q = np.array([[1.0, 0, 2, 3], [0, 1, 1, 0], [2, 1, 1, -1]])
K = np.array([[1.0, 1, 0, 1], [0, 2, 1, 0], [1, 0, 0, 1]])
V = np.array([[1.0, 2], [3, -1], [0, 4]])
PAIR = {"query": Q, "key": K}
ALL = PAIR | {"value": V}


def softmax(x, axis=-1):
    powers = np.exp(x)
    return powers / powers.sum(axis=axis, keepdims=True)


def in_row(wrong: np.ndarray, row: int, computation="attention_weights", inputs=PAIR):
    submitted = compute(computation, inputs).round(3)
    submitted[row] = wrong[row].round(3)
    return submitted


def test_two_mistakes_at_once_are_both_named():
    submitted = softmax(Q @ K.T, axis=0).round(3)
    found = find_mistakes("attention_weights", PAIR, submitted, decimals=3)
    assert [f.mistakes for f in found.findings] == [("unscaled", "softmax_over_queries")]
    assert "sqrt(4)" in found.findings[0].tells
    assert "columns" in found.findings[0].tells
    assert diagnose("attention_weights", PAIR, submitted, decimals=3) == [
        "unscaled",
        "softmax_over_queries",
    ]


def test_a_single_mistake_is_never_told_as_two():
    for name, value in mistake_values("scaled_dot_product_attention", ALL).items():
        found = find_mistakes("scaled_dot_product_attention", ALL, value.round(4), decimals=4)
        assert (name,) in [f.mistakes for f in found.findings]
        assert all(len(f.mistakes) == 1 for f in found.findings)


@pytest.mark.parametrize("computation", SEVERAL_NUMBERS)
@pytest.mark.parametrize("seed", range(usually(1, soak=3)))
def test_each_two_mistakes_are_found_or_have_a_simpler_cause(computation, seed):
    inputs = draw(seed)[computation]
    derivation = Derivation(computation, inputs)
    for pair in pairs_of(derivation):
        submitted = pair.value.round(9)
        same = submitted.shape == derivation.result.shape
        near = same and np.abs(submitted - derivation.result).max() < 5e-8
        # Numbers this large do not have nine decimals.
        if near or not np.abs(submitted).max() < 1e5:
            continue
        found = find_mistakes(computation, inputs, submitted, decimals=9)
        assert found.findings, [mistake.id for mistake in pair.mistakes]


def test_two_mistakes_in_one_number_are_too_little_to_tell():
    inputs = {"query": [1, 2], "key": [3, 0.5]}
    cosine = compute("cosine_similarity", inputs)
    found = find_mistakes("dot_product", inputs, -cosine.round(2), decimals=2)
    assert found.findings == ()


def test_a_wrong_dot_product_without_any_product_but_zero_has_no_slip():
    found = find_mistakes("dot_product", {"query": [0, 3], "key": [1, 0]}, 5, decimals=2)
    assert not found.findings
    assert not found.remark


def test_a_mistake_in_one_row_is_located():
    found = find_mistakes("attention_weights", PAIR, in_row(softmax(Q @ K.T), 2), decimals=3)
    (finding,) = found.findings
    assert finding.mistakes == ("unscaled",)
    assert finding.where == "row 3 only"
    assert finding.cells.tolist() == [[False] * 3, [False] * 3, [True] * 3]
    # The whole answer is not explained by it.
    assert diagnose("attention_weights", PAIR, in_row(softmax(Q @ K.T), 2), decimals=3) == []


def test_a_slip_of_the_sign_in_one_product_is_located():
    dots = Q @ K.T
    dots[2, 0] += 2  # -1 times 1 was added, not subtracted
    submitted = softmax(dots / 2).round(3)
    (finding,) = find_mistakes("attention_weights", PAIR, submitted, decimals=3).findings
    assert finding.mistakes == ("sign_slip",)
    assert finding.where == "row 3 only"
    assert "query 3 and key 1" in finding.tells
    assert "its fourth product, -1 · 1," in finding.tells


def test_a_forgotten_product_is_located_through_to_the_output():
    dots = Q @ K.T
    dots[2, 1] -= 1
    submitted = (softmax(dots / 2) @ V).round(3)
    (finding,) = find_mistakes("scaled_dot_product_attention", ALL, submitted, decimals=3).findings
    assert finding.mistakes == ("product_left_out",)
    assert "query 3 and key 2: without its third product, 1 · 1," in finding.tells


def test_a_slip_and_a_mistake_that_give_the_same_row_are_both_named():
    dots = Q @ K.T
    # 4, 0, 4 divided by 2 has the same softmax as 4, 2, 4 undivided.
    dots[0, 1] -= 2
    submitted = softmax(dots / 2).round(3)
    found = find_mistakes("attention_weights", PAIR, submitted, decimals=3).findings
    assert [f.mistakes for f in found] == [("unscaled",), ("product_left_out",)]
    assert {f.where for f in found} == {"row 1 only"}


def test_a_slip_in_one_head_names_the_head():
    inputs = draw(3)["multi_head_attention"] | {"is_causal": False}
    derivation = Derivation("multi_head_attention", inputs)
    dots = derivation["dot_products"].copy()
    dots[1, 2, 0] -= 2 * derivation["query"][1, 2, 1] * derivation["key"][1, 0, 1]
    submitted = derivation.altered({"dot_products": lambda values: dots}).result.round(4)
    (finding,) = find_mistakes("multi_head_attention", inputs, submitted, decimals=4).findings
    assert finding.mistakes == ("sign_slip",)
    assert "query 3 and key 1 in head 2" in finding.tells


def test_one_wrong_cell_has_its_arithmetic_written_out_up_to_the_last_result():
    submitted = compute("attention_weights", PAIR).round(3)
    submitted[0, 1] = 0.5
    found = find_mistakes("attention_weights", PAIR, submitted, decimals=3)
    assert found.findings == ()
    assert found.arithmetic.where == "row 1, column 2"
    assert [line.latex for line in found.arithmetic.lines] == [
        r"1 \cdot 0 + 0 \cdot 2 + 2 \cdot 1 + 3 \cdot 0 = 2",
        r"\frac{2}{\sqrt{4}} = 1",
        r"\frac{e^{1}}{e^{2} + e^{1} + e^{2}}",
    ]


def test_the_arithmetic_of_an_output_is_its_weighted_sum():
    submitted = compute("scaled_dot_product_attention", ALL).round(3)
    submitted[1, 1] += 0.7
    found = find_mistakes("scaled_dot_product_attention", ALL, submitted, decimals=3)
    (line,) = found.arithmetic.lines
    assert line.latex.count(r"\cdot") == 3
    assert r"\cdot (-1)" in line.latex
    assert "=" not in line.latex


@pytest.mark.parametrize("sign", [1, -1])
def test_no_arithmetic_is_written_out_that_shows_the_result(sign):
    unit_vectors = ALL | {"value": sign * np.eye(len(ALL["key"]))}
    submitted = compute("scaled_dot_product_attention", unit_vectors).round(3)
    submitted[1, 1] += 0.7
    found = find_mistakes("scaled_dot_product_attention", unit_vectors, submitted, decimals=3)
    assert found.arithmetic is None


@pytest.mark.parametrize("computation", SEVERAL_NUMBERS)
def test_every_computation_with_several_numbers_writes_a_cell_out(computation):
    inputs = draw(1)[computation]
    submitted = compute(computation, inputs).copy()
    submitted[(-1,) * submitted.ndim] += 0.617
    found = find_mistakes(computation, inputs, submitted, decimals=4)
    assert found.arithmetic.lines[-1].latex


def test_one_wrong_score_is_not_accused_but_the_slip_is_remarked():
    submitted = (Q @ K.T / 2).round(2)
    submitted[1, 0] = -0.5
    found = find_mistakes("scores", PAIR, submitted, decimals=2)
    assert found.findings == ()
    assert "with the sign of its second product, 1 · 1, flipped," in found.remark


def test_a_right_answer_has_no_findings_no_remark_and_no_arithmetic(computation):
    inputs = draw(2)[computation]
    found = find_mistakes(computation, inputs, compute(computation, inputs).round(3), decimals=3)
    assert (found.findings, found.remark, found.arithmetic) == ((), "", None)


def test_places_are_named_as_a_person_counts():
    wrong = softmax(Q @ K.T)
    submitted = in_row(wrong, 2)
    submitted[0] = wrong[0].round(3)
    (finding,) = find_mistakes("attention_weights", PAIR, submitted, decimals=3).findings
    assert finding.where == "rows 1 and 3 only"


def test_a_stated_tolerance_is_kept_to():
    right = compute("attention_weights", PAIR)
    near = right + [[0.004, -0.002, -0.002]] * 3
    assert find_mistakes("attention_weights", PAIR, near, atol=0.005).findings == ()
    early = softmax(Q @ K.T) + [[0.004, -0.002, -0.002]] * 3
    assert diagnose("attention_weights", PAIR, early, atol=0.005) == ["unscaled"]
    assert diagnose("attention_weights", PAIR, early, atol=0.001) == []


def test_an_imprecise_answer_is_accused_of_nothing_but_early_rounding():
    # The numbers are so small that a wrong division hardly shows.
    inputs = {"query": [[0.1, 0.1]], "key": [[0.1, 0.2], [0.2, 0.3]]}
    value = mistake_values("attention_weights", inputs)["scaled_by_d_k"]
    found = find_mistakes("attention_weights", inputs, value.round(3), decimals=3)
    assert check_answer(compute("attention_weights", inputs), value, decimals=3).verdict == (
        "imprecise"
    )
    assert found.findings == ()
    assert "scaled_by_d_k" in diagnose("attention_weights", inputs, value.round(3), decimals=3)


def test_digits_beyond_those_asked_for_are_evidence():
    # To two decimals, a row of three weights could fit some mistake by chance.
    wrong = softmax(Q @ K.T)
    rough = compute("attention_weights", PAIR).round(2)
    rough[1] = wrong[1].round(2)
    assert find_mistakes("attention_weights", PAIR, rough, decimals=2).findings == ()
    fine = in_row(wrong, 1)
    (finding,) = find_mistakes("attention_weights", PAIR, fine, decimals=2).findings
    assert (finding.mistakes, finding.where) == (("unscaled",), "row 2 only")


def test_a_mistake_in_one_row_that_leaves_a_number_of_it_right_is_of_that_row():
    inputs = {"query": [[1, 0], [0, 2], [1, 1]], "key": [[1, 2], [0, 1.5], [2.5, 0]]}
    right = compute("scores", inputs)
    submitted = right.copy()
    submitted[1] = -right[1]
    assert submitted[1, 2] == right[1, 2]
    (finding,) = find_mistakes("scores", inputs, submitted, decimals=3).findings
    assert (finding.mistakes, finding.where) == (("sign_flipped",), "row 2 only")


def test_a_number_that_the_mistake_makes_is_not_called_close():
    """Without the root, one weight is near the right one by chance."""
    inputs = {"query": [[1, 0], [2, 1]], "key": [[1, 0], [0.9, 0]]}
    derivation = Derivation("attention_weights", inputs)
    made = mistake_values("attention_weights", inputs)["unscaled"].round(3)
    judged = judge(derivation, made, tolerance_for(derivation, 3))
    assert judged.diagnosis.mistakes == ("unscaled",)
    assert set(judged.check.cell_verdicts.ravel()) == {"wrong"}
    assert "close" not in judged.check.detail
    near = judge(derivation, derivation.result + 0.004, tolerance_for(derivation, 3))
    assert set(near.check.cell_verdicts.ravel()) == {"close"}


@pytest.mark.parametrize(
    ("axis", "mistake"), [(0, "softmax_over_queries"), (None, "softmax_whole_matrix")]
)
def test_softmax_of_rows_the_other_way_has_its_name(axis, mistake):
    """Two rows of scores and no queries: found by a learner whose columns summed to 1."""
    x = np.array([[1.0, 2, 2], [0, 0, 1]])
    wrong = np.exp(x) / np.exp(x).sum(axis=axis, keepdims=axis is not None)
    found = find_mistakes("softmax", {"x": x}, wrong.round(3), decimals=3)
    assert found.mistakes == (mistake,)
    assert find_mistakes("softmax", {"x": x[0]}, [0.5, 0.25, 0.25], decimals=3).findings == ()
