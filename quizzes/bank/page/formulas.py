"""Converts TeX to MathML, which browsers draw natively: no scripts, styles or font downloads."""

import re
from functools import lru_cache
from html import escape

from math_core import LatexError, LatexToMathML

from .sanitise import MATHML_TAGS, clean_mathml

MAX_TEX = 4000

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_STYLE = re.compile(r' style="([^"]*)"')
_TAG = re.compile(r"<([a-z]+)")
# The content security policy makes browsers ignore style attributes, so these become classes.
_CLASS_OF_STYLE = {
    "text-align:left": "left",
    "text-align:right": "right",
    "text-align:center": "center",
    "padding-left:0": "flush-left",
    "padding-right:0": "flush-right",
    "padding-left:1em": "spaced",
    "border-left:0.05em solid currentcolor": "ruled-left",
    "border-right:0.05em solid currentcolor": "ruled-right",
    "border-top:0.05em solid currentcolor": "ruled-above",
    "border-bottom:0.05em solid currentcolor": "ruled-below",
}
# Implied by the text-align beside them.
_IMPLIED_STYLES = ("justify-items",)


class FormulaError(ValueError):
    """A formula cannot be shown. The message says why, in one line."""


@lru_cache(maxsize=4096)
def render_formula(tex: str, display: bool = False) -> str:
    """Safe MathML of a TeX formula, with the TeX in `data-tex` for copying.

    A display formula gets its own box, which scrolls if the formula is too wide.
    Raises FormulaError for TeX that is broken, too long, or needs styling.
    """
    if len(tex) > MAX_TEX:
        raise FormulaError(f"is longer than {MAX_TEX} characters")
    try:
        mathml = LatexToMathML().convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise FormulaError(_reason(error)) from error
    mathml = _STYLE.sub(_as_class, mathml)
    unknown = set(_TAG.findall(mathml)) - MATHML_TAGS
    if unknown:
        raise FormulaError(f"needs <{min(unknown)}>, which browsers do not draw")
    safe = clean_mathml(mathml)
    if not safe.startswith("<math"):
        raise FormulaError("produces no formula")
    math = f'<math data-tex="{escape(tex)}"{safe[len("<math") :]}'
    if not display:
        return math
    return f'<span class="formula" tabindex="0" role="group" aria-label="Formula">{math}</span>'


def _as_class(match: re.Match[str]) -> str:
    classes = []
    for style in match[1].split(";"):
        name, _, value = style.partition(":")
        if not name.strip() or name.strip() in _IMPLIED_STYLES:
            continue
        known = _CLASS_OF_STYLE.get(f"{name.strip()}:{value.strip()}")
        if known is None:
            raise FormulaError(f"asks for styling ({name.strip()}), which pages do not allow")
        classes.append(known)
    return f' class="{" ".join(classes)}"' if classes else ""


def _reason(error: LatexError) -> str:
    """The first sentence of math-core's message, without its terminal colors."""
    for line in _ANSI.sub("", str(error)).splitlines():
        if line.strip():
            words = line.strip().removeprefix("Error:").strip().rstrip(".")
            return words[0].lower() + words[1:]
    return "cannot be read"
