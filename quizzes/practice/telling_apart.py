"""Numbers on which two mistakes give different answers, so that an answer says which was made."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, islice

from attention_engine import mistake_ids
from attention_engine.mistakes import can_be_avoided, computations_with
from quizzes.answering.task import Task
from quizzes.items import KINDS, Kind
from quizzes.models import CardKind, Item, Learner, Rating, Review
from quizzes.web.finished_pages import kept

# What a mistake gives takes some milliseconds to work out, so few tasks are compared, and an item
# is left where the slip does not show at so many of its seeds.
MOST_COMPARED, MOST_MISSES = 6, 2
# Of the latest times that a slip was made, so many are looked at.
MOST_LOOKED_AT = 3


# The kinds of items whose answers can show a known mistake.
SHOWING_SLIPS = [name for name, kind in KINDS.items() if kind.slips is not Kind.slips]


@dataclass(frozen=True)
class Made:
    """Where a slip was made the last times: the keys of the `items`, and the mistakes `beside` it
    that would have given the same answers."""

    items: tuple[int, ...]
    beside: frozenset[str]


def last_made(learner: Learner, slip: str) -> Made:
    """One query."""
    if learner.is_new:
        return Made((), frozenset())
    made = Review.objects.filter(
        card__learner=learner,
        card__kind=CardKind.SLIP,
        card__name=slip,
        rating=Rating.AGAIN,
        attempt__marks__newest=True,
    )
    rows = list(
        made.order_by("-attempt").values_list("attempt__item", "attempt__marks__mistakes")[
            :MOST_LOOKED_AT
        ]
    )
    named = chain.from_iterable(mistakes for _item, mistakes in rows)
    return Made(tuple(dict.fromkeys(item for item, _ in rows)), frozenset(named) - {slip})


def usual_slips(item: Item) -> frozenset[str]:
    """The mistakes that the item can show at its first seed; others may be possible at others."""
    if item.kind not in SHOWING_SLIPS:
        return frozenset()
    name = ("slips", str(item.pk), str(item.version), str(item.seeds[0]))
    return kept(name, lambda: Task(item, item.seeds[0]).kind.slips())


def rivals_among(slip: str, others: Iterable[str]) -> frozenset[str]:
    """Those of some mistakes that can be made in a computation where this one can."""
    here, known = set(computations_with(slip)), set(mistake_ids())
    return frozenset(
        other
        for other in others
        if other != slip
        and other in known
        and can_be_avoided(other)
        and here & set(computations_with(other))
    )


def clearest(
    items: Iterable[Iterable[Task]],
    slip: str,
    rivals: Collection[str] = (),
    enough: int | None = None,
) -> Task | None:
    """Of the tasks of these items that can show the slip, the first that tells it apart from all
    rivals, or from `enough` of them; else, of those compared, one that tells it apart from most.
    None if none shows it."""
    best, most = None, -1
    wanted = len(rivals) if enough is None else enough
    shows = chain.from_iterable(_that_show(slip, tasks) for tasks in items)
    for task in islice(shows, MOST_COMPARED):
        told = sum(task.kind.tells_apart(slip, rival) for rival in rivals)
        if told > most:
            best, most = task, told
        if told >= wanted:
            break
    return best


def _that_show(slip: str, tasks: Iterable[Task]) -> Iterable[Task]:
    misses = 0
    for task in tasks:
        if slip in task.kind.slips():
            yield task
        elif (misses := misses + 1) == MOST_MISSES:
            return
