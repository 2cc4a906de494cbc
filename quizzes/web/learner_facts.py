"""What was made of all answers of one learner, kept until another is marked or the bank changes.

A learner may have a hundred thousand answers, and every view of some pages asks about them.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from django.core.cache import caches

from quizzes.learners.days import day_at
from quizzes.learners.visitor import Visitor
from quizzes.models import Learner
from quizzes.models.edition import TABLE as EDITION

KEPT_SECONDS = 3600
_LEARNER = Learner._meta.db_table
_VERSIONS = f"""
    SELECT id, record_version, (SELECT token FROM {EDITION}), time_zone
    FROM {_LEARNER} WHERE id = {{learner}}
"""  # noqa: S608 - our own names

Made = TypeVar("Made")


def learner_facts(visitor: Visitor, name: str, make: Callable[[], Made], nothing: Made) -> Made:
    """What `make` finds out about this visitor's answers, or `nothing` for who has none stored.

    One query where it is kept. The versions are read first, so that what is made of newer answers
    can be kept under an older version but never the other way around.
    """
    for learner, version, edition, _zone in visitor.rows(_VERSIONS):
        return _kept(f"{name}:{learner}:{version}:{edition}", make)
    return nothing


def facts_of_today(
    visitor: Visitor, name: str, now: datetime, make: Callable[[int, date], Made], nothing: Made
) -> Made:
    """The same for what depends on the day, too: `make` gets the key of the learner and the day
    where they are."""
    for learner, version, edition, zone in visitor.rows(_VERSIONS):
        today = day_at(now, zone)
        return _kept(f"{name}:{today}:{learner}:{version}:{edition}", partial(make, learner, today))
    return nothing


def _kept(key: str, make: Callable[[], Made]) -> Made:
    kept: Made | None = caches["learners"].get(key)
    if kept is not None:
        return kept
    made = make()
    caches["learners"].set(key, made, KEPT_SECONDS)
    return made
