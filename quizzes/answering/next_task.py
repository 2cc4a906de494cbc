"""Which variant of an item a learner is offered."""

from quizzes.models import Item, Learner, Verdict

from .running_quiz import running_seeds
from .task import Task, attempts_at


def next_task(item: Item, learner: Learner | None) -> Task:
    """The first variant that the learner has not yet answered correctly. One of an unfinished
    quiz, which could not be checked, comes only where there is no other."""
    if learner is None or learner.is_new:
        return Task(item, item.seeds[0])
    taken = running_seeds(item, learner)
    right = attempts_at(item, learner).filter(mark__verdict=Verdict.RIGHT)
    solved = set(right.values_list("seed", flat=True))
    free = [seed for seed in item.seeds if seed not in taken] or item.seeds
    return Task(item, next((seed for seed in free if seed not in solved), free[0]))
