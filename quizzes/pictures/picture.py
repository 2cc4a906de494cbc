"""A finished picture: its drawing, its description in words, and its numbers as a table."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .drawing import Drawing

# The pixels of a column where two pictures are side by side.
HALF_A_PAGE = 520
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Table:
    """The numbers of a picture. Each row begins with its heading. A file has every number in full,
    the page `decimals` decimals of it."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | float]]
    decimals: int = 3

    def shown(self) -> list[tuple[str, list[str]]]:
        """(heading, cells) of each row."""
        return [(self._cell(row[0]), [self._cell(value) for value in row[1:]]) for row in self.rows]

    def csv(self) -> str:
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([[_exact(value) for value in row] for row in self.rows])
        return written.getvalue()

    def _cell(self, value: str | float) -> str:
        return value if isinstance(value, str) else number(value, self.decimals)


@dataclass(frozen=True)
class Picture:
    """`name` is unique on its page and names its files. The description says in words what the
    drawing shows; screen readers read it in place of the drawing."""

    name: str
    title: str
    description: str
    drawing: Drawing
    table: Table

    @property
    def is_wide(self) -> bool:
        """Whether it needs more room than half a page has."""
        return self.drawing.fit == "keeps" and self.drawing.width > HALF_A_PAGE

    def svg(self) -> SafeString:
        """The drawing for a page. All its texts were escaped when it was written."""
        root = self.drawing.root
        sizes = {key: root.get(key) for key in ("viewBox", "width", "height")}
        if self.drawing.fit == "stretches":
            sizes = {"width": "100%", "height": sizes["height"]}
        size = " ".join(f'{key}="{value}"' for key, value in sizes.items())
        told = f"<title>{escape(self.title)}</title> <desc>{escape(self.description)}</desc> "
        look = f'class="picture picture-{self.drawing.fit}" role="img"'
        return mark_safe(  # noqa: S308 - written by ElementTree and escape()
            f"<svg {look} {size}>{told}{self.drawing.markup()}</svg>"
        )

    def file(self) -> str:
        return self.drawing.file(self.title, self.description)


def named(pictures: Iterable[Picture], name: str) -> Picture | None:
    return next((picture for picture in pictures if picture.name == name), None)


def number(value: float, decimals: int) -> str:
    """`0.245`, `−1.50`, `−∞`, `12,800`, `3.2 · 10⁹`: short, and never zero for another number."""
    if value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    if size >= 1e7 or 0 < size < 0.5 * 10.0**-decimals:
        factor, power = f"{value:.1e}".split("e")
        text = f"{factor} · 10{str(int(power)).translate(_RAISED)}"
    elif float(value).is_integer() and (size >= 100 or decimals == 0):
        text = f"{value:,.0f}"
    else:
        text = f"{value:.{decimals}f}"
    return text.replace("-", "−")


def _exact(value: str | float) -> str:
    return value if isinstance(value, str) else repr(float(value))
