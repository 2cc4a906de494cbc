"""Numbers as LaTeX: legible, and short."""

import numpy as np
import pytest

from attention_engine import latex_number, latex_of


@pytest.mark.parametrize(
    ("number", "tex"),
    [
        (2.0, "2"),
        (-0.0, "0"),
        (0.5, "0.5"),
        (1 / 3, "0.333"),
        (0.0004, r"4 \times 10^{-4}"),
        (5e-324, r"4.9 \times 10^{-324}"),
        (123456.789, "123456.789"),
        (4.85165195e8, r"4.9 \times 10^{8}"),
        (-np.inf, r"-\infty"),
        (np.inf, r"\infty"),
    ],
)
def test_a_number_is_written_with_the_digits_that_say_something(number, tex):
    assert latex_number(number) == tex


def test_a_vector_is_one_row_and_a_number_stands_alone():
    assert latex_of(3) == "3"
    assert latex_of([1, 0.25]) == r"\begin{bmatrix}1 & 0.25\end{bmatrix}"
    assert latex_of([[1], [2]]) == r"\begin{bmatrix}1 \\ 2\end{bmatrix}"


def test_a_large_matrix_keeps_its_ends_and_dots_between():
    tex = latex_of(np.arange(100.0).reshape(10, 10), max_rows=3, max_columns=3)
    rows = tex.removeprefix(r"\begin{bmatrix}").removesuffix(r"\end{bmatrix}").split(r" \\ ")
    dotted = [r"0 & 1 & \cdots & 9", r"10 & 11 & \cdots & 19", r"\vdots & \vdots & \vdots & \vdots"]
    assert rows == [*dotted, r"90 & 91 & \cdots & 99"]


def test_of_several_matrices_the_first_is_written():
    assert latex_of(np.arange(8).reshape(2, 2, 2)) == latex_of([[0, 1], [2, 3]]) + r",\; \ldots"
    assert latex_of(np.ones((1, 1, 1))) == latex_of([[1]])
