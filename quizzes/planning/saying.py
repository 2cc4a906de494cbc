"""What to say again: the questions of the last mock interview whose answer lacked most."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from quizzes.models import Interview, Learner, Part, Question, Turn

# With a smaller share of the points that a good answer needs, it is worth saying again.
ENOUGH_PERCENT = 60
MOST = 3


@dataclass(frozen=True)
class ToSay:
    """A question of a mock interview: `met` of the `points` of a good answer."""

    title: str
    question: str
    met: int
    points: int


def to_say_again(learner: Learner | None) -> list[ToSay]:
    """From the last interview that is over, the weakest first, as long as their questions are
    public. Three queries at most, one without an interview."""
    if learner is None or learner.is_new:
        return []
    openings = Turn.objects.filter(part=Part.OPENING, is_skipped=False, marked_at__isnull=False)
    rows = Interview.objects.filter(learner=learner, finished_at__isnull=False)
    last = rows.prefetch_related(Prefetch("turns", openings)).first()
    if last is None:
        return []
    said = [_said(last.scripts[turn.script], turn) for turn in last.turns.all()]
    weak = [each for each in said if 100 * each.met < ENOUGH_PERCENT * each.points]
    found = Question.published.filter(slug__in=[each.question for each in weak])
    public = set(found.values_list("slug", flat=True)) if weak else set()
    still_there = [each for each in weak if each.question in public]
    return sorted(still_there, key=lambda each: each.met / each.points)[:MOST]


def _said(script: Mapping[str, Any], turn: Turn) -> ToSay:
    good = {point["key"] for point in script["spec"]["rubric"] if point["level"] == "good"}
    return ToSay(script["title"], script["question"], len(good & set(turn.marks)), len(good))
