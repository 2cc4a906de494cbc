"""What a learner has answered of some items, and so which of their tasks are new to them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Max

from quizzes.answering.running_quiz import running_seeds_of
from quizzes.answering.task import Task
from quizzes.models import Attempt, Item, Learner


class Past:
    """Two queries, however many items there are; none for a newcomer."""

    def __init__(self, learner: Learner, items: Sequence[Item]) -> None:
        # By item: the key of the last attempt at each version and seed.
        self._last: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
        self._running = running_seeds_of(items, learner)
        if learner.is_new:
            return
        attempts = Attempt.objects.filter(learner=learner, item__in=items).order_by()
        rows = attempts.values_list("item", "item_version__version", "seed")
        for item, version, seed, last in rows.annotate(last=Max("pk")):
            self._last[item][version, seed] = last

    def last(self, item: Item) -> int:
        """The key of the last attempt at an item; 0 without one."""
        return max(self._last[item.pk].values(), default=0)

    def is_used_up(self, item: Item) -> bool:
        """Whether as many seeds were answered as the item has."""
        return len({seed for _version, seed in self._last[item.pk]}) >= len(item.seeds)

    def tasks(self, item: Item) -> Iterator[Task]:
        """The item at each of its seeds: first those that were never answered, then those that
        were answered longest ago. Not at one of an unfinished quiz."""
        taken = self._running[item.pk]
        if taken and not Task(item, item.seeds[0]).spec.is_computed:
            # All of its seeds have one answer.
            return
        last = self._last[item.pk]
        for seed in sorted(item.seeds, key=lambda seed: last.get((item.version, seed), 0)):
            if seed not in taken:
                yield Task(item, seed)
