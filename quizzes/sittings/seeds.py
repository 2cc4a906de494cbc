"""Which numbers a learner is asked: those that they have not met, while there are any."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F

from quizzes.answering.running_quiz import running_seeds_of
from quizzes.models import Attempt, Item, Learner


def planned_rows(items: Sequence[Item], learner: Learner, token: str) -> list[dict[str, int]]:
    """The plan of a quiz with these items. A seed is one that the learner has not seen yet, if
    there is one, and not in another unfinished sitting, whose results would show it solved; the
    same for the same token. At most two queries."""
    met, running = _met(items, learner), running_seeds_of(items, learner)
    return [
        {
            "item": item.pk,
            "version": item.version,
            "seed": _seed(item, met[item.pk], running[item.pk], token),
        }
        for item in items
    ]


def place_of(key: object, token: str) -> int:
    """A number that depends on nothing but these two, as if drawn."""
    return int.from_bytes(hashlib.sha256(f"{token}/{key}".encode()).digest())


def _seed(item: Item, met: set[int], running: set[int], token: str) -> int:
    unseen = [seed for seed in item.seeds if seed not in met] or item.seeds
    seeds = [seed for seed in unseen if seed not in running] or unseen
    return seeds[place_of(item.pk, token) % len(seeds)]


def _met(items: Sequence[Item], learner: Learner) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    if learner.is_new:
        return found
    rows = Attempt.objects.filter(learner=learner, item__in=[item.pk for item in items])
    now = rows.filter(item_version__version=F("item__version"))
    for item, seed in now.values_list("item", "seed").order_by().distinct():
        found[item].add(seed)
    return found
