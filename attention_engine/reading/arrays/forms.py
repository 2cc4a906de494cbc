"""The accepted and the refused forms of input: one list for tests, pages and people.

Tests prove that each accepted example is read as its value, and that each refused one gets its
sentence.
"""

from dataclasses import dataclass

Value = float | list["Value"]


@dataclass(frozen=True)
class TypedForm:
    """A form with an example, and the array that it is read as. `asked` is the shape that a task
    asks for, where it takes part in reading."""

    name: str
    example: str
    value: Value
    asked: tuple[int, ...] | None = None


@dataclass(frozen=True)
class RefusedForm:
    """A form that is refused, an example, and the beginning of its error sentence."""

    name: str
    example: str
    sentence: str


_M: Value = [[1, 2.5], [-3, 4]]
_ROW: Value = [1, 2.5]

TYPED_FORMS: dict[str, tuple[TypedForm, ...]] = {
    "Plain": (
        TypedForm("One number", "0.665", 0.665),
        TypedForm("Numbers in a line are a list", "1 2.5", _ROW),
        TypedForm("Lines of one number are a column, as copied from a PDF", "1\n2.5", [[1], [2.5]]),
        TypedForm("Rows on lines", "1 2.5\n-3 4", _M),
        TypedForm("Rows with semicolons", "1 2.5; -3 4", _M),
        TypedForm("Cells of a spreadsheet, with tabs between them", "1\t2.5\n-3\t4", _M),
        TypedForm("CSV", "1,2.5\n-3,4", _M),
        TypedForm("CSV with semicolons and decimal commas", "1;2,5\n-3;4", _M),
        TypedForm("Decimal commas with spaces between numbers", "1 2,5\n-3 4,0", _M),
        TypedForm(
            "Decimal commas, where two numbers are asked for", "0,5; 0,25", [0.5, 0.25], asked=(2,)
        ),
        TypedForm("One number on a line, with commas, is a list", "1,\n2.5,", _ROW),
    ),
    "Programs": (
        TypedForm("JSON, JavaScript", "[[1, 2.5], [-3, 4]]", _M),
        TypedForm("Python, with comments", "[\n    [1, 2.5],  # q1\n    (-3, 4),\n]", _M),
        TypedForm("numpy", "A = np.array([[1, 2.5], [-3, 4]], dtype=np.float32)", _M),
        TypedForm("What numpy prints", "[[ 1.   2.5]\n [-3.   4. ]]", _M),
        TypedForm(
            "What PyTorch prints",
            "tensor([[ 1.0000,  2.5000],\n        [-3.0000,  4.0000]], grad_fn=<MmBackward0>)",
            _M,
        ),
        TypedForm(
            "What JAX prints", "Array([[ 1. ,  2.5],\n       [-3. ,  4. ]], dtype=float32)", _M
        ),
        TypedForm(
            "What TensorFlow prints",
            "<tf.Tensor: shape=(2, 2), dtype=float32, numpy=\narray([[ 1. ,  2.5],\n"
            "       [-3. ,  4. ]], dtype=float32)>",
            _M,
        ),
        TypedForm(
            "A console, without its commands",
            "$ python attention.py\n[[ 1.   2.5]\n [-3.   4. ]]",
            _M,
        ),
        TypedForm("Calls that only wrap", "print(np.array([[1, 2.5], [-3, 4]]).tolist())", _M),
        TypedForm("A list of arrays", "[array([1. , 2.5]), array([-3.,  4.])]", _M),
        TypedForm("MATLAB, Octave, Julia", "A = [1 2.5; % q1\n     -3 4];", _M),
        TypedForm("MATLAB's continued line", "[1 ...\n 2.5; -3 4]", _M),
        TypedForm("What MATLAB prints", "A =\n\n    1.0000    2.5000\n   -3.0000    4.0000", _M),
        TypedForm("What Julia prints", "2×2 Matrix{Float64}:\n  1.0  2.5\n -3.0  4.0", _M),
        TypedForm("Wolfram, C", "{{1, 2.5}, {-3, 4}}", _M),
        TypedForm("R", "rbind(c(1, 2.5), c(-3, 4))", _M),
        TypedForm("What R prints", "     [,1] [,2]\n[1,]    1  2.5\n[2,]   -3  4.0", _M),
        TypedForm("A vector that R prints", "[1] 1.0 2.5", _ROW),
        TypedForm("Rows in brackets, side by side", "[1, 2.5], [-3, 4]", _M),
        TypedForm("Rows in brackets, on lines", "[1 2.5]\n[-3 4]", _M),
    ),
    "Tables": (
        TypedForm("Cells of a spreadsheet with labels", "\tk1\tk2\nq1\t1\t2.5\nq2\t-3\t4", _M),
        TypedForm("CSV with labels", ",k1,k2\nq1,1,2.5\nq2,-3,4", _M),
        TypedForm("What pandas prints", "     0    1\n0  1.0  2.5\n1 -3.0  4.0", _M),
        TypedForm(
            "What polars prints",
            "shape: (2, 2)\n┌──────┬─────┐\n│ k1   ┆ k2  │\n│ ---  ┆ --- │\n│ f64  ┆ f64 │\n"
            "╞══════╪═════╡\n│ 1.0  ┆ 2.5 │\n│ -3.0 ┆ 4.0 │\n└──────┴─────┘",
            _M,
        ),
        TypedForm("A data frame that R prints", "   k1  k2\nq1  1 2.5\nq2 -3 4.0", _M),
        TypedForm(
            "A LaTeX table with labels",
            r"\begin{tabular}{l|rr} & k1 & k2 \\ \hline q1 & 1 & 2.5 \\ q2 & -3 & 4 \end{tabular}",
            _M,
        ),
        TypedForm("Rows with their names", "Row 1: 1 2.5\nRow 2: -3 4", _M),
        TypedForm(
            "Numbers above a rule are a head", "| 0 | 1 |\n|--:|--:|\n| 1 | 2.5 |\n| -3 | 4 |", _M
        ),
        TypedForm(
            "Numbers above a rule, where two rows are asked for",
            "| 1 | 2.5 |\n|--:|--:|\n| -3 | 4 |",
            _M,
            asked=(2, 2),
        ),
    ),
    "Chats": (
        TypedForm("A sentence around it", "The answer is [[1, 2.5], [-3, 4]].", _M),
        TypedForm(
            "A fenced block with words around it",
            "Here is the matrix:\n\n```python\n[[1, 2.5], [-3, 4]]\n```\n\nHope this helps!",
            _M,
        ),
        TypedForm("Bold marks and back-ticks", "**1** `2.5`", _ROW),
        TypedForm("A sign for about, and a full stop", "≈ 0.665.", 0.665),
    ),
    "Documents": (
        TypedForm("A LaTeX matrix", r"\begin{bmatrix} 1 & 2.5 \\ -3 & 4 \end{bmatrix}", _M),
        TypedForm(
            "A LaTeX array, with what stands around it",
            r"$$Q = \left[\begin{array}{c|c} 1 & \frac{5}{2} \\[2pt] \hline -3 & 4 "
            r"\end{array}\right]$$",
            _M,
        ),
        TypedForm("A matrix of plain TeX", r"\pmatrix{1 & 2.5 \cr -3 & 4}", _M),
        TypedForm(
            "A LaTeX matrix whose row breaks were halved by Markdown",
            r"\begin{bmatrix} 1 & 2.5 \ -3 & 4 \end{bmatrix}",
            _M,
        ),
        TypedForm("A list in LaTeX", r"\left( 1,\, 2.5 \right)", _ROW),
        TypedForm("LaTeX rows", r"1 & 2{,}5 \\ -3 & 4", _M),
        TypedForm("A Markdown table", "| a | b |\n|--:|--:|\n| 1 | 2.5 |\n| -3 | 4 |", _M),
        TypedForm(
            "A Markdown table with labeled rows",
            "|    | k1 | k2 |\n|----|----|----|\n| q1 | 1 | 2.5 |\n| q2 | -3 | 4 |",
            _M,
        ),
        TypedForm("Rows with bars", "1 | 2.5\n-3 | 4", _M),
        TypedForm(
            "A drawn table",
            "┌────┬─────┐\n│  1 │ 2.5 │\n├────┼─────┤\n│ -3 │ 4   │\n└────┴─────┘",
            _M,
        ),
        TypedForm("The tall brackets of a PDF", "⎡ 1  2.5⎤\n⎣−3  4  ⎦", _M),
    ),
    "Cells": (
        TypedForm("A fraction", "[1/4, ½, 2½]", [0.25, 0.5, 2.5]),
        TypedForm("A fraction in LaTeX", r"\frac12 & \frac{5}{2}", [0.5, 2.5]),
        TypedForm("Percent", "25% 2.5 %", [0.25, 0.025]),
        TypedForm("A power of ten", "1e-3 2.5×10⁻³ 2.5 × 10^1", [0.001, 0.0025, 25]),
        TypedForm("An expression without spaces", "[(1+2)*3, 2^-1, sqrt(4)]", [9, 0.5, 2]),
        TypedForm("Powers of e", "[e^0, exp(0)]", [1, 1]),
        TypedForm("Any minus, space and bracket", "⟨1,\u2009−2.5⟩", [1, -2.5]),
    ),
}

