"""The entry point: takes a computation, its inputs and the form wanted."""

from collections.abc import Callable, Mapping
from numbers import Integral
from typing import Any

from ..computations import Derivation, computation_of
from ..inputs import InputError
from .csv import csv_text
from .latex import latex_text
from .markdown import markdown_text
from .parts import Part, Writer, parts_of
from .python import python_text

MAX_DIGITS = 17
_TEXTS: dict[str, Callable[[str, list[Part], list[Part], Writer], str]] = {
    "latex": latex_text,
    "csv": csv_text,
    "markdown": markdown_text,
}
WRITTEN_FORMS = ("python", *_TEXTS)


def written_answer(
    computation: str, inputs: Mapping[str, Any], form: str, digits: int | None = None
) -> str:
    """The givens and every step of a computation as text, ready to be pasted elsewhere.

    `form` is `python` (standalone numpy code that gives the same numbers), `latex`, `csv` or
    `markdown`; `parse_array` reads each array of the last three back. Numbers are exact, or have
    `digits` significant digits; the code is always exact.
    Raises ValueError for an unknown form and for input that the plain function refuses.

    >>> print(written_answer("dot_product", {"query": [1, 2], "key": [3, 4]}, "csv"))
    query
    1,2
    <BLANKLINE>
    key
    3,4
    <BLANKLINE>
    products
    3,8
    <BLANKLINE>
    dot_product
    11
    <BLANKLINE>
    """
    if form not in WRITTEN_FORMS:
        raise InputError(
            f"form must be one of {', '.join(WRITTEN_FORMS)}, got {form!r:.60}", "form"
        )
    if digits is not None and not (isinstance(digits, Integral) and 1 <= digits <= MAX_DIGITS):
        raise InputError(f"digits must be 1 to {MAX_DIGITS}, got {digits!r:.60}", "digits")
    derivation = Derivation(computation, inputs)
    if form == "python":
        return python_text(derivation, inputs)
    title = computation_of(computation).title
    return _TEXTS[form](title, *parts_of(derivation, inputs), Writer(digits))
