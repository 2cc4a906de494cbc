"""How a learner scored in each quiz: the best and the latest time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, FloatField, Q, Sum, When

from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, Learner, Mark, Quiz, Sitting
from quizzes.web.learner_facts import learner_facts

from .results import percent_of

LATEST = 5


@dataclass(frozen=True)
class Score:
    """`percent` of a finished sitting; None if no task of it counts."""

    sitting: UUID
    percent: int | None
    finished_at: datetime


@dataclass(frozen=True)
class QuizScores:
    """The `best` and the `last` of so many `times` that a quiz was finished with a score."""

    best: Score
    last: Score
    times: int


_SITTING, _ATTEMPT, _MARK = (model._meta.db_table for model in (Sitting, Attempt, Mark))
# A task whose solution had been seen gives no points; see `results.py`.
_POINTS = f"""
    SELECT sitting.quiz_id, CAST(sitting.id AS varchar(36)), sitting.finished_at,
           SUM(CASE WHEN attempt.way_shown THEN 0 ELSE mark.score END), COUNT(attempt.id)
    FROM {_SITTING} sitting
    JOIN {_ATTEMPT} attempt ON attempt.sitting_id = sitting.id
    JOIN {_MARK} mark ON mark.attempt_id = attempt.id AND mark.newest
    WHERE sitting.learner_id = {{learner}} AND sitting.finished_at IS NOT NULL
    GROUP BY sitting.quiz_id, sitting.id, sitting.finished_at
    ORDER BY sitting.finished_at, sitting.id
"""  # noqa: S608 - table names of our own models


def scores_by_quiz(visitor: Visitor) -> Mapping[int, QuizScores]:
    """The scores by the key of the quiz. One query, and one more after each answer."""
    return learner_facts(visitor, "scores-by-quiz", lambda: _by_quiz(visitor.rows(_POINTS)), {})


def latest_scores(quiz: Quiz, learner: Learner | None) -> list[Score]:
    """The latest finished sittings of a quiz with their scores, the newest first. One query."""
    if learner is None:
        return []
    counts = Q(attempts__marks__newest=True)
    points = Case(
        When(attempts__way_shown=True, then=0.0),
        default=F("attempts__marks__score"),
        output_field=FloatField(),
    )
    rows = Sitting.objects.filter(quiz=quiz, learner=learner, finished_at__isnull=False)
    found = rows.annotate(points=Sum(points, filter=counts), counted=Count("attempts", counts))
    return [
        Score(row.pk, percent_of(row.points or 0.0, row.counted), row.finished_at)
        for row in found.order_by("-finished_at", "-pk")[:LATEST]
    ]


def _by_quiz(rows: Iterable[tuple[Any, ...]]) -> dict[int, QuizScores]:
    found: dict[int, list[Score]] = {}
    for quiz, sitting, finished_at, points, counted in rows:
        score = Score(UUID(sitting), percent_of(points, counted), moment_of(finished_at))
        found.setdefault(quiz, []).append(score)
    return {quiz: _best_and_last(scores) for quiz, scores in found.items()}


def _best_and_last(scores: list[Score]) -> QuizScores:
    # The latest of several that are equally good.
    best = max(reversed(scores), key=lambda score: score.percent or 0)
    return QuizScores(best, scores[-1], len(scores))


def moment_of(value: datetime) -> datetime:
    """A time as a query written by hand returns it: SQLite tells UTC without saying so."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)
