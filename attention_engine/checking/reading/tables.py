"""Tables with marked cells: LaTeX matrices and Markdown rows with `|`."""

import re

from .source import Source
from .tokens import DECIMAL, Token

_MATRIX = r"(?:[pbBvV]?(?:small)?matrix\*?|array)"
_BEGIN = re.compile(
    r"\s*(?:\\left\s*(?:\\[a-zA-Z]+|\\[{|]|[(\[|.])\s*)?"
    rf"\\begin\s*\{{(?P<name>{_MATRIX})\}}(?:\s*\{{[clr|\s]*\}}|\s*\[[clr]\])?"
)
_END = re.compile(
    r"\\end\s*\{(?P<name>[a-zA-Z*]{1,20})\}"
    r"(?:\s*\\right\s*(?:\\[a-zA-Z]+|\\[}|]|[)\]|.]))?\s*[.,;]?\s*\Z"
)
_ROW_END = re.compile(r"\\\\(?:\[[0-9.]{1,8}[a-z]{2}\])?")
_LINE = re.compile(r"\\hline\b")
_LINE_END = re.compile(r"\n")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_MATH = (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)"))

Shape = tuple[int, ...]


def unwrap_math(source: Source) -> None:
    r"""Blank the `$ $`, `\[ \]` or `\( \)` around the whole text."""
    text = source.text.strip()
    start = len(source.text) - len(source.text.lstrip())
    for opening, closing in _MATH:
        inside = len(text) - len(opening) - len(closing)
        if inside > 0 and text.startswith(opening) and text.endswith(closing):
            source.blank(start, start + len(opening))
            source.blank(start + len(text) - len(closing), start + len(text))
            return


def is_table(text: str) -> bool:
    return "|" in text or "&" in text or r"\\" in text or r"\begin" in text


def read_table(source: Source, max_cells: int) -> tuple[list[Token], Shape]:
    """The cells and their shape: (rows, columns), or (columns,) for a single row.

    In a table commas never separate, so a comma between digits is a decimal comma.
    Raises AnswerSyntaxError for unequal rows, empty cells and what stands outside the table.
    """
    text = source.text
    if r"\begin" in text or "&" in text or r"\\" in text:
        start, end = _matrix_body(source)
        rows = _split(source, start, end, _ROW_END, max_cells)
        if len(rows) > 1 and not source.text[slice(*rows[-1])].strip():
            rows.pop()
        return _cells(source, rows, "&", max_cells)
    lines = _split(source, 0, len(text), _LINE_END, max_cells)
    rows = [line for line in lines if text[slice(*line)].strip()]
    return _cells(source, _without_frame(source, rows), "|", max_cells)


def _matrix_body(source: Source) -> tuple[int, int]:
    text = source.text
    if r"\begin" not in text:
        return 0, len(text)
    begin = _BEGIN.match(text)
    if begin is None:
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
    source.blank_each(_LINE)
    return begin.end(), end_at


def _split(
    source: Source, start: int, end: int, at: re.Pattern[str], limit: int
) -> list[tuple[int, int]]:
    """The places of the rows between start and end."""
    rows, begin = [], start
    for match in at.finditer(source.text, start, end):
        rows.append((begin, match.start()))
        begin = match.end()
        if len(rows) > 2 * limit:
            raise source.fault("There are more rows than are read at once.", begin)
    return [*rows, (begin, end)]


def _without_frame(source: Source, rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Markdown rows without the rule, a header of words, and the outer `|`."""
    text = source.text
    if len(rows) > 1 and _RULE.fullmatch(text, *rows[1]):
        header = text[slice(*rows[0])]
        rows = rows[2:] if not any(c.isdigit() for c in header) else rows[:1] + rows[2:]
        if not rows:
            raise source.fault("The table has no row of numbers.", len(text))
    framed = []
    for start, end in rows:
        row = text[start:end]
        left = start + len(row) - len(row.lstrip())
        right = start + len(row.rstrip())
        bars = (text[left] == "|", text[right - 1] == "|" and right - 1 > left)
        framed.append((left + bars[0], right - bars[1]))
    return framed


def _cells(
    source: Source, rows: list[tuple[int, int]], separator: str, max_cells: int
) -> tuple[list[Token], Shape]:
    cells: list[Token] = []
    width = 0
    for number, (start, end) in enumerate(rows, 1):
        before = len(cells)
        position = start
        for piece in source.text[start:end].split(separator):
            stop = position + len(piece)
            if not piece.strip():
                message = f"Row {number}, column {len(cells) - before + 1} is empty."
                raise source.fault(message, position, expected="a number")
            cells.append((DECIMAL, stop - len(piece.lstrip()), position + len(piece.rstrip())))
            position = stop + len(separator)
            if len(cells) > max_cells:
                raise source.fault("There are more numbers than are read at once.", start)
        if number == 1:
            width = len(cells)
        elif len(cells) - before != width:
            count = len(cells) - before
            message = f"Row {number} has {count} number{'s' * (count != 1)}, row 1 has {width}"
            raise source.fault(f"{message}: rows have equal length.", start)
    return cells, ((width,) if len(rows) == 1 else (len(rows), width))
