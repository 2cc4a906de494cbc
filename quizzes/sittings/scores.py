"""How a learner scored in each quiz: the best and the latest time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, FloatField, Q, Sum, When

from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, CustomQuiz, Learner, Mark, Quiz, Sitting
from quizzes.web.learner_facts import learner_facts

from . import lifecycle
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


@dataclass(frozen=True)
class CustomScores:
    title: str
    scores: QuizScores


@dataclass(frozen=True)
class AllScores:
    """The scores in quizzes of the bank by their key, and in custom ones by theirs."""

    quizzes: Mapping[int, QuizScores] = field(default_factory=dict)
    custom: Mapping[str, CustomScores] = field(default_factory=dict)


_SITTING, _ATTEMPT, _MARK = (model._meta.db_table for model in (Sitting, Attempt, Mark))
_CUSTOM = CustomQuiz._meta.db_table
# A task whose solution had been seen gives no points; see `results.py`.
_POINTS = f"""
    SELECT sitting.quiz_id, custom.id, custom.title, CAST(sitting.id AS varchar(36)),
           sitting.finished_at,
           SUM(CASE WHEN attempt.way_shown THEN 0 ELSE mark.score END), COUNT(attempt.id)
    FROM {_SITTING} sitting
    LEFT JOIN {_CUSTOM} custom ON custom.id = sitting.custom_id
    JOIN {_ATTEMPT} attempt ON attempt.sitting_id = sitting.id
    JOIN {_MARK} mark ON mark.attempt_id = attempt.id AND mark.newest
    WHERE sitting.learner_id = {{learner}} AND sitting.finished_at IS NOT NULL
        -- The link of a custom quiz is its teacher's to give away.
        AND (sitting.custom_id IS NULL OR sitting.assignment_id IS NULL)
    GROUP BY sitting.quiz_id, custom.id, custom.title, sitting.id, sitting.finished_at
    ORDER BY sitting.finished_at, sitting.id
"""  # noqa: S608 - table names of our own models


def all_scores(visitor: Visitor) -> AllScores:
    """Best and last scores in every quiz. One query, and one more after each answer."""
    return learner_facts(visitor, "all-scores", lambda: _all(visitor.rows(_POINTS)), AllScores())


def latest_scores(quiz: Quiz | CustomQuiz, learner: Learner | None) -> list[Score]:
    """The latest finished sittings of a quiz with their scores, the newest first. One query."""
    if learner is None:
        return []
    counts = Q(attempts__marks__newest=True)
    points = Case(
        When(attempts__way_shown=True, then=0.0),
        default=F("attempts__marks__score"),
        output_field=FloatField(),
    )
    rows = lifecycle.finished(quiz, learner)
    found = rows.annotate(points=Sum(points, filter=counts), counted=Count("attempts", counts))
    return [
        Score(row.pk, percent_of(row.points or 0.0, row.counted), row.finished_at)
        for row in found.order_by("-finished_at", "-pk")[:LATEST]
    ]


def _all(rows: Iterable[tuple[Any, ...]]) -> AllScores:
    quizzes: dict[int, list[Score]] = defaultdict(list)
    custom: dict[str, list[Score]] = defaultdict(list)
    titles: dict[str, str] = {}
    for quiz, token, title, sitting, finished_at, points, counted in rows:
        score = Score(UUID(sitting), percent_of(points, counted), moment_of(finished_at))
        if token is None:
            quizzes[quiz].append(score)
        else:
            custom[token].append(score)
            titles[token] = title
    return AllScores(
        {quiz: _best_and_last(scores) for quiz, scores in quizzes.items()},
        {
            token: CustomScores(titles[token], _best_and_last(scores))
            for token, scores in custom.items()
        },
    )


def _best_and_last(scores: list[Score]) -> QuizScores:
    # The latest of several that are equally good.
    best = max(reversed(scores), key=lambda score: score.percent or 0)
    return QuizScores(best, scores[-1], len(scores))


def moment_of(value: datetime) -> datetime:
    """A time as a query written by hand returns it: SQLite tells UTC without saying so."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)
