"""The strip above a task: where one is in a sitting, and what of it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from .plan import Planned


@dataclass(frozen=True)
class Stop:
    """One task in the strip. `words` say whether it is answered, `sign` shows it."""

    number: int
    words: str
    sign: str
    flagged: bool
    is_current: bool


@dataclass(frozen=True)
class Strip:
    """`previous` and `next` are numbers of tasks; None before the first and after the last."""

    stops: list[Stop]
    number: int
    previous: int | None
    next: int | None


def strip_of(entries: Sequence[Planned], number: int) -> Strip:
    return Strip(
        [_stop(entry, number) for entry in entries],
        number,
        number - 1 if number > 1 else None,
        number + 1 if number < len(entries) else None,
    )


def first_open(entries: Sequence[Planned]) -> int | None:
    """The number of the first task without an answer; None if each has one."""
    return next((entry.number for entry in entries if entry.is_blank), None)


def _stop(entry: Planned, number: int) -> Stop:
    words, sign = _state(entry)
    return Stop(entry.number, words, sign, entry.flagged, entry.number == number)


def _state(entry: Planned) -> tuple[str, str]:
    if entry.task is None:
        return "left out", "×"
    return ("blank", "") if entry.is_blank else ("answered", "✓")
