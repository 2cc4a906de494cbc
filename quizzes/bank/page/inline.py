"""Finds `{{ ... }}` in Markdown outside code and replaces it with what the engine computes."""

import re
from dataclasses import dataclass

from ..text.faults import shortened
from ..text.limits import over_limit
from ..text.spans import code_regions, is_in
from .expressions import ExpressionError, evaluate

MAX_EXPRESSIONS = 300
_BRACES = re.compile(r"\{\{(?P<source>[^{}\n]*)\}\}")
_OPEN = re.compile(r"\{\{[^\n]{0,60}")
# Replaces an expression where only the author's own words matter.
MASK = "⟦⟧"


@dataclass(frozen=True)
class Evaluated:
    """`text` has values for the expressions, `masked` has MASK; both keep their line numbers.

    `faults` are (line from 1, message).
    """

    text: str
    masked: str
    faults: list[tuple[int, str]]


def evaluate_inline(text: str) -> Evaluated:
    """Replaces each expression outside code. A faulty one is left unchanged and reported."""
    # A text over a limit is shown as its source.
    if "{{" not in text or over_limit(text):
        return Evaluated(text, text, [])
    code = code_regions(text)
    faults: list[tuple[int, str]] = []
    parts: list[str] = []
    masked: list[str] = []
    place = count = 0

    def keep(until: int) -> None:
        chunk = text[place:until]
        parts.append(chunk)
        masked.append(chunk)
        faults.extend(
            (_line(text, place + match.start()), _unreadable(match[0]))
            for match in _OPEN.finditer(chunk)
            if not is_in(code, place + match.start())
        )

    for match in _BRACES.finditer(text):
        if is_in(code, match.start()):
            continue
        keep(match.start())
        place, count = match.end(), count + 1
        masked.append(MASK)
        try:
            if count > MAX_EXPRESSIONS:
                raise ExpressionError(
                    f"exceeds the limit of {MAX_EXPRESSIONS} expressions in a text"
                )
            parts.append(evaluate(match["source"]))
        except ExpressionError as error:
            parts.append(match[0])
            words = f"{{{{ {shortened(match['source'])} }}}}: {error}"
            faults.append((_line(text, match.start()), words))
    keep(len(text))
    return Evaluated("".join(parts), "".join(masked), sorted(faults))


def _unreadable(found: str) -> str:
    return (
        f"{shortened(found)!r} is not a complete {{{{ }}}} on one line; put it in code to show "
        "it, or put a space between the braces of a formula"
    )


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
