"""Wrong input: a ValueError with the argument's name, what came and what is needed."""

import traceback
import warnings

import numpy as np
import pytest

import attention_engine as engine

Q, K, V = [[1.0, 2.0]], [[1.0, 0.0], [0.0, 1.0]], [[1.0], [2.0]]


def attend(query=Q, key=K, value=V, **more):
    return engine.scaled_dot_product_attention(query, key, value, **more)


REFUSED = {
    "width": (lambda: attend(key=[[1, 2, 3]], value=[[1]]), "key has 3 columns but query has 2"),
    "nan": (lambda: attend(query=[[1, np.nan]]), r"query .* nan at \[0, 1\]"),
    "infinite": (lambda: attend(value=[[np.inf], [1]]), r"value .* inf at \[0, 0\]"),
    "empty": (lambda: attend(query=np.ones((0, 2))), r"query .* got shape \(0, 2\)"),
    "no width": (lambda: attend(query=np.ones((1, 0)), key=np.ones((2, 0))), "query"),
    "object": (lambda: attend(query=np.array([[1, None]])), "query .* dtype object"),
    "ragged": (lambda: attend(query=[[1, 2], [3]]), "query .* rows of equal length"),
    "text": (lambda: attend(query=[["a", "b"]]), "query .* dtype <U1"),
    "complex": (lambda: attend(query=[[1j, 2]]), "query .* dtype complex128"),
    "boolean": (lambda: attend(query=[[True, False]]), "query .* dtype bool"),
    "masked array": (lambda: attend(query=np.ma.masked_less([[1, 2]], 2)), "query .* masked"),
    "vector": (lambda: attend(query=[1, 2]), r"query .* 2 axes .* got shape \(2,\)"),
    "number": (lambda: attend(query=3), r"query .* got shape \(\)"),
    "value rows": (lambda: attend(value=[[1]]), "value has 1 rows but key has 2"),
    "batch": (
        lambda: attend(query=[Q, Q], key=[K], value=[V]),
        r"key .* \(1,\) but query .*\(2,\)",
    ),
    "scale text": (lambda: attend(scale="2"), "scale must be a number"),
    "scale nan": (lambda: attend(scale=float("nan")), "scale must be a finite number"),
    "huge scale": (lambda: attend(scale=10**400), "scale is too large"),
    "causal one": (lambda: attend(is_causal=1), "is_causal must be True or False, got 1"),
    "both masks": (lambda: attend(attn_mask=[[True, True]], is_causal=True), "both given"),
    "mask shape": (lambda: attend(attn_mask=[[True]]), r"attn_mask has shape \(1, 1\)"),
    "mask row": (
        lambda: attend(query=[[1, 2], [3, 4]], attn_mask=[[True, False]]),
        r"attn_mask has shape \(1, 2\) but the scores have shape \(2, 2\)",
    ),
    "mask of another batch": (
        lambda: attend(query=[Q] * 2, key=[K] * 2, value=[V] * 2, attn_mask=np.ones((3, 1, 2)) > 0),
        r"attn_mask has shape \(3, 1, 2\)",
    ),
    "mask vector": (lambda: attend(attn_mask=[True, True]), r"attn_mask has shape \(2,\)"),
    "mask batch": (lambda: attend(attn_mask=np.ones((2, 1, 2), bool)), "attn_mask has shape"),
    "mask integers": (lambda: attend(attn_mask=[[1, 0]]), "attn_mask must be boolean"),
    "mask nan": (lambda: attend(attn_mask=[[0.0, np.nan]]), "attn_mask .* NaN"),
    "overflow": (lambda: attend(query=[[1e200, 1]], key=[[1e200, 1]] * 2), "overflow float64"),
    "temperature": (lambda: engine.softmax([1, 2], temperature=0), "temperature must be above 0"),
    "cold": (lambda: engine.softmax([1, 2], temperature=-1), "temperature must be above 0, got -1"),
    "axis": (lambda: engine.softmax([1, 2], axis=1), "axis must be from -1 to 0, got 1"),
    "no axis": (lambda: engine.softmax(3), r"x .* got shape \(\)"),
    "zero vector": (lambda: engine.cosine_scores([[0, 0]], [[1, 2]]), "query has a row of zeros"),
    "negative": (lambda: engine.attention_entropy([[-0.5, 1.5]]), "weights .* negative"),
    "not square": (lambda: engine.diagonal_strength([[1, 0]]), "weights must be square"),
    "one cell": (lambda: engine.off_diagonal_strength([[1]]), "cells off the diagonal"),
    "rank of zeros": (lambda: engine.effective_rank([[0, 0]]), "matrix must not be all zeros"),
    "length": (lambda: engine.attention_cost(0, 4), "length must be from 1 to .* got 0"),
    "half": (lambda: engine.attention_cost(2.5, 4), "length must be a whole number, got 2.5"),
    "method": (lambda: engine.attention_cost(2, 4, "magic"), "method must be one of dense, local"),
    "dtype": (lambda: engine.attention_cost(2, 4, dtype="int8"), "dtype must be one of"),
    "W rows": (lambda: engine.self_attention(Q, [[1]], [[1]], [[1]]), "W_q has 1 rows but X has 2"),
    "W columns": (
        lambda: engine.self_attention(Q, [[1], [1]], [[1, 2], [1, 2]], [[1], [1]]),
        "W_k has 2 columns but W_q has 1",
    ),
    "bilinear": (lambda: engine.bilinear_scores(Q, K, [[1], [1]]), "W has 1 columns but key has 2"),
    "additive": (
        lambda: engine.additive_scores(Q, K, [[1, 2]], [[1, 2]], [1, 2]),
        "W_q must be 2 x 2",
    ),
    "computation": (
        lambda: engine.worked_answer("magic"),
        "computation must be one of dot_product",
    ),
    "input": (lambda: engine.worked_answer("softmax", y=[1]), "softmax takes no input 'y'"),
    "odd encoding": (
        lambda: engine.compute("sinusoidal_positions", {"position": 1, "dim": 3}),
        "dim must be even, got 3",
    ),
    "position before the first": (
        lambda: engine.compute("sinusoidal_positions", {"position": -1, "dim": 4}),
        "position must be from 0 to 1,000,000, got -1",
    ),
    "odd width": (
        lambda: engine.compute("rotary_embedding", {"x": [[1, 2, 3]]}),
        "x must have an even number of columns, got 3",
    ),
    "batch turned by hand": (
        lambda: engine.compute("rotary_embedding", {"x": np.ones((2, 2, 2))}),
        "x must have two axes",
    ),
    "gradient of other length": (
        lambda: engine.compute("softmax_backward", {"x": [1, 2], "grad_weights": [1]}),
        "grad_weights has 1 numbers but x has 2",
    ),
    "Jacobian of two rows": (
        lambda: engine.compute("softmax_jacobian", {"x": [[1, 2], [3, 4]]}),
        "x must be one vector",
    ),
    "three columns by hand": (
        lambda: engine.compute("singular_values", {"matrix": np.ones((2, 3))}),
        "matrix must have 2 columns and at least 2 rows",
    ),
    "squares that leave the float range": (
        lambda: engine.compute("singular_values", {"matrix": [[1e200, 0], [0, 1]]}),
        "overflow",
    ),
    "numbers that overflow in a step": (
        lambda: engine.compute("softmax_backward", {"x": [0, 9], "grad_weights": [1e308, -1e308]}),
        "the inputs hold numbers so large that gradient overflows",
    ),
    "a length that vanishes": (
        lambda: engine.compute("projection", {"vector": [1, 2], "onto": [1e-200, 0]}),
        "onto is so short",
    ),
    "missing": (lambda: engine.worked_answer("scores", query=Q), "also needs the input key"),
    "too large": (
        lambda: engine.worked_answer("softmax", x=np.ones(5000)),
        "x holds 5,000 numbers; worked steps take at most 4,096",
    ),
    "step": (lambda: engine.check_steps("softmax", {"x": [1, 2]}, {"s": 1}), "unknown step 's'"),
    "step text": (
        lambda: engine.check_steps("softmax", {"x": [1, 2]}, {"sum": "1"}),
        "steps: sum must be an array of numbers",
    ),
    "mistake": (lambda: engine.mistake_title("bad luck"), "mistake must be one of"),
    "submitted": (
        lambda: engine.diagnose("softmax", {"x": [1, 2]}, [np.nan, 1]),
        "submitted must hold finite numbers",
    ),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_wrong_input_is_refused_in_words_and_without_a_warning(case):
    call, words = REFUSED[case]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValueError, match=words):
            call()


