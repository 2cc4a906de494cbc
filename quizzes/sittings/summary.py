"""Results in one look: a tick for each task, and the known mistakes that were made."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from quizzes.models import Verdict

from .results import TaskResult

_TICKS = {
    Verdict.RIGHT: ("right", "✓", "right"),
    Verdict.IMPRECISE: ("too few digits", "≈", "imprecise"),
    Verdict.WRONG: ("wrong", "✗", "wrong"),
    Verdict.GIVEN_UP: ("blank", "–", "info"),
}


@dataclass(frozen=True)
class Tick:
    """How a task went, in `words` and by a `sign`. Its details are `open` where something was
    wrong in what was typed."""

    result: TaskResult
    words: str
    sign: str
    tone: str

    @property
    def open(self) -> bool:
        attempt = self.result.attempt
        return attempt is not None and bool(attempt.raw) and not self.result.is_right


@dataclass
class Slip:
    """A known mistake, and the numbers of the tasks in which it was made."""

    id: str
    tasks: list[int] = field(default_factory=list)


def ticks_of(results: Iterable[TaskResult]) -> list[Tick]:
    return [Tick(result, *_tick(result)) for result in results]


def slips_of(results: Iterable[TaskResult]) -> list[Slip]:
    """The mistakes that explain wrong answers, the commonest first."""
    slips: dict[str, Slip] = {}
    for result in results:
        findings = result.feedback.diagnosis.findings if result.feedback else ()
        for mistake in findings[0].mistakes if findings else ():
            slips.setdefault(mistake, Slip(mistake)).tasks.append(result.number)
    return sorted(slips.values(), key=lambda slip: -len(slip.tasks))


def _tick(result: TaskResult) -> tuple[str, str, str]:
    if result.attempt is None:
        return "left out", "·", "info"
    verdict = Verdict(result.attempt.mark.verdict)
    if verdict == Verdict.GIVEN_UP and result.attempt.raw:
        return "could not be read", "✗", "wrong"
    words, sign, tone = _TICKS[verdict]
    if result.was_seen:
        return f"{words}, but you had seen the solution", sign, "info"
    return words, sign, tone
