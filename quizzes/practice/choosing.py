"""Which task comes next in practice, and why: what is due, then what is weak, then what is new."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet

from attention_engine.mistakes import computations_with
from quizzes.answering.running_quiz import running_seeds
from quizzes.answering.task import Task
from quizzes.models import (
    Attempt,
    CardKind,
    Item,
    Learner,
    PracticeReason,
    PracticeTask,
)
from quizzes.planning.due import due_on
from quizzes.planning.skills import levels_of, skill_cards, skills_of_topic
from quizzes.reviewing.levels import Level
from quizzes.reviewing.schedule import recall

from .focus import MIXED, Focus

# So many wishes are looked at; for each so many items are compared, and so many tried.
MOST_WISHES, MOST_ITEMS, MOST_TRIED = 12, 40, 6


@dataclass(frozen=True)
class Wish:
    """Something to practice: a `skill`, or the known mistake `slip` where it can be told."""

    reason: PracticeReason
    skill: str = ""
    slip: str = ""


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
    wishes = [Wish(PracticeReason.SLIP, slip=slip)] if slip else _wishes(learner, day)
    if topic:
        trained = skills_of_topic(topic)
        wishes = [wish for wish in wishes if wish.skill in trained]
    in_order = _not_asked_first(wishes, asked)
    # Should none of the first have a task, some of those that are not due still may.
    others = [
        wish for wish in in_order if wish.reason not in (PracticeReason.SLIP, PracticeReason.DUE)
    ]
    for wish in (*in_order[:MOST_WISHES], *others[:MOST_WISHES]):
        if task := _task_for(wish, learner, asked, topic):
            return Chosen(task, wish)
    return None


def _wishes(learner: Learner, day: date) -> list[Wish]:
    cards = skill_cards(learner)
    due = [
        Wish(PracticeReason.SLIP, slip=card.name)
        if card.kind == CardKind.SLIP
        else Wish(PracticeReason.DUE, skill=card.name)
        for card in due_on(learner, day)
    ]
    levels = levels_of(cards, day)
    weak = [skill for skill, level in levels.items() if level == Level.FAMILIAR]
    # What was answered today comes after what was not.
    weak.sort(key=lambda skill: cards[skill].reviewed_on == day)
    new = [skill for skill, level in levels.items() if level == Level.NOT_STARTED]
    known = sorted(
        (skill for skill, level in levels.items() if level >= Level.PROFICIENT),
        key=lambda skill: (cards[skill].reviewed_on, recall(cards[skill], day)),
    )
    return [
        *due,
        *(Wish(PracticeReason.WEAK, skill=skill) for skill in weak),
        *(Wish(PracticeReason.NEW, skill=skill) for skill in new),
        *(Wish(PracticeReason.MORE, skill=skill) for skill in known),
    ]


def _not_asked_first(wishes: Sequence[Wish], asked: Sequence[PracticeTask]) -> list[Wish]:
    """What the session has asked comes after what it has not, so that tasks are mixed and nothing
    that was skipped comes at once again."""
    slips = Counter(task.slip for task in asked)
    skills = Counter(task.item.skill for task in asked)
    return sorted(wishes, key=lambda w: slips[w.slip] if w.slip else skills[w.skill])


def _task_for(
    wish: Wish, learner: Learner, asked: Sequence[PracticeTask], topic: str
) -> Task | None:
    """A task for a wish, of the item that the learner has not answered for longest."""
    items = list(_items_for(wish, topic)[:MOST_ITEMS])
    met, answered = [task.item_id for task in asked], _answered(learner, items)

    def order(item: Item) -> tuple[int, bool, int, int]:
        last, seeds = answered.get(item.pk, (0, 0))
        return met.count(item.pk), seeds >= len(item.seeds), last, item.question.difficulty

    for item in sorted(items, key=order)[:MOST_TRIED]:
        for task in tasks_of_item(item, learner):
            if not wish.slip or wish.slip in task.kind.slips():
                return task
    return None


def _items_for(wish: Wish, topic: str) -> QuerySet[Item]:
    items = Item.published.exclude(seeds=[]).order_by("question__reading_order", "position")
    if topic:
        items = items.filter(question__topic__slug=topic)
    if not wish.slip:
        return items.filter(skill=wish.skill)
    names = computations_with(wish.slip)
    return items.filter(skill__in=[f"computation:{name}" for name in names])


def _answered(learner: Learner, items: Sequence[Item]) -> dict[int, tuple[int, int]]:
    """The key of the learner's last attempt at each of these items, and at how many seeds."""
    attempts = Attempt.objects.filter(learner=learner, item__in=items).order_by().values("item")
    rows = attempts.annotate(last=Max("pk"), seeds=Count("seed", distinct=True))
    return {row["item"]: (row["last"], row["seeds"]) for row in rows}


def tasks_of_item(item: Item, learner: Learner) -> Iterator[Task]:
    """The item at each of its seeds: first those that the learner never answered, then those that
    they answered longest ago. Not at one of an unfinished quiz."""
    attempts = Attempt.objects.filter(
        learner=learner, item=item, item_version__version=item.version
    ).order_by()
    last = dict(attempts.values_list("seed").annotate(last=Max("pk")))
    taken = running_seeds(item, learner)
    if taken and not Task(item, item.seeds[0]).spec.is_computed:
        # All of its seeds have one answer.
        return
    for seed in sorted(item.seeds, key=lambda seed: last.get(seed, 0)):
        if seed not in taken:
            yield Task(item, seed)
