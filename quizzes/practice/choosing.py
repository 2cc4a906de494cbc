"""Which task comes next in practice: for the first wish that has one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.db.models import QuerySet

from attention_engine.mistakes import computations_with
from quizzes.answering.task import Task
from quizzes.models import (
    Card,
    CardKind,
    Item,
    Learner,
    PracticeReason,
    PracticeTask,
)
from quizzes.planning.due import open_ones
from quizzes.planning.skills import skills_of_topic

from .focus import MIXED, Focus
from .past import Past
from .telling_apart import SHOWING_SLIPS, clearest, last_made, rivals_among, usual_slips
from .wishes import Wish, wishes_of

# So many wishes are looked at; for each so many items are compared, and so many tried.
MOST_WISHES, MOST_ITEMS, MOST_TRIED = 12, 40, 6


@dataclass(frozen=True)
class Chosen:
    task: Task
    wish: Wish


def choose(
    learner: Learner, day: date, asked: Sequence[PracticeTask] = (), focus: Focus = MIXED
) -> Chosen | None:
    """The next task on a learner's `day`; None if nothing is left. `asked` are the tasks of the
    session so far. Only tasks where the slip of the focus can be told, or those of its topic."""
    slip, topic = focus.slip, focus.topic
    cards = [] if learner.is_new else list(Card.objects.filter(learner=learner))
    wishes = iter([Wish(PracticeReason.SLIP, slip=slip)]) if slip else wishes_of(cards, day)
    if topic:
        trained = skills_of_topic(topic)
        wishes = (wish for wish in wishes if wish.skill in trained)
    slips = (card for card in cards if card.kind == CardKind.SLIP)
    own_slips = [card.name for card in open_ones(slips)]
    for wish in _first_few(_not_asked_first(wishes, asked)):
        if wish.slip:
            task = _task_for_slip(wish.slip, own_slips, learner, asked)
        else:
            task = _task_for_skill(wish.skill, topic, learner, asked)
        if task:
            return Chosen(task, wish)
    return None


def _not_asked_first(wishes: Iterable[Wish], asked: Sequence[PracticeTask]) -> Iterator[Wish]:
    """What the session has asked comes after what it has not, so that tasks are mixed and nothing
    that was skipped comes at once again."""
    slips = Counter(task.slip for task in asked)
    skills = Counter(task.item.skill for task in asked)
    later: list[tuple[int, Wish]] = []
    for wish in wishes:
        times = slips[wish.slip] if wish.slip else skills[wish.skill]
        if times:
            later.append((times, wish))
        else:
            yield wish
    yield from (wish for _times, wish in sorted(later, key=itemgetter(0)))


def _first_few(wishes: Iterable[Wish]) -> Iterator[Wish]:
    """The first of these wishes. Should none of them have a task, some that are not due may."""
    tried = 0
    for wish in wishes:
        if tried >= MOST_WISHES and wish.is_due:
            continue
        yield wish
        tried += 1
        if tried == 2 * MOST_WISHES:
            return


def _task_for_skill(
    skill: str, topic: str, learner: Learner, asked: Sequence[PracticeTask]
) -> Task | None:
    """A task that trains a skill, of the item that the learner has not answered for longest."""
    items = _released().filter(skill=skill)
    if topic:
        items = items.filter(question__topic__slug=topic)
    some = list(items[:MOST_ITEMS])
    past = Past(learner, some)
    tried = _longest_ago(some, past, asked, telling=True)[:MOST_TRIED]
    return next((task for item in tried for task in past.tasks(item)), None)


def _task_for_slip(
    slip: str, own_slips: Sequence[str], learner: Learner, asked: Sequence[PracticeTask]
) -> Task | None:
    """A task in which a mistake can be told: from the learner's other mistakes, too, and from those
    that gave the same answer when it was made."""
    names = computations_with(slip)
    items = _released().filter(
        skill__in=[f"computation:{name}" for name in names], kind__in=SHOWING_SLIPS
    )
    some, made = list(items[:MOST_ITEMS]), last_made(learner, slip)
    past = Past(learner, some)
    # Where it was made it can be made again.
    shows = {item.pk: item.pk in made.items or slip in usual_slips(item) for item in some}
    found = sorted(_longest_ago(some, past, asked), key=lambda item: not shows[item.pk])
    tried, rivals = found[:MOST_TRIED], rivals_among(slip, {*made.beside, *own_slips})
    # No task shows more of them than that.
    enough = max((len(rivals & usual_slips(item)) for item in tried), default=0)
    return clearest(map(past.tasks, tried), slip, rivals, enough)


def _released() -> QuerySet[Item]:
    return Item.published.exclude(seeds=[]).order_by("question__reading_order", "position")


def _longest_ago(
    items: Iterable[Item], past: Past, asked: Sequence[PracticeTask], *, telling: bool = False
) -> list[Item]:
    """Items that the session has not asked come first, then those with numbers that were not
    answered, then those that were answered longest ago, then what is easiest; and of those that
    tie for the first place, if `telling`, the one whose answer can show most mistakes."""
    met = Counter(task.item_id for task in asked)

    def order(item: Item) -> tuple[int, bool, int, int]:
        difficulty = item.question.difficulty
        return met[item.pk], past.is_used_up(item), past.last(item), difficulty

    found = sorted(items, key=order)
    alike = [item for item in found if order(item) == order(found[0])] if telling else []
    alike.sort(key=lambda item: -len(usual_slips(item)))
    return [*alike, *found[len(alike) :]]
