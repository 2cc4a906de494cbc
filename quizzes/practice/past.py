"""What a learner has answered of some items, and so which of their tasks are new to them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from django.db.models import Max

from quizzes.answering.running_quiz import running_seeds_of
from quizzes.answering.task import Task
from quizzes.models import Attempt, Item, Learner


class Past:
    """Three queries, however many items there are; none for a newcomer."""

    def __init__(self, learner: Learner, items: Sequence[Item]) -> None:
        # By item: the key of the last attempt at each seed, and the version that it answered.
        self._last: dict[int, dict[int, int]] = defaultdict(dict)
        self._version: dict[int, int] = {}
        self._running = running_seeds_of(items, learner)
        if learner.is_new:
            return
        attempts = Attempt.objects.filter(learner=learner, item__in=items).order_by()
        # Without the version, so that an index alone answers it: there may be thousands.
        for item, seed, last in attempts.values_list("item", "seed").annotate(last=Max("pk")):
            self._last[item][seed] = last
        keys = [key for seeds in self._last.values() for key in seeds.values()]
        versions = Attempt.objects.filter(pk__in=keys).order_by()
        self._version = dict(versions.values_list("pk", "item_version__version"))

    def last(self, item: Item) -> int:
        """The key of the last attempt at an item; 0 without one."""
        return max(self._last[item.pk].values(), default=0)

    def is_used_up(self, item: Item) -> bool:
        """Whether as many seeds were answered as the item has."""
        return len(self._last[item.pk]) >= len(item.seeds)

    def tasks(self, item: Item) -> Iterator[Task]:
        """The item at each of its seeds: first those that were never answered, then those that
        were answered longest ago. Not at one of an unfinished quiz."""
        taken = self._running[item.pk]
        if taken and Task(item, item.seeds[0]).has_one_answer:
            # All of its seeds have one answer.
            return
        for seed in sorted(item.seeds, key=partial(self._answered, item)):
            if seed not in taken:
                yield Task(item, seed)

    def _answered(self, item: Item, seed: int) -> int:
        """The key of the last attempt at these numbers: an edited item has others."""
        last = self._last[item.pk].get(seed, 0)
        return last if self._version.get(last) == item.version else 0
