"""Texts of 100,000 characters that a parser might choke on, by what is in them."""

LENGTH = 100_000


def full(unit):
    return (unit * (LENGTH // len(unit) + 1))[:LENGTH]


UNITS = [
    "(", ")", "[", "]", "{", "}", "()", "[]", "{}", "((1)", "[[1]", "(1 ", "1(", "(1)", "(1) ",
    "[1]", "[1],", ",", ";", "\n", " ", "\t", "\r\n", "\r", ",\n", "1 ", "1,", "1;", "1\n", "1\t",
    "-\n", "0,5 ", "1,2;3\n", "1", "9", "0.", "1e", "1+", "-", "9**", "2^", "e^", "√", "sqrt(",
    "exp(", "1/3 ", "%", " %", "1 %", "½", "²", "|", "|\n", "|-", "| 1 |\n", "1|", "&", "1&",
    "\\\\", "1&2\\\\", "\\begin{bmatrix}", "\\end{bmatrix}", "\\", "\\frac{", "\\hline ", "$",
    "\\(", "\\left(", "np.array(", ",dtype=1", "np.float64(", "...", "…", "_", "=", "x", "a ",
    '"', "\x00", "\x1c", "\ud800", "\u202e", "\u200b", "۰", "漢", "é", "inf ", "nan,",
    "#", "# a\n", "1#\n", "|#", "%\n", "% a\n", " % a", "; %", " %%", "...\n", "; ...\n", "1 ...",
    "[1]\n", "{{", "{1},", "c(", "c(1),", "rbind(", "array(1,", "array()", "tensor(", "x=1,", "A=",
    "A ", "[,1] ", "[1,]\n", "[1] 1 1\n", "+---+\n", "+-", "--\n", "│", "| a |\n", "a|1\n", "| |",
    "|-|\n|1|\n", "–", "1–", "×10", "×10-", "\u200b1", "\ufeff", "1\u2060", "1 * 10^2 ", "1 * ",
    "1 \\times 10^2 ", "1½ ", "'", "]'", "].", "].T", ") .", "\\phantom{", "\\cline{", "\\left",
    "\\begin{equation}", "\\begin{array}{", "@{", "*{1}{c}", "⎡", "```\n", "~~~", ">>>", "Out[1]:",
    "2×3 ", "1.0e+03 *\n", "\\dots", "\\cdot", "<-", "==", "1 |", "| 1 1 |\n", "1*^", ",np.float",
]  # fmt: skip

LONG = {
    "4,096 long numbers": " ".join(f"{i / 4096:.18f}" for i in range(4096)),
    "4,096 numbers as JSON": str([[i / 4096 + j for i in range(64)] for j in range(64)]),
    "4,096 decimal commas": " ".join(f"{i},{i + 1}" for i in range(4096)),
    "a spreadsheet": "\n".join(";".join(f"{i},{j}" for i in range(64)) for j in range(64)),
    "4,096 expressions": " ".join(f"{i}+1+1+1+1+1+1+1+1+1" for i in range(4096)),
    "4,096 brackets": f"[{','.join('[[[1]]]' for _ in range(4096))}]",
    "a LaTeX matrix": r"\\".join("&".join([r"\frac{1}{3}"] * 64) for _ in range(64)),
    "rules in a matrix": r"\begin{bmatrix}1" + r"\hline" * 16_000 + r"\end{bmatrix}",
    "a name of spaces": "A" + " " * 99_000 + "=1",
    "spaces before a name": " " * 99_000 + "A = 1",
    "columns of an array": r"\begin{array}{" + "c" * 99_000,
    "columns and repeats": r"\begin{array}{" + "*{3}{c}" * 14_000 + "}1",
    "one call and brackets": "array()" + "{}" * 46_000,
    "one call and parentheses": "array(" + "(1)," * 24_000,
    "brackets in a call": f"array([{','.join('[[[1]]]' for _ in range(4096))}])",
    "calls in calls": "array(" * 8_000 + "1" + ")" * 8_000,
    "calls side by side": "[" + ",".join(["array([1, 2], dtype=int8)"] * 3_800) + "]",
    "spaces before options": "array([1" + "," + " " * 99_000 + ")",
    "an R heading": " ".join(f"[,{i}]" for i in range(1, 12_000)) + "\n[1,] 1",
    "a framed matrix": "\n".join(f"| {' '.join(map(str, range(64)))} |" for _ in range(64)),
    "labels": "|a|1|\n|-|-|\n" + "|b|1|\n" * 16_000,
    "rows in no brackets": "[1, 2],\n" * 2_048,
    "powers of ten": "1.5 × 10⁻³ " * 4_096,
    "comments": "1 # one | two\n" * 4_096,
    "keywords": "array([1" + ",d=1" * 24_000 + ")",
    "a Markdown table": "|\n|".join("|".join(f"{i},{j}" for i in range(64)) for j in range(64)),
    "ten to the six brackets": "[" * 10**6,
    "a huge power": "9**" * 60 + "9",
    "a huge exponent": "1e" + "9" * 900,
    "parentheses in one cell": "(" * 90 + "1" + ")" * 90,
    "roots in one cell": "√" * 190 + "2",
    "signs in one cell": "-" * 190 + "2",
    "powers in one cell": "2" + "^1" * 90,
}
HOSTILE = {f"many {unit!r}": full(unit) for unit in UNITS} | LONG
