"""Many attempts of many learners, each with its mark."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, cycle, islice, repeat
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import F, Max, Model
from django.utils import timezone

from quizzes.items.code_version import engine_version
from quizzes.models import Attempt, Item, ItemVersion, Learner, Mark, Verdict

from .questions import analyze

BATCH = 5_000
# From the first attempt to the last.
PERIOD = timedelta(days=365)
# Of a hundred answers.
VERDICTS = {Verdict.RIGHT: 60, Verdict.WRONG: 30, Verdict.IMPRECISE: 7, Verdict.GIVEN_UP: 3}
SCORES = {Verdict.RIGHT: 1.0}

Row = tuple[Any, ...]


def make_attempts(
    count: int, learners: int = 5_000, most: int = 100_000, seed: int = 20_240_607
) -> list[Learner]:
    """Adds `count` attempts by `learners` new learners; returns these, the busiest first.

    The first learner has `most` of the attempts and the others share the rest alike. Each goes
    through the published items from a place of their own, over and over, each time at the
    next seed, and the times are spread over the year before now. The verdicts are drawn and not
    judged, so judging these attempts again would change them. The same seed gives the same.
    """
    if not (learners >= 1 and 0 <= most <= count and (learners > 1 or most == count)):
        raise ValueError(f"{learners} learners cannot make {count} attempts, {most} by the first")
    draw = random.Random(seed)  # noqa: S311 - not for secrets
    made = Learner.objects.bulk_create(
        (Learner(browser_id=f"{draw.getrandbits(128):032x}") for _ in range(learners)),
        batch_size=BATCH,
    )
    who = chain(repeat(made[0], most), islice(cycle(made[1:]), count - most))
    with transaction.atomic():
        first, first_mark = _next_id(Attempt), _next_id(Mark)
        attempts = _attempts(who, count, first)
        _insert(Attempt, _ATTEMPT, attempts)
        _insert(Mark, _MARK, _marks(count, first, first_mark, draw))
        _go_on_counting(Attempt, Mark)
    analyze()
    return made


_ATTEMPT = (
    *("id", "created_at", "learner_id", "item_id", "item_version_id", "seed", "raw", "seconds"),
    *("way_shown", "hints", "token"),
)
_MARK = (
    *("id", "created_at", "attempt_id", "number", "newest", "verdict", "score", "submitted"),
    *("mistakes", "engine_version", "reason"),
)


def _attempts(who: Iterable[Learner], count: int, first: int) -> Iterator[Row]:
    items = _released()
    begin, step = timezone.now() - PERIOD, PERIOD / max(count, 1)
    done: dict[int, int] = {}
    for place, learner in enumerate(who):
        turn = done[learner.pk] = done.get(learner.pk, -1) + 1
        rounds, at = divmod(turn, len(items))
        item, version, seeds = items[(at + learner.pk) % len(items)]
        # The busiest learner comes first here, but answers all year like everybody else.
        when = begin + step * ((place * 7_919) % count)
        facts = (item, version, seeds[rounds % len(seeds)], "1", 60, False, 0)
        yield (first + place, _stored(when), learner.pk, *facts, f"{first + place:032x}")


def _marks(count: int, first: int, first_mark: int, draw: random.Random) -> Iterator[Row]:
    judge, now = engine_version(), _stored(timezone.now())
    verdicts, shares = list(VERDICTS), list(VERDICTS.values())
    for place in range(count):
        (verdict,) = draw.choices(verdicts, shares)
        score = SCORES.get(verdict, 0.0)
        facts = (verdict.value, score, None, "[]", judge, "")
        yield (first_mark + place, now, first + place, 1, True, *facts)


def _released() -> Sequence[tuple[int, int, list[int]]]:
    """The current version of each published item: the keys of both, and the seeds."""
    published = Item.published.order_by().values("pk")
    current = ItemVersion.objects.filter(item__in=published, version=F("item__version"))
    rows = current.order_by("item").values_list("item", "pk", "item__seeds")
    released = [(item, version, seeds) for item, version, seeds in rows if seeds]
    if not released:
        raise ValueError("There is no item to answer: load the bank first (manage.py sync_content)")
    return released


def _stored(when: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(when)


def _next_id(model: type[Model]) -> int:
    return 1 + (model._base_manager.aggregate(last=Max("pk"))["last"] or 0)


def _insert(model: type[Model], columns: Sequence[str], rows: Iterator[Row]) -> None:
    """Plain SQL: the models would set the time of every row to now."""
    places = ", ".join(["%s"] * len(columns))
    names = ", ".join(columns)
    statement = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(statement, batch)


def _go_on_counting(*of: type[Model]) -> None:
    """PostgreSQL does not notice ids that were given by hand."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(of)):
            cursor.execute(statement)
