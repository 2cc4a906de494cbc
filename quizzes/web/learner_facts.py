"""What was made of all answers of one learner, kept until another is marked or the bank changes.

A learner may have a hundred thousand answers, and every view of some pages asks about them.
"""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches

from quizzes.learners.visitor import Visitor
from quizzes.models import Learner
from quizzes.models.edition import TABLE as EDITION

KEPT_SECONDS = 3600
_LEARNER = Learner._meta.db_table
_VERSIONS = f"""
    SELECT id, record_version, (SELECT token FROM {EDITION})
    FROM {_LEARNER} WHERE id = {{learner}}
"""  # noqa: S608 - our own names

Made = TypeVar("Made")


def learner_facts(visitor: Visitor, name: str, make: Callable[[], Made], nothing: Made) -> Made:
    """What `make` finds out about this visitor's answers, or `nothing` for who has none stored.

    One query where it is kept. The versions are read first, so that what is made of newer answers
    can be kept under an older version but never the other way around.
    """
    for learner, version, edition in visitor.rows(_VERSIONS):
        key = f"{name}:{learner}:{version}:{edition}"
        kept: Made | None = caches["learners"].get(key)
        if kept is not None:
            return kept
        made = make()
        caches["learners"].set(key, made, KEPT_SECONDS)
        return made
    return nothing
