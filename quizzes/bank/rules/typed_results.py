"""No result typed by hand beside its computation: `softmax(x) = [0.27, ...]`, `q · k = 0.71`.

A typed number can be wrong; a number in {{ }} is computed. A definition (`d_k = 64`) is not a
result, because its left side is a name. A wrong answer that people give may be quoted in a quote
that begins `> **A common answer**`.
"""

import re
from collections.abc import Iterator

from ..text.faults import shortened
from ..text.spans import formulas, without_quote
from .base import Finding, Subject, rule

COMMON_ANSWER = "**A common answer**"

_RELATION = re.compile(r"(?<![<>!=:+\-*/])=(?!=)|≈|≃|≅|~=|\\approx(?![a-z])|\\simeq(?![a-z])")
_VALUE = re.compile(
    r"""
    (?: [\s$`&(\[{]* | \\left | \\[({\[] | \\begin\{[a-z]*matrix\} | \\approx | \\[,;] )*
    -?\s*
    (?: \d*\.\d+                                  # a decimal is a result wherever it stands
      | \d[\d,]*%?(?=\s*(?:[.,;:)\]}$`&|]|\\\\|\\\)|\\\]|$))   # a whole number if nothing follows
    )
    """,
    re.VERBOSE,
)
_COMPUTATION = re.compile(
    r"""
    [A-Za-z]\w*(?:\}\s*)?(?:\\left)?\(\s*[^)\s]       # a call: softmax(..., \text{softmax}(...
    | \\(?:cdot|times|frac|sqrt|sum|prod|exp|log|cos|sin|tanh|langle|top)(?![a-z])
    | [·×⋅∙÷√∑∏@]
    | \b(?:cos|sin|tan|exp|log|ln|sqrt)\s*[\w(]
    | [\w)\]}]\s*[+^]\s*[\w({\\\[-]
    | [\w)\]}]\s+[*−/-]\s+[\w({\\\[]
    | \d\s*[*/]\s*[\w(\\]
    | \)\s*[*/]\s*[\w(\\]
    """,
    re.VERBOSE,
)
_BREAK = re.compile(r"[$`|;:?!]|[.]\s|\\\\|\\quad|^\s*[-*+]\s|\bis\b|\band\b|\bwith\b")


# A number with its signs, and the words before it.
_BARE_NUMBER = re.compile(r"(?:(?:by|about)\s)*\$?[-≈]?\s?\d[\d.,/%]*\$?\.?", re.IGNORECASE)


@rule("TYPED-RESULT", of_drafts="is told")
def results_are_computed(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        for number, line in _statements(piece.evaluated.masked):
            found = typed_result(line)
            if found:
                message = f"{found!r} is typed by hand; let the engine compute it with {{{{ }}}}"
                yield piece.path, piece.line + number - 1, message


@rule("TYPED-RESULT", of_drafts="is told")
def right_options_are_computed(subject: Subject) -> Iterator[Finding]:
    """A right option that is just a number is the result of what was asked."""
    for item in subject.question.items if subject.question else ():
        for index, option in enumerate(getattr(item.spec, "options", ())):
            if option.right and _BARE_NUMBER.fullmatch(option.text):
                message = (
                    f"the right option {option.text!r} is typed by hand; let the engine compute "
                    'it with {{ }}, as in {{ parse_array("2*4+1"):.0f }}'
                )
                yield subject.parsed.name, item.document.line_of(("options", index)), message


def typed_result(line: str) -> str:
    """The first result typed beside its computation on a line, or ``""``."""
    for relation in _RELATION.finditer(line):
        value = _VALUE.match(line, relation.end())
        if value is None:
            continue
        left = _left_side(line[: relation.start()])
        if _COMPUTATION.search(left):
            return shortened(f"{left.strip()} {relation[0]}{value[0]}", 80)
    return ""


def _left_side(before: str) -> str:
    """The left side of a relation: back to the last break or unmatched bracket."""
    depth = 0
    for place in range(len(before) - 1, -1, -1):
        sign = before[place]
        if sign in ")]}":
            depth += 1
        elif sign in "([{":
            depth -= 1
            if depth < 0:
                return before[place + 1 :]
        elif depth == 0 and sign == ",":
            before = before[place + 1 :]
            break
    # Equations chain: in a + b = c = 0.75 the computation is left of an earlier sign.
    breaks = [m.end() for m in _BREAK.finditer(before.rstrip("$` "))]
    return before[breaks[-1] if breaks else 0 :]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yields the author's lines, and each formula that spans several of them as one line."""
    yield from _author_lines(text)
    for formula in formulas(text):
        if "\n" in formula.tex and COMMON_ANSWER not in text:
            yield text.count("\n", 0, formula.start) + 1, formula.tex.replace("\n", " ")


def _author_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yields the lines of a text without the quoted common answers."""
    quoting = False
    for number, line in enumerate(text.split("\n"), start=1):
        bare = without_quote(line)
        is_quote = bare != line
        if not is_quote:
            quoting = False
        elif bare.startswith(COMMON_ANSWER):
            quoting = True
        elif bare.startswith("**"):
            quoting = False
        if not quoting:
            yield number, line
