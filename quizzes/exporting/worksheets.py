"""Tasks on paper, with the solutions that the reader has seen or gives up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quizzes.answering.boxes import AnswerBoxes
from quizzes.answering.prompt import givens_of
from quizzes.answering.solution import Solution, solution_of
from quizzes.answering.task import Task
from quizzes.models import Item
from quizzes.numbers.given import Given

from .cards import MOST_VARIANTS, exported_seeds
from .taking import Variant, variant_of


class NoSuchSheet(ValueError):
    """A number of a sheet that there is not."""


@dataclass(frozen=True)
class SheetTask:
    """One task of a sheet. `waits`: an unfinished quiz of the reader asks it."""

    task: Task
    givens: list[Given]
    boxes: AnswerBoxes
    waits: bool
    solution: Solution | None


def sheet_number(text: str, items: Sequence[Item]) -> int:
    """The number of a sheet as written in an address. Raises NoSuchSheet."""
    most = sheets_of(items)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:3]) <= most):
        raise NoSuchSheet(
            f"There is no sheet “{text[:20]}” of these tasks. "
            f"The sheets have the numbers 1 to {most}."
        )
    return int(text)


def sheets_of(items: Sequence[Item]) -> int:
    """How many sheets there are, each with numbers of its own; at least one."""
    return max((len(exported_seeds(item, MOST_VARIANTS)) for item in items), default=1)


def tasks_on(items: Sequence[Item], number: int) -> list[Task]:
    """The tasks of a sheet. Those with fewer numbers than there are sheets come with the same ones
    again."""
    seeds = ((item, exported_seeds(item, MOST_VARIANTS)) for item in items)
    return [Task(item, found[(number - 1) % len(found)]) for item, found in seeds]


def sheet(
    tasks: Sequence[Task], free: Collection[int], solved: Collection[Variant] | None
) -> list[SheetTask]:
    """A sheet as a page shows it. `free` are the items that no unfinished quiz asks; `solved` are
    the variants whose solution is shown, None for all."""
    shown = []
    for task in tasks:
        is_free = task.item.pk in free
        is_solved = is_free and (solved is None or variant_of(task) in solved)
        solution = solution_of(task) if is_solved else None
        shown.append(SheetTask(task, givens_of(task), AnswerBoxes(task), not is_free, solution))
    return shown
