"""What an interview came to in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.models import Part, Turn, Verdict

from .asked import AskedScript
from .clock import seconds_of
from .turns import newest_mark


@dataclass(frozen=True)
class Outcome:
    """`met` of `points`: those a good answer needs, over the openings that were asked; `extra`:
    what was more than good. `right` of `tasks`. What the end cut off is not counted. `used` in
    seconds, without pauses."""

    met: int
    points: int
    extra: int
    right: int
    tasks: int
    used: int
    pauses: int

    @property
    def share(self) -> int | None:
        """Percent of the points met; None if no opening was asked."""
        return round(100 * self.met / self.points) if self.points else None


def outcome_of(scripts: Sequence[AskedScript], turns: Sequence[Turn]) -> Outcome:
    met = points = extra = right = tasks = 0
    for turn in turns:
        if turn.is_cut_off:
            continue
        if turn.part == Part.OPENING:
            great = {point.key for point in scripts[turn.script].rubric if point.is_great}
            points += len(scripts[turn.script].rubric) - len(great)
            met += len(set(turn.marks) - great)
            extra += len(set(turn.marks) & great)
        elif turn.item_id:
            tasks += 1
            mark = newest_mark(turn)
            right += mark is not None and mark.verdict == Verdict.RIGHT
    used = sum(seconds_of(turn, turn.answered_at or turn.asked_at) for turn in turns)
    pauses = sum(turn.pauses for turn in turns)
    return Outcome(met, points, extra, right, tasks, used, pauses)
