r"""LaTeX as people type it: plain TeX matrices, \frac12, TeX's spaces, type styles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_engine import AnswerSyntaxError, parse_array

M = [[1, 2.5], [-3, 4]]
READ = {
    r"\matrix{1 & 2.5 \cr -3 & 4}": M,
    r"\pmatrix{1 & 2.5 \cr -3 & 4 \cr}": M,
    r"\left[\matrix{1 & 2.5 \cr -3 & 4}\right].": M,
    r"$$Q = \bmatrix{1 & \frac52 \\ -3 & 4}$$": M,
    r"\begin{matrix} 1 & 2.5 \cr -3 & 4 \end{matrix}": M,
    r"\begin{bmatrix} 1 & 2.5 \newline -3 & 4 \end{bmatrix}": M,
    r"\begin{tabular}{rr} 1 & 2.5 \tabularnewline -3 & 4 \end{tabular}": M,
    r"\matrix{1 \cr 2.5}": [[1], [2.5]],
    r"\begin{bmatrix} \mathbf{1} & \num{2.5} \\ -3 & \textbf{4} \end{bmatrix}": M,
    r"\begin{bmatrix} \color{red}1 & 2.5 \\ \hspace{2pt} -3 & 4 \end{bmatrix}": M,
    r"\begin{bmatrix} \frac12 & -\tfrac34 \end{bmatrix}": [0.5, -0.75],
    r"\frac12": 0.5, r"\frac 1 2": 0.5, r"\frac 12": 0.5, r"\frac1{2}": 0.5, r"\dfrac{1}2": 0.5,
    r"\nicefrac{1}{2}": 0.5, r"\sqrt2": 2**0.5, r"\frac{\sqrt2}2": 0.5**0.5,
    r"1\,2.5": [1, 2.5], r"1\; 2.5": [1, 2.5], r"1 \quad 2.5": [1, 2.5], r"1\ 2.5": [1, 2.5],
    r"[1,\,2.5]": [1, 2.5], r"\left( 1,\; 2.5 \right)": [1, 2.5], r"\{1, 2.5\}": [1, 2.5],
    r"\langle 1, 2.5 \rangle": [1, 2.5], r"\bigl[1,\ 2.5\bigr]": [1, 2.5],
    r"\lbrack 1, 2.5 \rbrack": [1, 2.5], r"1.5\,\cdot\,10^{-3}": 0.0015,
    r"\boxed{0.665}": 0.665, r"$\boxed{0.665}$": 0.665, r"\mathbf{0.665}": 0.665,
    r"\boxed{\begin{bmatrix} 1 & 2.5 \\ -3 & 4 \end{bmatrix}}": M,
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_latex_that_people_use_is_read(text):
    array = parse_array(text)
    assert array.shape == np.shape(READ[text])
    np.testing.assert_allclose(array, READ[text], rtol=1e-15)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"\frac123", "a sign such as [*] is missing before “3”"),
        (r"\frac1.5", r"write \\frac with [{] [}] after it"),
        (r"3\sqrt4", "a sign such as [*] is missing"),
        (r"\pmatrix{1 & 2 \cr 3 & 4", "is not closed at the end"),
        (r"\matrix{1 & 2} + 1", "is not closed at the end"),
        (r"\matrix{1 & 2} \matrix{3 & 4}", "."),
        (r"1\,024", r"may be 1024 or 1, 024: write one of the two"),
        (r"65{,}536", r"may be 65536 or 65.536: write one of the two"),
        (r"\begin{bmatrix} 1{,}024 & 2 \end{bmatrix}", "may be 1024 or 1.024"),
        (r"\begin{bmatrix} 1 & 2 \end{bmatrix}^T", "There is text after"),
    ],
)
def test_what_may_mean_two_things_is_refused_at_its_place(text, words):
    with pytest.raises(AnswerSyntaxError, match=f"(?i){words}") as refused:
        parse_array(text)
    assert refused.value.excerpt.endswith("^")


NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=6)
SPACES = [r",\,", r",\;", r"\quad ", r",\ ", r" \: "]
AROUND = [
    ("", ""), (r"\left(", r"\right)"), (r"\{", r"\}"), (r"$\langle ", r" \rangle$"),
    (r"\bigl[ ", r" \bigr]"), (r"\boxed{", "}"),
]  # fmt: skip


@given(NUMBERS, st.sampled_from(SPACES), st.sampled_from(AROUND))
def test_any_list_set_in_tex_is_read_back_equal(numbers, space, around):
    text = around[0] + space.join(f"{number:.4f}" for number in numbers) + around[1]
    np.testing.assert_allclose(parse_array(text), numbers, atol=1e-4)


@given(
    st.lists(NUMBERS.map(lambda row: row[:2]), min_size=2, max_size=4),
    st.sampled_from([r"\pmatrix{", r"\left[\matrix{", r"$\bmatrix{"]),
    st.sampled_from([r" \cr ", r"\\ "]),
)
def test_any_matrix_of_plain_tex_is_read_back_equal(rows, begin, row_end):
    end = {"p": "}", "l": r"}\right]", "$": "}$"}[begin[:2].strip("\\")[0]]
    text = begin + row_end.join(" & ".join(map(repr, row)) for row in rows) + end
    np.testing.assert_array_equal(parse_array(text), rows)
