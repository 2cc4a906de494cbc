"""A learner's interviews that are over, to compare."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from quizzes.learners.days import local_at
from quizzes.models import Interview, Learner, Turn

from .asked import scripts_of
from .scores import Outcome, outcome_of

MOST_SHOWN = 20


@dataclass(frozen=True)
class Earlier:
    """An interview that is over; `day` is the learner's own."""

    interview: Interview
    day: date
    outcome: Outcome


def earlier_interviews(learner: Learner | None) -> list[Earlier]:
    """The newest first. Three queries, however many there were."""
    if learner is None or learner.is_new:
        return []
    turns = Turn.objects.select_related("attempt").prefetch_related("attempt__marks")
    rows = Interview.objects.filter(learner=learner, finished_at__isnull=False)
    return [
        Earlier(
            interview,
            local_at(interview.started_at, learner.time_zone).date(),
            outcome_of(scripts_of(interview), interview.turns.all()),
        )
        for interview in rows.prefetch_related(Prefetch("turns", turns))[:MOST_SHOWN]
    ]
