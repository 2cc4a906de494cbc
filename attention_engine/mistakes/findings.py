"""What a diagnosis says."""

from dataclasses import dataclass

import numpy as np

from ..computations import Derivation
from . import Mistake, explained, titled
from .cell_arithmetic import CellArithmetic


@dataclass(frozen=True, eq=False)
class Finding:
    """One cause that gives exactly the submitted numbers.

    `mistakes` are ids of the catalogue: one, or two made at once. `title` and `tells` are for the
    learner. `where` is empty for the whole answer, else text like `row 2 only`; `cells` is then
    True in the cells that it explains.
    """

    mistakes: tuple[str, ...]
    title: str
    tells: str
    where: str = ""
    cells: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """`findings` are causes that each alone give the submitted numbers, likeliest first.
    `arithmetic` works out the wrong cell if there is only one. `remark` is empty, or names a slip
    that gives the numbers when too few of them are wrong to call it the cause. `place` is empty,
    or says which row is wrong and what is special in it, where nothing else was found."""

    findings: tuple[Finding, ...] = ()
    arithmetic: CellArithmetic | None = None
    remark: str = ""
    place: str = ""

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The ids of all findings, each once."""
        return tuple(dict.fromkeys(id for finding in self.findings for id in finding.mistakes))

    @property
    def explains_all(self) -> bool:
        """Whether a cause gives the whole answer, and not some of its cells only."""
        return any(finding.cells is None for finding in self.findings)


NOTHING_FOUND = Diagnosis()


def whole(mistakes: tuple[Mistake, ...], derivation: Derivation) -> Finding:
    """The finding of one mistake, or of two made at once, in the whole answer."""
    ids = tuple(each.id for each in mistakes)
    tells = [explained(each, derivation) for each in mistakes]
    if len(mistakes) == 1:
        return Finding(ids, titled(mistakes[0], derivation), tells[0])
    first, second = (titled(each, derivation) for each in mistakes)
    title = f"Two mistakes at once: {_lowered(first)}; {_lowered(second)}"
    return Finding(ids, title, f"Together they give exactly your numbers. {' '.join(tells)}")


def partial(
    mistake: Mistake, derivation: Derivation, where: str, cells: np.ndarray, tells: str = ""
) -> Finding:
    """The finding of a mistake in some cells only, the others being right."""
    only = f"{where} only" if where else f"{int(cells.sum())} of {cells.size} cells only"
    words = tells or explained(mistake, derivation)
    title = titled(mistake, derivation)
    return Finding((mistake.id,), title, f"The rest is right. {words}", only, cells)


def _lowered(title: str) -> str:
    return title[0].lower() + title[1:]
