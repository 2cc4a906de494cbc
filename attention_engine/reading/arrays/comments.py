"""Removes what a person wrote beside the numbers: comments and code fences."""

import re

from ..source import Source

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[ \t]*\w{0,20}[ \t]*$", re.MULTILINE)
# After a number % means percent. It begins a comment at the start of a line, and after a bracket,
# a separator or the end of a LaTeX row.
_PERCENT = re.compile(r"(?P<kept>^[ \t]*|[;,\[\]][ \t]*|\\\\[ \t]*)%[^\n]*", re.MULTILINE)
# Inside a bracket it also begins one before a word. Elsewhere it means 50 % of something.
_PERCENT_WORDS = re.compile(r"(?<=[ \t])%+[ \t]*(?!(?:e|exp|sqrt|inf|nan)\b)[^\W\d_][^\n]*")
_CONTINUED = re.compile(r"\.\.\.[ \t]*\n")
_LEFT_OUT = re.compile(r"\.\.+|[…⋯⋮⋱]|\\[cldvi]?dots(?![A-Za-z])")


def blank_comments(source: Source) -> None:
    """Overwrite `# ...` and `% ...` up to the line end, and ``` lines, with spaces."""
    if "```" in source.text or "~~~" in source.text:
        source.blank_each(_FENCE)
    if "#" in source.text:
        source.text = "\n".join(map(_without_hash, source.text.split("\n")))
    if "%" in source.text:
        source.blank_each(_PERCENT)
        source.blank_each(_PERCENT_WORDS, source.text.find("["))


def _without_hash(line: str) -> str:
    before, _, _ = line.partition("#")
    # In a table # may head a column.
    return line if "|" in before else before.ljust(len(line))


def join_continued(source: Source) -> None:
    """Join lines at MATLAB's `...`, and refuse any other dots that stand for omitted numbers.

    numpy may also break a line after its dots, so dots continue a line only in a text with a
    semicolon.
    """
    if ";" in source.text and "..." in source.text:
        source.text = _CONTINUED.sub(lambda found: " " * len(found[0]), source.text)
    may_have_dots = ".." in source.text or "dots" in source.text or not source.text.isascii()
    if may_have_dots and (dots := _LEFT_OUT.search(source.text)):
        message = (
            f"Numbers are left out here ({dots[0][:10]}), and all are needed. numpy prints all "
            "after np.set_printoptions(threshold=np.inf)."
        )
        raise source.fault(message, dots.start(), expected="a number")
