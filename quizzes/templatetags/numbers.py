"""Numbers, arrays and formulas in templates."""

import html
import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from numpy.typing import ArrayLike

from attention_engine import format_array
from attention_engine.judging.cells import Cells
from quizzes.bank.page.formulas import FormulaError, render_formula
from quizzes.numbers.table import Cell, table_of

register = template.Library()


@register.inclusion_tag("quizzes/numbers/_matrix.html")
def matrix(
    value: ArrayLike,
    decimals: int | None = 3,
    cells: Cells | None = None,
    label: str = "",
) -> dict[str, Any]:
    """A number, or a vector, a matrix or a batch of matrices as a table.

    `cells` are the verdicts on the numbers; each is marked accordingly. `label` says what
    the numbers are. `decimals=None` shows numbers as they were typed.
    """
    return {"table": table_of(value, decimals, cells), "label": label}


@register.filter
def judged_cells(row: Iterable[Cell]) -> SafeString:
    """The cells of a table's row, with what was judged of each. A page can have thousands, for
    which a loop in the template takes five times as long."""
    return mark_safe(" ".join(map(_judged_cell, row)))  # noqa: S308 - escaped there


@register.filter
def plain_cells(row: Iterable[str]) -> SafeString:
    """The texts of a table's row as cells."""
    return mark_safe("".join(f" <td>{html.escape(text)}</td>" for text in row))  # noqa: S308 - escaped


def _judged_cell(cell: Cell) -> str:
    if not cell.verdict:
        return f"<td>{html.escape(cell.text)}</td>"
    mark = f'<span class="visually-hidden">{html.escape(cell.mark)}</span>'
    return f'<td class="cell-{cell.verdict}">{html.escape(cell.text)}{mark}</td>'


@register.filter
def formula(tex: str) -> SafeString:
    """TeX as inline MathML."""
    return _formula(tex, display=False)


@register.filter
def display_formula(tex: str) -> SafeString:
    """TeX as MathML on its own line, in a box that scrolls if it is too wide."""
    return _formula(tex, display=True)


@register.filter
def engine_words(sentence: str) -> SafeString:
    """A sentence of the engine with d_k and sqrt(4) typeset as in a book."""
    words = re.sub(r"\bd_(\w)\b", r"d<sub>\1</sub>", escape(sentence))
    return mark_safe(re.sub(r"\bsqrt\(([\w.]+)\)", r"√\1", words))  # noqa: S308 - escaped above


@register.filter
def as_text(value: ArrayLike, decimals: int | None = None) -> str:
    """The array in the form that every answer box reads: `[[1, 0.5], [0.25, 2]]`."""
    return format_array(value, decimals=decimals)


def _formula(tex: str, display: bool) -> SafeString:
    try:
        return mark_safe(render_formula(tex, display=display))  # noqa: S308 - cleaned there
    except FormulaError:
        # Showing the formula's source is better than failing the page.
        return format_html("<code>{}</code>", tex)
