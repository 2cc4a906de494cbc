"""Labeled tables are read in every form: spreadsheets, CSV, prints of data frames, Markdown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from attention_engine import AnswerSyntaxError, parse_array
from attention_engine.reading.arrays.asked import HEAD_IS_A_ROW, read_asked

M = [[1, 2.5], [-3, 4]]
POLARS = """shape: (2, 2)
┌──────┬─────┐
│ k1   ┆ k2  │
│ ---  ┆ --- │
│ f64  ┆ f64 │
╞══════╪═════╡
│ 1.0  ┆ 2.5 │
│ -3.0 ┆ 4.0 │
└──────┴─────┘"""
READ = {
    # Spreadsheets and CSV.
    "\tk1\tk2\nq1\t1\t2.5\nq2\t-3\t4": M,
    "k1\tk2\n1\t2.5\n-3\t4": M,
    "\t0\t1\n0\t1\t2.5\n1\t-3\t4": M,
    ",k1,k2\nq1,1,2.5\nq2,-3,4": M,
    "k1,k2\n1,2.5\n-3,4": M,
    "row,k1,k2\nq1,1,2.5\nq2,-3,4": M,
    ",0,1\n0,1.0,2.5\n1,-3.0,4.0": M,
    '"","k1","k2"\n"q1",1,2.5\n"q2",-3,4': M,
    ";k1;k2\nq1;1;2,5\nq2;-3;4,0": M,
    "\tk1\tk2\nthe cat\t1\t2.5\nthe dog\t-3\t4": M,
    "id,k1\n0,2.5\n1,4": [[0, 2.5], [1, 4]],
    # pandas, polars, R.
    "     0    1\n0  1.0  2.5\n1 -3.0  4.0": M,
    "    k1   k2\nq1   1  2.5\nq2  -3  4.0": M,
    "    k1   k2\n0   1  2.5\n1  -3  4.0": M,
    "  V1  V2\n1  1 2.5\n2 -3 4.0": M,
    "    k1   k2\n0   1  2.5\n1  -3  4.0\n\n[2 rows x 2 columns]": M,
    POLARS: M,
    "# A tibble: 2 × 2\n     k1    k2\n  <dbl> <dbl>\n1     1   2.5\n2    -3   4": M,
    "      k1    k2\n   <num> <num>\n1:     1   2.5\n2:    -3   4.0": M,
    "q1    1.0\nq2    2.5\ndtype: float64": [[1], [2.5]],
    "0    1.0\n1    2.5\nName: w, dtype: float64": [[1], [2.5]],
    # LaTeX.
    r"\begin{tabular}{c|cc} & k1 & k2 \\ \hline q1 & 1 & 2.5 \\ q2 & -3 & 4 \end{tabular}": M,
    r"\begin{array}{l|rr} & $k_1$ & $k_2$ \\ $q_1$ & 1 & 2.5 \\ $q_2$ & -3 & 4 \\ \end{array}": M,
    r"\begin{array}{cc} k_1 & k_2 \\ \hline 1 & 2.5 \\ -3 & 4 \end{array}": M,
    r"\begin{array}{l|r} q & \textbf{k1} \\ \hline q1 & 1 \\ q2 & 2.5 \end{array}": [[1], [2.5]],
    r"\begin{array}{lrr} \toprule & 1 & 2 \\ \midrule 1 & 1 & 2.5 \\ 2 & -3 & 4 \\ \end{array}": M,
    r"\bordermatrix{ & k1 & k2 \cr q1 & 1 & 2.5 \cr q2 & -3 & 4}": M,
    # A block matrix has a rule and no head; commands in cells are numbers.
    r"\begin{array}{c|c} 1 & 2.5 \\ \hline -3 & 4 \end{array}": M,
    r"\begin{bmatrix} \frac12 & \sqrt4 \\ \hline 1 & 0 \end{bmatrix}": [[0.5, 2], [1, 0]],
    # What stands above a rule.
    "  k1   k2\n---- ----\n   1  2.5\n  -3    4": M,
    "===  ===\n k1   k2\n===  ===\n1 2.5\n-3 4\n===  ===": M,
    "  k1 | k2\n-----+----\n   1 | 2.5\n  -3 | 4": M,
    "| 0 | 1 |\n|---|---|\n| 1 | 2.5 |\n| -3 | 4 |": M,
    "|  | 0 | 1 |\n|---|---|---|\n| 0 | 1 | 2.5 |\n| 1 | -3 | 4 |": M,
    "+----+----+\n| k1 | k2 |\n+====+====+\n| 1 | 2.5 |\n+----+----+\n| -3 | 4 |\n+----+----+": M,
    "╔═══╦═══╗\n║ 1 ║2.5║\n╠═══╬═══╣\n║-3 ║ 4 ║\n╚═══╩═══╝": M,
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_a_table_is_read_without_its_head_and_labels(text):
    array = parse_array(text)
    assert array.shape == np.shape(READ[text])
    np.testing.assert_allclose(array, READ[text], rtol=1e-15)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("q1\t1\t2.5\nq2\t-3\t4", "e couldn't read “q1”"),
        (",k1,k2\n5,1,2.5\n7,-3,4", "are these labels or numbers"),
        ("    k1   k2\n5   1  2.5\n7  -3  4.0", "are these labels or numbers"),
        ("|   | k1 |\n|---|---|\n| 5 | 2 |\n| 7 | 4 |", "are these labels or numbers"),
        (r"\begin{array}{l|r} & k \\ \hline 5 & 1 \\ 9 & 2 \end{array}", "labels or numbers"),
        (r"\begin{bmatrix} a & b \\ 3 & 4 \end{bmatrix}", "e couldn't read “a”"),
        (r"\begin{array}{l|r} & k \\ q1 & 1 \\ q2 & 2 & 3 \end{array}", "All rows need the same"),
        ("\tk1\tk2\nq1\t1\t2.5\n5\t-3\t4", "e couldn't read “q1”"),
        ("k1   k2\n0   1  2.5\n1  -3  4.0", "are these labels or numbers"),
        ("k1\tk2\n0\t1\t2.5\n1\t-3\t4.0", "are these labels or numbers"),
        ("1 2\n----\n3 4\n----\n5 6", "."),
        ("k1\tk2", "e couldn't read “k1”"),
    ],
)
def test_a_column_that_may_be_labels_is_refused_at_its_place(text, words):
    with pytest.raises(AnswerSyntaxError, match=words) as refused:
        parse_array(text)
    assert refused.value.excerpt.endswith("^")


@pytest.mark.parametrize(
    "text",
    ["| 1 | 2.5 |\n|---|---|\n| -3 | 4 |", "| 1 | 2.5 |\n|-|-|\n| -3 | 4 |", "1 2.5\n- ---\n-3 4"],
)
def test_numbers_above_a_rule_are_a_row_only_where_that_shape_is_asked_for(text):
    assert parse_array(text).tolist() == [-3, 4]
    assert read_asked(text, (2,)).values.tolist() == [-3, 4]
    typed = read_asked(text, (2, 2))
    assert typed.values.tolist() == M
    assert typed.note == HEAD_IS_A_ROW


matrices = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=5),
    elements=st.floats(-1e6, 1e6),
)


@given(
    matrices,
    st.sampled_from(["\t", ",", ";", "  "]),
    st.sampled_from(["q{}", "the query{}", "{}"]),
    st.sampled_from(["k{}", "{}", '"key {}"']),
)
def test_any_labeled_table_is_read_without_head_and_labels(array, sign, label, name):
    if sign == "  ":
        name, label = name.replace('"key {}"', "key{}"), label.replace("the ", "")
    names = [name.format(j) for j in range(array.shape[1])]
    rows = [sign.join([label.format(i), *map(repr, row)]) for i, row in enumerate(array.tolist())]
    text = "\n".join([sign.join(["", *names]), *rows])
    np.testing.assert_array_equal(parse_array(text), array, strict=True)
