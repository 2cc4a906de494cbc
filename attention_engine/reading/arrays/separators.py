"""Decides, in one place, what a comma or a semicolon means.

A comma between digits is a decimal comma only if something else separates the numbers of a row:
spaces (`0,5 0,25`), or semicolons on lines (`0,5;0,25` above `1,5;2,5`, as spreadsheets write).
"""

import re

from ..source import Source
from .tokens import CELL, DECIMAL, Token

_EMPTY_CELL = re.compile(r"(?<=[0-9.)%])\t\t+(?=[-+.(0-9])")
# A number, its comma, the line's end and another number.
MIN_LISTED = 4
_WHOLE = re.compile(r"[+-]?[0-9]+$")
_FRACTION = re.compile(r"[0-9]+(?:[eE][+-]?[0-9]+)?(?: ?%)?$")


def refuse_empty_cells(source: Source) -> None:
    """Raises AnswerSyntaxError for an empty cell between two tabs, which would go unnoticed."""
    if empty := _EMPTY_CELL.search(source.text):
        message = "A cell is empty between two tabs: fill it, or leave out one tab."
        raise source.fault(message, empty.start() + 1, expected="a number")


def settle(source: Source, tokens: list[Token], decimal_commas: bool = False) -> list[Token]:
    """The tokens, with decimal commas joined into their cells and `;` between cells made `,`.

    With `decimal_commas`, every comma directly between digits is one.
    Raises AnswerSyntaxError if commas and spaces both separate numbers.
    """
    kinds = [kind for kind, _, _ in tokens]
    if decimal_commas:
        return _join(source, tokens, all_commas=False)
    spaced = _has(kinds, CELL, CELL)
    if not spaced and _semicolons_separate_cells(source, tokens, kinds):
        tokens = _join(source, tokens)
        return [("," if token[0] == ";" else token[0], *token[1:]) for token in _bare_ends(tokens)]
    if spaced and _has(kinds, CELL, ",", CELL):
        return _join(source, tokens)
    return tokens


def joined_list(tokens: list[Token]) -> list[Token]:
    """Numbers that stand one on a line, each with a comma after it, as one list."""
    if len(tokens) < MIN_LISTED or [t[0] for t in tokens[1:3]] != [",", "\n"]:
        return tokens
    kinds = [kind for kind, _, _ in tokens if kind != "\n"]
    lines = sum(kind == "\n" for kind, _, _ in tokens[:-1])
    in_turn = all(kind == "," for kind in kinds[1::2]) and "," not in kinds[::2]
    if not in_turn or "[" in kinds or "(" in kinds or len(kinds) != 2 * lines + 1:
        return tokens
    return [token for token in tokens if token[0] != "\n"]


def _semicolons_separate_cells(source: Source, tokens: list[Token], kinds: list[str]) -> bool:
    if "[" in kinds or "(" in kinds or not _has(kinds, CELL, ";", CELL):
        return False
    if not (_has(kinds, CELL, "\n", CELL) or _has(kinds, ";", "\n", CELL)):
        return False
    commas = [i for i, kind in enumerate(kinds) if kind == ","]
    return all(_is_decimal(source, tokens, i) for i in commas)


def _bare_ends(tokens: list[Token]) -> list[Token]:
    """The tokens without the semicolons that end lines."""
    following = [*tokens[1:], ("\n", 0, 0)]
    return [
        t for t, after in zip(tokens, following, strict=True) if (t[0], after[0]) != (";", "\n")
    ]


def _join(source: Source, tokens: list[Token], all_commas: bool = True) -> list[Token]:
    """Each `1,5` as one cell. Any other comma between two cells is refused if `all_commas` must be
    decimal commas, and separates the cells otherwise."""
    joined: list[Token] = []
    skip = False
    for i, (kind, start, end) in enumerate(tokens):
        if skip:
            skip = False
        elif (
            kind == "," and 0 < i < len(tokens) - 1 and tokens[i - 1][0] == tokens[i + 1][0] == CELL
        ):
            is_decimal = _is_decimal(source, tokens, i)
            if not (is_decimal or all_commas):
                joined.append((kind, start, end))
                continue
            if joined[-1][0] == DECIMAL or not is_decimal:
                message = "Commas and spaces both separate numbers here: use one of the two."
                raise source.fault(message, start)
            joined[-1] = (DECIMAL, joined[-1][1], tokens[i + 1][2])
            skip = True
        else:
            joined.append((kind, start, end))
    return joined


def _is_decimal(source: Source, tokens: list[Token], i: int) -> bool:
    """Whether the comma at `i` has digits directly on both sides."""
    if not 0 < i < len(tokens) - 1:
        return False
    (_, start, end), (_, comma, after), (_, follows, stop) = tokens[i - 1 : i + 2]
    return (
        end == comma
        and after == follows
        and _WHOLE.match(source.text[start:end]) is not None
        and _FRACTION.match(source.text[follows:stop]) is not None
    )


def _has(kinds: list[str], *wanted: str) -> bool:
    """Whether `wanted` occur one after the other somewhere in `kinds`."""
    shifted = [kinds[i:] for i in range(len(wanted))]
    return wanted in zip(*shifted, strict=False)
