"""Every form that people type or paste is read as the array it means."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from attention_engine.reading.arrays.parse import format_array, parse_array

M = [[1, 2], [3, 4]]
H = [[0.5, 0.25], [1.5, 2.5]]
FORMS = {
    # One number, a row, a column.
    "5": 5, " -5.25 ": -5.25, "+.5": 0.5, "2.": 2, "1e3": 1000, "1.5E-3": 0.0015, "(5)": 5,
    "( 5 )": 5, "[5]": [5], "[[5]]": [[5]], "(5,)": [5], "1 2 3": [1, 2, 3], "1, 2, 3": [1, 2, 3],
    "1,2,3": [1, 2, 3], "1\t2\t3": [1, 2, 3], "[1, 2]": [1, 2], "[1 2]": [1, 2], "(1, 2)": [1, 2],
    "1\n2\n3": [[1], [2], [3]], "[1; 2; 3]": [[1], [2], [3]], "1;2;3": [[1], [2], [3]],
    "[1\n2]": [[1], [2]], "1\n": 1, "1 2;": [1, 2],
    # Rows and columns.
    "[[1, 2], [3, 4]]": M, "[[1,2],[3,4]]": M, "[[1,2],[3,4],]": M, "[[1, 2,], [3, 4]]": M,
    "[\n  [1, 2],\n  [3, 4]\n]\n": M, "[[1,\n2],[3,\n4]]": M, "[[1,2] [3,4]]": M,
    "[[1,2];[3,4]]": M, "1 2; 3 4": M, "[1 2; 3 4]": M, "[1, 2; 3, 4];": M, "[1 2;\n 3 4;]": M,
    "1 2;\n3 4": M, "[1 2\n3 4]": M, "1 2\n3 4": M, "1 2\r\n3 4\r\n": M, "1 2\r3 4": M,
    "\n\n1 2\n\n\n3 4\n\n": M,
    "1,2\n3,4": M, "1, 2\n3, 4": M, "1\t2\n3\t4": M, "1;2\n3;4": M, "1;2;\n3;4;": M,
    "((1, 2), (3, 4))": M, "[(1, 2), (3, 4)]": M, "([1, 2], [3, 4])": M,
    "[1 -2]": [1, -2], "[1-2]": [-1], "[[[1, 2]], [[3, 4]]]": [[[1, 2]], [[3, 4]]],
    # What numpy, torch and Python print.
    "[[1. 2.]\n [3. 4.]]": M, "array([[1., 2.],\n       [3., 4.]])": M,
    "np.array([[1, 2], [3, 4]])": M, "np.matrix([[1,2],[3,4]])": M,
    "numpy.array([[1, 2], [3, 4]], dtype=np.float32);": M, "array([1., 2.], dtype=float32)": [1, 2],
    "torch.tensor([[1, 2], [3, 4]], dtype=torch.float64, device='cuda:0')": M, "array(5.)": 5,
    "tensor([[1., 2.],\n        [3., 4.]], grad_fn=<SoftmaxBackward0>)": M,
    "[np.float64(0.5), np.float64(0.25)]": [0.5, 0.25], "[tensor(0.5), tensor(-1.)]": [0.5, -1],
    # LaTeX.
    r"\begin{bmatrix}1&2\\3&4\end{bmatrix}": M,
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \\ \end{pmatrix}": M,
    r"\begin{matrix}1&2\\3&4\end{matrix}": M, r"\begin{vmatrix}1&2\\3&4\end{vmatrix}": M,
    r"\begin{Vmatrix}1&2\\3&4\end{Vmatrix}": M, r"\begin{Bmatrix}1&2\\3&4\end{Bmatrix}": M,
    r"\begin{smallmatrix}1&2\\3&4\end{smallmatrix}": M,
    "$$\n\\begin{bmatrix}\n 1 & 2 \\\\[2pt]\n 3 & 4\n\\end{bmatrix}.\n$$": M,
    r"\[\left[\begin{array}{cc} 1 & 2 \\ \hline 3 & 4 \end{array}\right]\]": M,
    r"\(\left\{\begin{matrix}1&2\\3&4\end{matrix}\right\}\)": M,
    r"1 & 2 \\ 3 & 4": M, r"\begin{bmatrix}1&2\end{bmatrix}": [1, 2],
    r"\begin{bmatrix}1\\2\end{bmatrix}": [[1], [2]],
    r"\begin{bmatrix}\frac{1}{4} & - \sqrt{4} \\ e^{0} & 25\,\% \end{bmatrix}":
        [[0.25, -2], [1, 0.25]],
    r"\frac{1}{4}": 0.25, r"$\dfrac{1}{4}$": 0.25, r"[\tfrac{1}{4}, \sqrt{4}]": [0.25, 2],
    r"2 \cdot 3 & \left(1 + 1\right) \times 2 & 6 \div 3": [6, 4, 2],
    r"\begin{bmatrix}0{,}5 & 1,25\end{bmatrix}": [0.5, 1.25],
    # Markdown.
    "| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4 |": M,
    "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |": M,
    "1 | 2\n3 | 4": M, "| 1 | 2 |": [1, 2], "| 0,5 | 1 |": [0.5, 1],
    # Decimal commas, where the comma cannot separate.
    "0,5 0,25; 1,5 2,5": H, "0,5 0,25\n1,5 2,5": H, "0,5\t0,25\n1,5\t2,5": H,
    "0,5;0,25\n1,5;2,5": H,
    "[0,5 0,25; 1,5 2,5]": H, "[[0,5 0,25], [1,5 2,5]]": H, "1 0; 0,5 -0,5": [[1, 0], [0.5, -0.5]],
    "1,5e-3 2,5%": [0.0015, 0.025], "0,5": [0, 5], "[0,5]": [0, 5], "0,5; 0,25": [[0, 5], [0, 25]],
    # A space between thousands makes two numbers.
    "1 234": [1, 234], "1\u202f234": [1, 234],
    # Characters that look alike.
    "−1": -1, "–1": -1, "１２．５": 12.5, "［１，２］": [1, 2], "٣٫٥": 3.5, "1\u00a02": [1, 2],
    "\ufeff[1,\u20092]": [1, 2], "6÷3": 2, "2×3": 6, "2·3": 6, "1⁄4": 0.25, "½": 0.5, "−¼": -0.25,
    # Expressions.
    "1/4": 0.25, "-1/4": -0.25, "25%": 0.25, "25 %": 0.25, "25 % 75 %": [0.25, 0.75], "50%%": 0.005,
    "sqrt(2)": 2**0.5, "√2/2": 0.5**0.5, "√(1+1)": 2**0.5, "1/sqrt(4)": 0.5, "exp(2)": np.exp(2.0),
    "e": np.e, "e^-1": np.exp(-1), "e^(-0.5)": np.exp(-0.5), "e**2": np.e**2, "2^3^2": 512,
    "-2^2": -4, "(-2)^2": 4, "2^-1": 0.5, "2²": 4, "10⁻³": 0.001, "0^0": 1, "1-2-3": -4, "8/4/2": 1,
    "1+2*3": 7,
    "(1+2)*3": 9, "--1": 1, "[(1+2)/3, 4]": [1, 4], "((1+1)*2, 1/2)": [4, 0.5],
    "exp(1)/(exp(1)+exp(2)) 1/3": [np.e / (np.e + np.exp(2)), 1 / 3],
}  # fmt: skip


@pytest.mark.parametrize("text", FORMS)
def test_a_typed_form_is_read(text):
    array = parse_array(text)
    assert array.dtype == np.float64
    assert array.shape == np.shape(FORMS[text])
    np.testing.assert_allclose(array, FORMS[text], rtol=1e-15, atol=0)


@pytest.mark.parametrize(
    "text",
    [
        "[0 -inf; 0 0]",
        "[[0, -Infinity], [0, 0]]",
        "0 −∞\n0 0",
        r"0 & -\infty \\ 0 & 0",
        "np.array([[0, -np.inf], [0, 0]])",
        "tensor([[0., -inf], [0., 0.]])",
        "| 0 | -inf |\n| 0 | 0 |",
    ],
)
def test_hidden_scores_may_be_minus_infinity_where_allowed(text):
    assert parse_array(text, allow_infinite=True).tolist() == [[0, -np.inf], [0, 0]]


finite = st.floats(allow_nan=False, allow_infinity=False)
any_array = arrays(np.float64, array_shapes(min_dims=0, max_dims=4, max_side=4), elements=finite)
# From two rows and columns on: `1 2` alone is a vector.
matrices = arrays(
    np.float64, array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=6), elements=finite
)


@given(any_array)
def test_json_is_read_back_equal(array):
    np.testing.assert_array_equal(parse_array(json.dumps(array.tolist())), array)


@given(any_array)
def test_what_is_formatted_is_read_back_equal(array):
    np.testing.assert_array_equal(parse_array(format_array(array)), array)


@given(any_array, st.integers(0, 6))
def test_what_is_formatted_with_decimals_is_read_back_within_half_a_unit(array, decimals):
    array = np.clip(array, -1e6, 1e6)
    again = parse_array(format_array(array, decimals=decimals))
    np.testing.assert_allclose(again, array, rtol=0, atol=0.5000001 * 10.0**-decimals)


def test_a_line_is_taken_as_broken_only_where_numpy_would_break_it():
    def two_lines(count):
        return f"[{' '.join('1' * count)}\n {' '.join('1' * count)}]"

    assert parse_array(two_lines(36)).shape == (2, 36)
    assert parse_array(two_lines(37)).shape == (74,)


printed_shapes = st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 24)).flatmap(
    lambda shape: st.sampled_from([shape, shape[1:], shape[2:]])
)


@given(arrays(np.float64, printed_shapes, elements=finite))
def test_what_numpy_prints_is_read_back_equal(array):
    with np.printoptions(floatmode="unique"):
        np.testing.assert_array_equal(parse_array(str(array)), array)
        np.testing.assert_array_equal(parse_array(repr(array)), array)


@given(arrays(np.float32, printed_shapes, elements=st.floats(0, 1, width=32)))
def test_what_numpy_prints_of_weights_is_read_with_its_shape(array):
    with np.printoptions(precision=3, suppress=True):
        assert parse_array(str(array)).shape == array.shape
        assert parse_array(repr(array)).shape == array.shape


def rows_of(array, cells, rows):
    return rows.join(cells.join(map(repr, row)) for row in array.tolist())


@pytest.mark.parametrize(
    ("begin", "cells", "rows", "end"),
    [
        ("[", " ", "; ", "]"),
        ("[", ", ", "; ", "]"),
        ("", " ", "\n", ""),
        ("", ", ", "\r\n", ""),
        ("", "\t", "\n", "\n"),
        ("| ", " | ", " |\n| ", " |"),
        (r"\begin{bmatrix}", " & ", r" \\ ", r"\end{bmatrix}"),
        (r"$\left(\begin{array}{ccc}", "&", "\\\\\n", r"\end{array}\right)$"),
        ("((", ",", "),(", "))"),
    ],
)
@given(array=matrices)
def test_a_matrix_in_any_form_is_read_back_equal(begin, cells, rows, end, array):
    np.testing.assert_array_equal(
        parse_array(begin + rows_of(array, cells, rows) + end), array, strict=True
    )


@given(matrices)
def test_decimal_commas_between_spaces_are_read(array):
    array = np.round(np.clip(array, -1e6, 1e6), 3)
    text = "\n".join("  ".join(f"{x:.3f}".replace(".", ",") for x in row) for row in array)
    np.testing.assert_allclose(parse_array(text), array, rtol=0, atol=5.01e-4)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (3, None, "3"),
        ([[1, 0.5]], None, "[[1, 0.5]]"),
        ([0.6652, -0.0001], 3, "[0.665, 0.000]"),
        ([-np.inf, 1], 1, "[-inf, 1.0]"),
        (2.5, 0, "2"),
    ],
)
def test_an_array_is_written_as_it_may_be_typed(value, decimals, text):
    assert format_array(value, decimals=decimals) == text


@pytest.mark.parametrize("value", [[], [np.nan], "1", [True], [object()], [1j]])
def test_what_is_no_array_of_numbers_is_not_written(value):
    with pytest.raises(ValueError, match="array"):
        format_array(value)
