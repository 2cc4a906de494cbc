"""One line of the table: ours, the peer measured in the same run, and their ratio."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    name: str
    ours: float
    peer: float
    unit: str
    goal: str

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    def as_json(self) -> dict[str, str | float]:
        return {
            "name": self.name,
            "ours": self.ours,
            "peer": self.peer,
            "ratio": self.ratio,
            "unit": self.unit,
        }


def shown(number: float) -> str:
    """An integer from a thousand on, four significant digits below."""
    return f"{number:,.0f}" if number >= 1000 else f"{number:.4g}"


def as_text(rows: Sequence[Row]) -> str:
    """The table, with columns as wide as needed."""
    head = ("what", "ours", "peer", "unit", "ratio", "goal")
    cells = [
        (row.name, shown(row.ours), shown(row.peer), row.unit, f"{row.ratio:.3f}", row.goal)
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    numbers = (1, 2, 4)
    lines = [
        "  ".join(
            cell.rjust(width) if at in numbers else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in (head, *cells)
    ]
    return "\n".join(lines)
