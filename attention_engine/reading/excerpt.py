"""The line with the error and a caret under its place: two lines that are safe to show."""

import re
import unicodedata

WIDTH = 60
# Keep little text before the place, so that a phone shows the caret without scrolling.
BEFORE = 24

_LINE_END = re.compile("[\n\r\v\f\x85\u2028\u2029]")


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Line and column from 1, in the text as typed; CR LF together end one line."""
    before = text[:position].replace("\r\n", " \n")
    ends = [end.end() for end in _LINE_END.finditer(before)]
    return len(ends) + 1, len(before) - (ends[-1] if ends else 0) + 1


def excerpt_of(text: str, position: int) -> str:
    """The line around `position`, cut to about 60 characters, and a line with a caret under it."""
    _, column = line_and_column(text, position)
    start = position - column + 1
    line_end = _LINE_END.search(text, position)
    end = line_end.start() if line_end else len(text)
    first = start if position - start <= BEFORE else position - BEFORE
    last = end if end - first <= WIDTH else first + WIDTH
    shown = "".join(map(visible, text[first:last]))
    before = "".join(map(visible, text[first:position]))
    left, right = "…" * (first > start), "…" * (last < end)
    return f"{left}{shown}{right}\n{' ' * len(left)}{_blank(before)}^"


def visible(character: str) -> str:
    """A safe stand-in for a character that is invisible, moves text or combines with another."""
    if character == "\t" or unicodedata.category(character) == "Zs":
        return "\u3000" if character == "\u3000" else " "
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "\u2421"
    if not character.isprintable() or unicodedata.combining(character):
        return "\ufffd"
    return character


def _blank(text: str) -> str:
    """Spaces as wide as `text` in a monospaced font, where some characters are double width."""
    return "".join("\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in text)
