"""At which numbers a task is asked: ones that are new to the learner and show their mistake."""

import numpy as np

from attention_engine import mistake_ids
from quizzes.answering.task import Task
from quizzes.models import Item, Learner
from quizzes.sittings.seeds import planned_rows


def seed_for(item: Item, learner: Learner, mistake: str, chance: np.random.Generator) -> int:
    """A released seed. `mistake` is the known mistake that led to this task: if it is one, the
    answer under it differs from the right one."""
    [row] = planned_rows([item], learner, chance.bytes(16).hex())
    if mistake not in mistake_ids() or _shows(item, row["seed"], mistake):
        return row["seed"]
    showing = [seed for seed in item.seeds if _shows(item, seed, mistake)]
    return showing[int(chance.integers(len(showing)))] if showing else row["seed"]


def _shows(item: Item, seed: int, mistake: str) -> bool:
    return mistake in Task(item, seed).kind.slips()