REFUSED_FORMS: tuple[RefusedForm, ...] = (
    RefusedForm("Rows of unequal length", "[1 2; 3 4 5]", "Row 2 has 3 numbers but row 1 has 2"),
    RefusedForm("A missing number", "[1,, 2]", "A number is missing before this comma"),
    RefusedForm("An empty cell of a spreadsheet", "1\t\t3", "A cell is empty between two tabs"),
    RefusedForm("A bracket without its partner", "[[1, 2], [3, 4]", "The [ is not closed"),
    RefusedForm("Numbers left out", "[0.1 ... 0.9]", "Numbers are left out here"),
    RefusedForm("Two matrices", "[[1]], [[2]]", "There is a second matrix"),
    RefusedForm("Rows with nothing between them", "[1 2] [3 4]", "Is this one row or two?"),
    RefusedForm("Commas and spaces between numbers", "1, 2 3", "Commas and spaces both separate"),
    RefusedForm("Thousands separators", "1,048,576", "Number 2: “048” begins with a zero"),
    RefusedForm("A long dash between numbers", "1–2", "A long dash between two numbers may be"),
    RefusedForm("A power that lost its height", "1.5×10−3", "Is this a power of ten?"),
    RefusedForm(
        "A space before an exponent", "2.87 e-1", "“2.87 e-1” may be the one number 2.87e-1"
    ),
    RefusedForm("A space before a fraction", "3 2 ½", "“2 ½” may be the one number 2½ or two"),
    RefusedForm(
        "Thousands in LaTeX", "1{,}024", "“1{,}024” may be 1024 or 1.024: write one of the two"
    ),
    RefusedForm(
        "A sum with spaces in a LaTeX cell", "1 & 2.5 -3", "Number 2: “2.5 -3” may be two numbers"
    ),
    RefusedForm(
        "One halved row break among whole ones",
        r"1 & 2 \\ 3 & 4 \ 5 & 6",
        "One backslash is a space in LaTeX, and a row ends in two",
    ),
    RefusedForm("Rows that end in commas", "1, 2.5,\n-3, 4", "The line ends in a comma: is each"),
    RefusedForm(
        "A first column without a name",
        ",k1,k2\n5,1,2.5\n7,-3,4",
        "The head has no name for this column",
    ),
    RefusedForm("Words between numbers", "1 2\nand then\n3 4", "Is there one array above"),
    RefusedForm("Words that change the numbers", "in percent:\n28 72", "“percent” may change the"),
    RefusedForm(
        "Two outputs of a console",
        "julia> A\n[1 2]\njulia> B\n[3 4]",
        "A console printed more than once",
    ),
    RefusedForm("Spaces within an expression", "[1 - 2]", "Number 2: “-” is alone"),
    RefusedForm("NaN, None, true", "[1, nan]", "Number 2: we couldn't read “nan” as a number"),
    RefusedForm("Infinity, but for -inf of hidden scores", "[1, inf]", "Number 2: “inf” isn't"),
    RefusedForm("Words, names, units", "[1, x]", "Number 2: we couldn't read “x”"),
    RefusedForm("Numbers in quotes", '["1", "2"]', "Number 1: quotes make text of a number"),
    RefusedForm("A change of the matrix", "[1 2; 3 4]'", "“'” is not carried out"),
    RefusedForm("R's matrix, filled by columns", "matrix(c(1, 2), nrow=1)", "R fills matrices"),
    RefusedForm(
        "MATLAB's common factor", "1.0e+03 *\n\n 1.0 2.0", "MATLAB has split or scaled these"
    ),
    RefusedForm("LaTeX cases", r"\begin{cases} 1 & 2 \end{cases}", r"\begin{cases} isn't a matrix"),
)
