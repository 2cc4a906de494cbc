"""What a learner answered, with every mark and review of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F

from quizzes.learners.own_rows import OwnRows, Row, in_chunks
from quizzes.models import Attempt, Learner, Mark, Review
from quizzes.templatetags.mistakes import title_of

from .tasks import TASK_FIELDS, task_facts

# An answer has up to some thousand characters.
SIZE = 200


def attempts(learner: Learner) -> Iterator[list[Row]]:
    rows = Attempt.objects.filter(learner=learner).values(
        *("pk", "created_at", "seed", "raw", "seconds", "way_shown", "hints", "sitting"),
        *(f"item__{name}" for name in TASK_FIELDS),
        version=F("item_version__version"),
    )
    for page in in_chunks(rows, SIZE):
        keys = [row["pk"] for row in page]
        marks, reviews = _marks(keys), _reviews(keys)
        yield [_attempt(row, marks[row["pk"]], reviews[row["pk"]]) for row in page]


def _attempt(row: dict[str, Any], marks: list[Row], reviews: list[Row]) -> Row:
    return {
        "id": row["pk"],
        "answered_at": row["created_at"],
        **task_facts(row, "item__", row["version"], row["seed"]),
        "typed": row["raw"],
        "seconds": row["seconds"],
        "hints": row["hints"],
        "solution_seen_before": row["way_shown"],
        "quiz_taken": row["sitting"],
        "marks": marks,
        "reviews": reviews,
    }


def _marks(attempts: Sequence[int]) -> dict[int, list[Row]]:
    found = defaultdict(list)
    for mark in Mark.objects.filter(attempt__in=attempts).order_by("attempt", "number"):
        found[mark.attempt_id].append(
            {
                "number": mark.number,
                "counts": mark.newest,
                "judged_at": mark.created_at,
                "verdict": mark.verdict,
                "score": mark.score,
                "read_as": mark.submitted,
                "mistakes": [{"id": name, "title": title_of(name)} for name in mark.mistakes],
                "engine_version": mark.engine_version,
                "reason": mark.reason,
            }
        )
    return found


def _reviews(attempts: Sequence[int]) -> dict[int, list[Row]]:
    found = defaultdict(list)
    rows = Review.objects.filter(attempt__in=attempts).order_by("pk")
    for review in rows.values("attempt", "card__kind", "card__name", "rating", "day", "is_mixed"):
        found[review["attempt"]].append(
            {
                "kind": review["card__kind"],
                "name": review["card__name"],
                "rating": review["rating"],
                "day": review["day"],
                "among_mixed_tasks": review["is_mixed"],
            }
        )
    return found


ATTEMPTS = OwnRows(
    "attempts",
    "Answers, each with what you typed, how it was judged, and what it said about your skills",
    lambda learner: Attempt.objects.filter(learner=learner).count(),
    attempts,
)
