"""Reads LaTeX matrices: cells separated by &, rows that end in two backslashes."""

import re

from ..source import Source
from .delimited import Shape, marked_cells, split_rows
from .latex_tables import without_names
from .tokens import Token

# How many pairs of marks may stand around a text.
MAX_AROUND = 4
# The length of `} \right\rangle .`
MAX_CLOSING = 40

_MATRIX = r"(?:[pbBvV]?(?:small)?matrix\*?|array|tabular)"
_COLUMNS = r"\s*\{(?:[clr|\s]|@\{[^{}]{0,20}\}|\*\{?[0-9]{1,4}\}?\{[clr|]{1,5}\})*\}"
_BEGIN = re.compile(
    r"\s*(?:\\left\s*(?:\\[a-zA-Z]+|\\[{|]|[(\[|.])\s*)?"
    rf"\\begin\s*\{{(?P<name>{_MATRIX})\}}(?:{_COLUMNS}|\s*\[[clr]\])?"
)
_END = re.compile(
    r"\\end\s*\{(?P<name>[a-zA-Z*]{1,20})\}"
    r"(?:\s*\\right\s*(?:\\[a-zA-Z]+|\\[}|]|[)\]|.]))?\s*[.,;]?\s*\Z"
)
# Plain TeX: \matrix{1 & 2 \cr 3 & 4}.
_PLAIN_BEGIN = re.compile(
    r"\s*(?:\\left\s*(?:\\[a-zA-Z]+|\\[{|]|[(\[|.])\s*)?"
    r"(?P<name>\\(?:[pbBvV]?(?:small)?|border)matrix)\s*\{"
)
_PLAIN_END = re.compile(r"\}(?:\s*\\right\s*(?:\\[a-zA-Z]+|\\[}|]|[)\]|.]))?\s*[.,;]?\s*\Z")
_PLAIN = re.compile(r"\\cr(?![a-qs-zA-Z])|matrix\s*\{")
_ROW_END = re.compile(
    r"\\\\(?:\[-?[0-9.]{1,8}[a-z]{2}\])?|\\(?:cr|(?:tabular)?newline)(?![A-Za-z])"
)
# Markdown halves the two backslashes: the one that is left stands between two numbers.
_HALVED_ROW_END = re.compile(r"(?<=[^\s&\\])[ \t]*\\(?=\s+[^\s&\\]|[-+.0-9])")
_SPACE = re.compile(r"(?<!\\)\\(?=\s)")
# Table rules, and commands that only add space.
_ORNAMENT = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|displaystyle|textstyle|hfill|centering|crcr)"
    r"(?![A-Za-z])|\\cline\{[0-9]{1,4}-[0-9]{1,4}\}"
    r"|\\(?:[hv]?phantom|[hv]space\*?|(?:cell|row)?color)\{[^{}]{0,20}\}"
)
_RULE = re.compile(r"\\(?:hline|midrule)(?![A-Za-z])")
_CASES = re.compile(r"\\begin\s*\{(?:d?cases)")
_SURROUND = ("equation", "equation*", "displaymath", "align*", "gather*")
_MATH = (
    (r"\boxed{", "}"),
    ("$$", "$$"),
    ("$", "$"),
    (r"\[", r"\]"),
    (r"\(", r"\)"),
    *((rf"\begin{{{name}}}", rf"\end{{{name}}}") for name in _SURROUND),
)


def unwrap_math(source: Source) -> None:
    r"""Blank the `$ $`, `\[ \]`, `\( \)`, `\boxed{ }` or `equation` around the whole text."""
    for _ in range(MAX_AROUND):
        text = source.text.strip()
        start = len(source.text) - len(source.text.lstrip())
        found = [pair for pair in _MATH if _is_around(text, *pair)]
        if not found:
            return
        opening, closing = found[0]
        source.blank(start, start + len(opening))
        source.blank(start + len(text) - len(closing), start + len(text))


def _is_around(text: str, opening: str, closing: str) -> bool:
    inside = len(text) - len(opening) - len(closing)
    return inside > 0 and text.startswith(opening) and text.endswith(closing)


def is_latex(text: str) -> bool:
    if "&" in text or r"\\" in text or r"\begin" in text:
        return True
    return (r"\cr" in text or "matrix" in text) and _PLAIN.search(text) is not None


def read_latex(source: Source, max_cells: int) -> tuple[list[Token], Shape]:
    """The cells and their shape. Raises AnswerSyntaxError if the text is not one matrix."""
    start, end = _body(source)
    rules = [rule.start() for rule in _RULE.finditer(source.text, start, end)]
    source.blank_each(_ORNAMENT)
    row_end = _ROW_END
    if halved := _HALVED_ROW_END.search(source.text, start, end):
        if r"\\" in source.text:
            message = r"One backslash is a space in LaTeX, and a row ends in two: write \\."
            raise source.fault(message, halved.start())
        row_end = _HALVED_ROW_END
    else:
        source.blank_each(_SPACE)
    rows = split_rows(source, start, end, row_end, max_cells)
    if len(rows) > 1 and not source.text[slice(*rows[-1])].strip():
        rows.pop()
    return marked_cells(source, without_names(source, rows, rules), "&", max_cells)


def _body(source: Source) -> tuple[int, int]:
    text = source.text
    if r"\begin" not in text:
        return _plain_body(source)
    begin = _BEGIN.match(text)
    if begin is None:
        if cases := _CASES.search(text):
            message = r"\begin{cases} isn't a matrix: type rows of numbers, as in bmatrix."  # noqa: RUF027
            raise source.fault(message, cases.start())
        message = r"A LaTeX matrix begins with \begin{bmatrix} (or another matrix name)."
        raise source.fault(message, len(text) - len(text.lstrip()))
    end_at = text.find(r"\end", begin.end())
    if end_at < 0:
        raise source.fault(rf"\end{{{begin['name']}}} is missing.", begin.end())
    end = _END.match(text, end_at)
    if end is None:
        raise source.fault(r"There is text after \end{...}: leave it out.", end_at)
    if end["name"] != begin["name"]:
        message = rf"\end{{{end['name']}}} does not fit \begin{{{begin['name']}}}."
        raise source.fault(message, end_at)
    return begin.end(), end_at


def _plain_body(source: Source) -> tuple[int, int]:
    r"""What is inside `\matrix{ }`; everything where there is none."""
    text = source.text
    begin = _PLAIN_BEGIN.match(text)
    if begin is None:
        return 0, len(text)
    end = _PLAIN_END.search(text, max(begin.end(), len(text.rstrip()) - MAX_CLOSING))
    if end is None:
        message = f"The {{ of {begin['name']} is not closed at the end."
        raise source.fault(message, begin.end() - 1, expected="}")
    return begin.end(), end.start()
