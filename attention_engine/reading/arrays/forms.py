"""The accepted and the refused forms of input: one list for tests, pages and people.

Tests prove that each accepted example is read as its value, and that each refused one gets its
sentence.
"""

from dataclasses import dataclass

Value = float | list["Value"]


@dataclass(frozen=True)
class TypedForm:
    """A form with an example, and the array that it is read as."""

    name: str
    example: str
    value: Value


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
    "Documents": (
        TypedForm("A LaTeX matrix", r"\begin{bmatrix} 1 & 2.5 \\ -3 & 4 \end{bmatrix}", _M),
        TypedForm(
            "A LaTeX array, with what stands around it",
            r"$$Q = \left[\begin{array}{c|c} 1 & \frac{5}{2} \\[2pt] \hline -3 & 4 "
            r"\end{array}\right]$$",
            _M,
        ),
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
        TypedForm("Percent", "25% 2.5 %", [0.25, 0.025]),
        TypedForm("A power of ten", "1e-3 2.5×10⁻³ 2.5 × 10^1", [0.001, 0.0025, 25]),
        TypedForm("An expression without spaces", "[(1+2)*3, 2^-1, sqrt(4)]", [9, 0.5, 2]),
        TypedForm("Powers of e", "[e^0, exp(0)]", [1, 1]),
        TypedForm("Any minus, space and bracket", "⟨1,\u2009−2.5⟩", [1, -2.5]),
    ),
}

REFUSED_FORMS: tuple[RefusedForm, ...] = (
    RefusedForm("Rows of unequal length", "[1 2; 3 4 5]", "Row 2 has 3 numbers, row 1 has 2"),
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
    RefusedForm("Spaces within an expression", "[1 - 2]", "Number 2: “-” stands alone"),
    RefusedForm("NaN, None, true", "[1, nan]", "Number 2: “nan” is no number"),
    RefusedForm("Infinity, but for -inf of hidden scores", "[1, inf]", "Number 2: “inf” is no"),
    RefusedForm("Words, names, units", "[1, x]", "Number 2: “x” is no number"),
    RefusedForm("Numbers in quotes", '["1", "2"]', "Number 1: quotes make text of a number"),
    RefusedForm("A change of the matrix", "[1 2; 3 4]'", "“'” is not carried out"),
    RefusedForm("R's matrix, filled by columns", "matrix(c(1, 2), nrow=1)", "R fills matrices"),
    RefusedForm(
        "MATLAB's common factor", "1.0e+03 *\n\n 1.0 2.0", "MATLAB has split or scaled these"
    ),
    RefusedForm("LaTeX cases", r"\begin{cases} 1 & 2 \end{cases}", r"\begin{cases} is no matrix"),
)
