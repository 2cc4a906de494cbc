"""What people paste from programs, documents and pages is read as the array it shows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from attention_engine import AnswerSyntaxError, parse_array

M = [[1, 2], [3, 4]]
PASTED = {
    # Comments, fences, prompts, names.
    "# keys\n[[1, 2],  # k1\n [3, 4]]  # k2 | all": M,
    "% keys\nK = [1 2 % first\n     3 4]; % 2 keys": M,
    r"1 & 2 \\ % first" + "\n3 & 4": M,
    "```python\n[[1, 2], [3, 4]]\n```": M,
    ">>> np.array([[1, 2], [3, 4]])": M,
    "Out[3]: array([[1., 2.],\n       [3., 4.]])": M,
    "x = 5": 5,
    "W_q <- rbind(c(1, 2), c(3, 4))": M,
    "const A = [[1, 2], [3, 4]];": M,
    "double A[2][2] = {{1, 2}, {3, 4}};": M,
    r"x=\begin{bmatrix}1\end{bmatrix}": [1],
    r"\[ \mathbf{W}_q = \begin{bmatrix}1&2\\3&4\end{bmatrix} \]": M,
    "A = [1 2; ...\n     3 4];": M,
    # Calls.
    "np.array([\n    [1, 2],\n    [3, 4],\n], dtype=np.float32,)": M,
    "np.array([[1, 2], [3, 4]], np.float32)": M,
    "[tensor([1., 2.], dtype=torch.float64), tensor([3., 4.])]": M,
    "tensor([[1, 2],\n        [3, 4]], device='cuda:0', requires_grad=True)": M,
    'torch.tensor([[1, 2], [3, 4]], device=torch.device("cuda"))': M,
    "np.array([np.array([1, 2]), (3, 4)])": M,
    "([1, 2])": [1, 2], "([1, 2],)": [[1, 2]], "c(1, 2)": [1, 2], "tuple([1, 2])": [1, 2],
    "2*exp(0) np.float64(3.0)": [2, 3],
    # Rows without brackets around them.
    "[1, 2],\n[3, 4],": M, "(1, 2), (3, 4)": M, "[1, 2]; [3, 4]": M, "[[1, 2], [3, 4]],": M,
    "[1 2]\n\n[3 4]\n": M, "{1, 2}, {3, 4}": M, "[1]\n[2]": [[1], [2]],
    "{1, 2}": [1, 2], "{{1}}": [[1]], "{1.5*^-3}": [0.0015],
    # LaTeX.
    r"\begin{array}{@{}c|c@{}} 1 & 2 \\[-2pt] \hline 3 & 4 \\ \hline \end{array}": M,
    r"\begin{array}{*{2}{c}} 1 & 2 \\ \cline{1-2} 3 & 4 \end{array}": M,
    r"\begin{tabular}{rr}\toprule 1 & 2 \\ \midrule 3 & 4 \\ \bottomrule\end{tabular}": M,
    r"\begin{pmatrix} \phantom{-}1 & \displaystyle 2 \\ 3 & 4 \end{pmatrix}": M,
    r"\begin{equation*}\begin{pmatrix}1&2\\3&4\end{pmatrix}\end{equation*}": M,
    r"\begin{bmatrix}1{,}5 & \cfrac{1}{2}\end{bmatrix}": [1.5, 0.5],
    r"1.5 \times 10^{-3}": 0.0015, r"$1.5\cdot 10^{-3}$": 0.0015,
    # Tables.
    "| # | k1 |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |": M,
    "| k1 | k2 |\n|:--|:--|\n| 1 | 2 |\n| 3 | 4 |": M,
    "+---+---+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+": M,
    "╔═══╦═══╗\n║ 1 ║ 2 ║\n╠═══╬═══╣\n║ 3 ║ 4 ║\n╚═══╩═══╝": M,
    "┌       ┐\n│ 1   2 │\n│ 3   4 │\n└       ┘": M,
    "| 1 2 |\n| 3 4 |": M, "|0,5|\n|1,5|": [[0.5], [1.5]],
    "⎡1  2⎤\n⎢    ⎥\n⎣3  4⎦": M, "⎛1 2⎞\n⎝3 4⎠": M,
    # Printed by R and Julia.
    "[1] 0.5 0.25 1.5\n[4] 2.5": [0.5, 0.25, 1.5, 2.5],
    "     [,1] [,2]\n[1,]    1    2\n[2,]    3    4": M,
    "2-element Vector{Float64}:\n 0.5\n 0.25": [[0.5], [0.25]],
    # Characters.
    "\ufeff1\u2060.5\u200d 2": [1.5, 2], "⟨1, 2⟩": [1, 2], "1\ufe0e": 1,
    "1\u200b 2": [1, 2], "1.5 × 10⁻³ 2": [0.0015, 2], "1e−3": 0.001, "1½": 1.5, "⅐": 1 / 7,
    "–1 1e–3 2^–1": [-1, 0.001, 0.5],
}  # fmt: skip


@pytest.mark.parametrize("text", PASTED)
def test_what_is_pasted_is_read(text):
    array = parse_array(text)
    assert array.shape == np.shape(PASTED[text])
    np.testing.assert_allclose(array, PASTED[text], rtol=1e-15)


UNCLEAR = {
    "[1] [2]": "Is this one row or two? Put a comma, or a new line, between rows",
    "[1 2] [3 4]": "Is this one row or two? Put a comma, or a new line, between rows",
    "[[1, 2]], [[3, 4]]": "There is a second matrix after the closing bracket: give one at a time",
    "[1; 2], [3; 4]": "There is a second matrix after the closing bracket: give one at a time",
    "[1, 2], 3": "There is text outside the brackets: leave it out",
    "A = [1 2]\nB = [3 4]": "There is text outside the brackets: leave it out",
    "[1] 3": "There is text outside the brackets: leave it out",
    "[1, 2],, [3, 4]": "A number is missing before this comma",
    "[1, 2, 3],\n[4, 5]": "Row 2 has 2 numbers but row 1 has 3. All rows need the same length",
    "[[1, 2], [3, 4]].T": "“.T” is not carried out: type the numbers that you mean",
    "[1 2; 3 4]'": "“'” is not carried out: type the numbers that you mean",
    "cbind(c(1, 2), c(3, 4))": "R fills matrices column by column: type rows, as in "
    "rbind(c(1, 2), c(3, 4))",
    "[1 2 ...\n 3 4]": "Numbers are left out here (...), and all are needed. numpy prints all "
    "after np.set_printoptions(threshold=np.inf)",
    r"1 & \cdots & 3": r"Numbers are left out here (\cdots), and all are needed. numpy prints all "
    "after np.set_printoptions(threshold=np.inf)",
    "Columns 1 through 8\n\n 1 2": "MATLAB has split or scaled these numbers: print them with "
    "disp(mat2str(A))",
    "1—2": "A long dash between two numbers may be a minus or a range: write - for a minus",
    "1.5·10-3": "Is this a power of ten? Write 10^-3 for a power, and * for a product",
    "1\u200b2": "There is an invisible space inside this number: delete it, or write a space",
    "1\t\t3": "A cell is empty between two tabs: fill it, or leave out one tab",
    "50 % of": "Number 2: we couldn't read “of”. Use numbers, e, sqrt( ) or exp( )",
    "| q1 | 1 |\n| q2 | 2 |": "Row 1, column 1: we couldn't read “q1”. Use numbers, e, sqrt( ) or "
    "exp( )",
    "| a | b |\n|---|---|\n| q | 1 |\n| 2 | 3 |": "Row 1, column 1: we couldn't read “q”. Use "
    "numbers, e, sqrt( ) or exp( )",
    '"0,5","0,25"': "Number 1: quotes make text of a number: leave them out",
}


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_may_mean_two_things_is_refused_in_words(text):
    with pytest.raises(AnswerSyntaxError) as refused:
        parse_array(text)
    assert refused.value.message.removesuffix(".") == UNCLEAR[text]


def test_a_row_of_another_length_is_pointed_at_where_it_begins():
    with pytest.raises(AnswerSyntaxError) as refused:
        parse_array("[1 2 3\n 4 5\n 6 7 8]")
    assert refused.value.excerpt == " 4 5\n ^"


finite = st.floats(allow_nan=False, allow_infinity=False)
matrices = arrays(
    np.float64, array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=6), elements=finite
)


# Begin, between cells, between rows, end.
WAYS = {
    "Wolfram": ("{{", ", ", "}, {", "}}"),
    "C": ("double A[][6] = {\n  {", ", ", "},\n  {", "},\n};"),
    "R": ("rbind(c(", ", ", "), c(", "))"),
    "Julia's print": ("2×2 Matrix{Float64}:\n ", "  ", "\n ", "\n"),
    "MATLAB": ("A = [", " ", "; % row\n", "];"),
    "MATLAB's print": ("A =\n\n   ", "   ", "\n   ", "\n"),
    "numpy": ("X = np.array([\n  [", ", ", "],\n  [", "],\n], dtype=float)"),
    "a list of tensors": ("[tensor([", ", ", "]), tensor([", "])]"),
    "rows side by side": ("[", ", ", "], [", "]"),
    "rows on lines": ("[", " ", "]\n[", "]"),
    "commented rows": ("[[", ", ", "],  # row\n[", "]]"),
    "a drawn table": ("┌──┬──┐\n│ ", " │ ", " │\n├──┼──┤\n│ ", " │\n└──┴──┘"),
    "a framed matrix": ("│ ", "  ", " │\n│ ", " │"),
    "a PDF's brackets": ("⎡", "  ", "⎤\n⎣", "⎦"),
    "LaTeX": (r"\[A = \begin{Bmatrix} ", " & ", r" \\[2pt] ", r" \end{Bmatrix}\]"),
    "full-width": ("［", "，", "；", "］"),
    "no-break spaces": ("\ufeff", "\u00a0\u202f", "\r\n", "\u2009"),
}


@pytest.mark.parametrize("way", WAYS)
@given(array=matrices, minus=st.sampled_from("-−–－"))
def test_any_matrix_written_in_any_way_is_read_back_equal(way, array, minus):
    begin, cell, row, end = WAYS[way]
    rows = (cell.join(map(repr, line)).replace("-", minus) for line in array.tolist())
    text = f"{begin}{row.join(rows)}{end}"
    np.testing.assert_array_equal(parse_array(text), array, strict=True)


@given(matrices)
def test_a_matrix_that_r_prints_is_read_back_equal(array):
    lines = ["     " + " ".join(f"[,{j + 1}]" for j in range(array.shape[1]))]
    lines += [f"[{i + 1},] {' '.join(map(repr, row))}" for i, row in enumerate(array.tolist())]
    np.testing.assert_array_equal(parse_array("\n".join(lines)), array, strict=True)


@given(matrices)
def test_a_markdown_table_with_labels_is_read_without_them(array):
    head = f"|   |{'|'.join(f' k{j} ' for j in range(array.shape[1]))}|\n"
    rule = f"|{'---|' * (array.shape[1] + 1)}\n"
    rows = [f"| q{i} | {' | '.join(map(repr, row))} |" for i, row in enumerate(array.tolist())]
    np.testing.assert_array_equal(parse_array(head + rule + "\n".join(rows)), array, strict=True)
