"""Reads what TeX writes around numbers, in lists and cells: its spaces, brackets, type styles."""

import re

from ..source import Source, shown
from .latex import is_latex

# Each of 4,096 numbers may have two, and each of their rows.
MAX_COMMANDS = 12_500

# A number in another type.
_STYLED = re.compile(
    r"\\(?:math(?:bf|rm|it|sf|tt)|text(?:bf|rm|it|sf|tt|normal)?|bm|boldsymbol|pmb|underline|num)"
    r"\s{0,3}\{(?P<number>[-+0-9.,eE ]{1,40})\}"
)
_SPACED_FRACTION = re.compile(
    r"(?P<name>\\[dtc]?frac)\s{1,3}(?P<top>[0-9])\s{0,3}(?P<bottom>[0-9])(?![0-9.])"
)
# In a list, outside of any matrix, these only part the numbers.
_PARTING = re.compile(
    r"\\(?:[,;:!>]|(?:q?quad|enspace|thinspace|medspace|left|right|[bB]igg?[lr]?)(?![A-Za-z])"
    r"|(?=\s))"
)
_BRACKET = re.compile(r"\\(?:[{}]|(?:l|r)(?:angle|brack|brace)(?![A-Za-z]))")
_PLAIN_BRACKET = {
    r"\{": "{", r"\}": "}", r"\lbrace": "{", r"\rbrace": "}", r"\lbrack": "[",
    r"\rbrack": "]", r"\langle": "(", r"\rangle": ")",
}  # fmt: skip
_THOUSANDS = re.compile(
    r"(?<![\w.,}\\])[1-9][0-9]{0,2}(?P<gap>\\,|\{,\})[0-9]{3}(?:(?P=gap)[0-9]{3})*(?![\w.])"
)


def unwrap_list(source: Source) -> None:
    r"""Read `\left( 1,\, 2.5 \right)` as `(1, 2.5)`: TeX's spaces, brackets and type styles.

    Raises AnswerSyntaxError for `1\,024` and `1{,}024`, which may be one number or two.
    """
    text = source.text
    has_gaps = r"\," in text or "{,}" in text
    if "\\" not in text and not has_gaps:
        return
    if text.count("\\") > MAX_COMMANDS:
        raise source.fault("There are more commands than are read at once.", text.index("\\"))
    if has_gaps and (found := _THOUSANDS.search(text)):
        number, gap = found[0], found["gap"]
        other = number.replace(gap, "." if gap == "{,}" else ", ")
        plain = number.replace(gap, "")
        message = f"{shown(number)} may be {plain} or {other}: write one of the two."
        raise source.fault(message, found.start())
    edits = [(*each.span(), each["number"]) for each in _STYLED.finditer(source.text)]
    source.replace_all(edits)
    fractions = _SPACED_FRACTION.finditer(source.text)
    edits = [(*each.span(), "".join(each.group("name", "top", "bottom"))) for each in fractions]
    source.replace_all(edits)
    if not is_latex(source.text):
        source.blank_each(_PARTING)
        edits = [(*each.span(), _PLAIN_BRACKET[each[0]]) for each in _BRACKET.finditer(source.text)]
        source.replace_all(edits)
