"""Finds mistakes that are made in some cells only, with all others right."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..latex import latex_number
from .case import Case
from .findings import Finding, partial
from .places import place_in_words
from .slips import Slips, slips_of

# Rows that changed places are two; one row that repeats another is no exchange.
OF_THE_WHOLE = ("row_swapped", "transposed")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True, eq=False)
class Partial:
    """A case whose submitted array has the right shape, with right and wrong cells."""

    case: Case

    @property
    def wrong(self) -> np.ndarray:
        return self.case.wrong

    @cached_property
    def wrong_row(self) -> int | None:
        """The only row with a wrong cell; None if there are more, or no rows."""
        if self.wrong.ndim != 2:
            return None
        rows = np.flatnonzero(self.wrong.any(axis=1))
        return int(rows[0]) if len(rows) == 1 else None

    def mistakes(self) -> list[Finding]:
        """The mistakes that give all the wrong cells, in whole rows or columns."""
        tried = self.case.singles
        where = self._where()
        found = {
            each.mistakes[0].id: partial(each.mistakes[0], self.case.derivation, where, self.wrong)
            for each in self.case.comparable.fitting(self.wrong)
            if each.mistakes[0].id not in OF_THE_WHOLE
            and self._changes_wrong_lines_only(each.value)
            and self.case.evidence.is_sure(self.wrong, each.value, len(tried))
        }
        return list(found.values())

    def _where(self) -> str:
        """The wrong cells in words. Several in one row are named as that row, because a mistake may
        leave one of its numbers right."""
        several = self.wrong_row is not None and np.count_nonzero(self.wrong) > 1
        return place_in_words(
            self.wrong.any(axis=-1, keepdims=True) | self.wrong if several else self.wrong
        )

    def _changes_wrong_lines_only(self, value: np.ndarray) -> bool:
        """Whether, in the rows or columns to be named, every cell that the mistake changes is
        wrong."""
        differs = ~self.case.tolerance.cells(self.case.derivation.result, value)
        rows = self.wrong.any(axis=-1, keepdims=True) if self.wrong.ndim > 1 else self.wrong
        columns = self.wrong.any(axis=-2, keepdims=True) if self.wrong.ndim > 1 else self.wrong
        return any(not (differs & part & ~self.wrong).any() for part in (rows, columns))

    def slips(self) -> tuple[list[Finding], str]:
        """The slips in one product that give these numbers, if the evidence is enough to name them;
        else a remark, if exactly one slip gives them."""
        if self.wrong_row is None and self.wrong.ndim > 0:
            return [], ""
        tried = list(slips_of(self.case.derivation, self.wrong_row))
        count = sum(len(slips.values) for slips in tried)
        fitting = [(slips, index) for slips in tried for index in self._fitting(slips)]
        where = place_in_words(self.wrong.any(axis=-1, keepdims=True) | self.wrong)
        found = {
            slips.mistake.id: partial(
                slips.mistake, self.case.derivation, where, self.wrong, _slip_in_words(slips, index)
            )
            for slips, index in fitting
            if self.case.evidence.is_sure(self.wrong, slips.values[index], count)
        }
        remark = ""
        if len(fitting) == 1 and not found:
            slips, index = fitting[0]
            if self.case.evidence.is_worth_a_look(self.wrong, slips.values[index]):
                remark = _slip_in_words(slips, index)
        return list(found.values()), remark

    def _fitting(self, slips: Slips) -> list[int]:
        near = self.case.tolerance.cells(slips.values, self.case.submitted)
        return np.flatnonzero(np.all(near.reshape(len(near), -1), axis=1)).tolist()


def _slip_in_words(slips: Slips, index: int) -> str:
    first, second = (latex_number(factor) for factor in slips.factors[index])
    second = f"({second})" if second.startswith("-") else second
    term = int(slips.terms[index])
    which = f"its {ORDINALS[term]} product" if term < len(ORDINALS) else f"product {term + 1}"
    how = "with the sign of {} flipped," if slips.mistake.id == "sign_slip" else "without {}"
    what = how.format(f"{which}, {first} · {second},")
    comes_out = "your numbers come out" if slips.places[index].size else "your number comes out"
    return f"Look at {_sum_in_words(slips, index)}: {what} {comes_out} exactly."


def _sum_in_words(slips: Slips, index: int) -> str:
    place = slips.places[index].tolist()
    if not place:
        return "the sum"
    *batch, row, column = place
    sides = ("row", "column") if slips.step == "output" else ("query", "key")
    head = f" in head {batch[0] + 1}" if batch else ""
    return f"the sum for {sides[0]} {row + 1} and {sides[1]} {column + 1}{head}"
