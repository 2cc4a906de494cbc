"""The tries at assignments with their scores, as the record has them now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.db.models import Case, Count, F, FloatField, Q, Sum, When

from quizzes.models import Assignment, Sitting
from quizzes.sittings import lifecycle
from quizzes.sittings.clock import is_after
from quizzes.sittings.results import percent_of

# One page judges so many at most: a whole class may run out of time at once.
MOST_JUDGED = 30


@dataclass(frozen=True)
class Try:
    """`percent` is None while it runs, and if no task of it counts. `in_time`: it was submitted,
    not ended by the clock. `waits`: its time is out, and it is not judged yet."""

    sitting: UUID
    started_at: datetime
    finished_at: datetime | None
    percent: int | None
    in_time: bool
    waits: bool = False


# By the keys of a learner and an assignment.
Tries = Mapping[tuple[int, UUID], list[Try]]


def tries_of(assignments: Collection[Assignment], now: datetime, **whose: Any) -> Tries:
    """The tries at these assignments, the earliest first, of everybody or of `learner`. Those
    whose time is out are judged first, as far as one page may. One query beside that."""
    if not assignments:
        return {}
    # A page can be read while nothing can be written.
    with suppress(DatabaseError):
        lifecycle.close_overdue(now, MOST_JUDGED, assignment__in=assignments, **whose)
    counts = Q(attempts__marks__newest=True)
    # A task whose solution had been seen gives no points; see `sittings/results.py`.
    points = Case(
        When(attempts__way_shown=True, then=0.0),
        default=F("attempts__marks__score"),
        output_field=FloatField(),
    )
    rows = (
        Sitting.objects.filter(assignment__in=assignments, **whose)
        .annotate(points=Sum(points, filter=counts), counted=Count("attempts", counts))
        .order_by("started_at", "pk")
        .values_list(
            *("learner", "assignment", "pk", "started_at", "finished_at", "ends_at"),
            *("points", "counted"),
        )
    )
    found: dict[tuple[int, UUID], list[Try]] = defaultdict(list)
    for learner, assignment, pk, started_at, finished_at, ends_at, points, counted in rows:
        percent = percent_of(points or 0.0, counted) if finished_at else None
        in_time = finished_at is None or ends_at is None or finished_at < ends_at
        waits = finished_at is None and ends_at is not None and is_after(ends_at, now)
        each = Try(pk, started_at, finished_at, percent, in_time, waits)
        found[learner, assignment].append(each)
    return found


def best_of(tries: Iterable[Try]) -> Try | None:
    """The finished try that counts: the best, the earliest of several that are equally good."""
    finished = [each for each in tries if each.finished_at is not None]
    return max(finished, key=lambda each: each.percent or 0, default=None)
