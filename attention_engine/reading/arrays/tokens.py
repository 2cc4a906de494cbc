"""Splits text into brackets, separators and cells, each with its start and end."""

import re

from ..source import Source, shown
from .expression import MAX_LENGTH

# A kind (CELL, or the character itself), a start and an end. Plain tuples: there are many.
Token = tuple[str, int, int]
CELL = "cell"
# A cell whose comma is a decimal comma.
DECIMAL = "decimal"

MAX_DEPTH = 6
MAX_CELL = 1000
# Allows a number, its separator, and brackets around every single number.
TOKENS_PER_CELL = 5

# A cell contains spaces only in 25 % and in 1.5 * 10^-3.
_TOKEN = re.compile(
    r"""[ \t]*(?:
    (?P<cell>[^\s,;\[\](){}]+
        (?:(?:[ ]{1,3}(?:\*|\\times|\\cdot)|(?<=\*)|(?<=\\times)|(?<=\\cdot))[ ]{0,3}
            10(?=[\^⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹])[^\s,;\[\](){}]*)?
        (?:[ ]%(?=[\s,;\])}]|$))?)
    |(?P<mark>[^ \t]))""",
    re.VERBOSE,
)
_CELL_GROUP = 1
_CELL_STOPS = re.compile(r"[\s,;\[\](){}]")
_TUPLE_OR_GROUP = re.compile(r"[(),;\[\s]")
_OPENS = {"[": "]", "(": ")", "{": "}"}


def tokenize(source: Source, max_cells: int) -> list[Token]:
    """The tokens of the text, with paired brackets and without blank lines and spaces.

    Raises AnswerSyntaxError for unpaired or too deeply nested brackets, and at cell
    `max_cells` + 1.
    """
    text = source.text
    tokens: list[Token] = []
    opened: list[Token] = []
    most = TOKENS_PER_CELL * (max_cells + MAX_DEPTH)
    position = cells = 0
    while match := _TOKEN.match(text, position):
        start, position = match.span(match.lastindex or 0)
        mark = text[start] if match.lastindex != _CELL_GROUP else CELL
        if mark in "[{" or (mark == "(" and _opens_list(text, start)):
            token = (mark, start, position)
            opened.append(token)
            if len(opened) > MAX_DEPTH:
                message = f"Brackets are nested more than {MAX_DEPTH} deep."
                raise source.fault(message, start)
        elif mark in (CELL, "("):
            if mark == "(" or text[position : position + 1] in ("(", "{"):
                position = _cell_end(source, start, start if mark == "(" else position)
            cells += 1
            if cells > max_cells or position - start > MAX_CELL:
                _refuse_cell(source, start, cells > max_cells)
            token = (CELL, start, position)
        elif mark in "])}":
            _refuse_closing(source, opened, mark, start)
            opened.pop()
            token = (mark, start, position)
        elif mark == "\n" and tokens and tokens[-1][0] == "\n":
            continue
        elif mark in ",;\n":
            token = (mark, start, position)
        else:
            raise source.fault(f"{shown(mark)} does not belong here.", start)
        tokens.append(token)
        if len(tokens) > most:
            raise source.fault("There are too many brackets and separators.", start)
    if opened:
        mark, start, _ = opened[-1]
        raise source.fault(f"The {mark} is not closed.", start, expected=_OPENS[mark])
    return tokens


def _opens_list(text: str, start: int) -> bool:
    """Whether the ( at `start` opens a list rather than part of one cell's expression."""
    depth = 0
    for match in _TUPLE_OR_GROUP.finditer(text, start, start + MAX_LENGTH):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
            if depth == 0:
                return False
        else:
            return True
    return True


def _cell_end(source: Source, start: int, position: int) -> int:
    """The end of a cell with parentheses from `position` on; a space inside them is an error."""
    text = source.text
    closings: list[str] = []
    while True:
        stop = _CELL_STOPS.search(text, position)
        position = stop.start() if stop else len(text)
        mark = text[position : position + 1]
        if mark in ("(", "{") and position - start <= MAX_CELL:
            closings.append(")" if mark == "(" else "}")
        elif closings and mark == closings[-1]:
            closings.pop()
        elif closings and position - start <= MAX_CELL:
            cell = shown(text[start:position])
            message = f"{cell} needs a {closings[-1]} here: write a cell without spaces or commas."
            raise source.fault(message, position, expected=closings[-1])
        else:
            return position
        position += 1


def _refuse_cell(source: Source, start: int, too_many: bool) -> None:
    if too_many:
        raise source.fault("There are more numbers than are read at once.", start)
    raise source.fault(f"One number has at most {MAX_CELL:,} characters.", start)


def _refuse_closing(source: Source, opened: list[Token], mark: str, start: int) -> None:
    if not opened:
        raise source.fault(f"The {mark} closes nothing: no bracket is open.", start)
    opening = opened[-1][0]
    if _OPENS[opening] != mark:
        message = (
            f"{shown(mark)} closes the {opening} that was opened: {_OPENS[opening]} is needed."
        )
        raise source.fault(message, start, expected=_OPENS[opening])