def refused(case: str) -> engine.InputError:
    with pytest.raises(engine.InputError) as caught:
        REFUSED[case][0]()
    return caught.value


def taken_by_the_function(error: Exception) -> set[str]:
    """The parameter names of the engine function that the test called."""
    frames = [frame for frame, _line in traceback.walk_tb(error.__traceback__)]
    called = next(f for f in frames if f.f_globals["__name__"].startswith("attention_engine."))
    names = {*called.f_locals} & {*called.f_code.co_varnames}
    computation = called.f_locals.get("computation")
    if computation in engine.computation_names():
        names |= {parameter.name for parameter in engine.parameters_of(computation)}
    return names | {*called.f_locals.get("inputs", ())}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_a_refusal_carries_the_argument_that_is_at_fault(case):
    error = refused(case)
    assert error.argument in taken_by_the_function(error)
    assert error.argument in str(error)


@pytest.mark.parametrize(
    ("case", "arguments"),
    [
        ("width", ("key", "query")),
        ("value rows", ("value", "key")),
        ("batch", ("key", "query")),
        ("both masks", ("attn_mask", "is_causal")),
        ("W columns", ("W_k", "W_q")),
        ("bilinear", ("W", "key")),
        ("additive", ("W_q", "v", "query")),
        ("gradient of other length", ("grad_weights", "x")),
        ("overflow", ("query", "key")),
        ("nan", ("query",)),
        ("missing", ("key",)),
    ],
)
def test_where_arguments_do_not_fit_each_other_the_one_to_look_at_comes_first(case, arguments):
    assert refused(case).arguments == arguments
