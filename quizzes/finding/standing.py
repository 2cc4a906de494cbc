"""A visitor's standing on each question: in the places of the kept list, or on its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string

from quizzes.learners.visitor import Visitor
from quizzes.models import Question
from quizzes.planning.task_states import TaskState, task_states

PLACE = "standing"


@dataclass(frozen=True)
class Standing:
    """`state` is that of the worst of the `tasks` answered."""

    state: TaskState
    tasks: int


def own_standing(visitor: Visitor, places: Iterable[str]) -> dict[str, bytes]:
    """What stands in the places of those questions of a page that the visitor tried. One query, and
    one more after each answer."""
    named = [place.rpartition("-") for place in places]
    questions = [int(question) for what, _dash, question in named if what == PLACE]
    return {
        f"{PLACE}-{question}": _shown(standing)
        for question, standing in _standings(visitor, questions).items()
    }


def set_standing(visitor: Visitor, questions: Iterable[Question]) -> None:
    """Gives each question that the visitor tried its `standing`."""
    rows = {question.pk: question for question in questions}
    for key, standing in _standings(visitor, list(rows)).items():
        setattr(rows[key], PLACE, standing)


def _standings(visitor: Visitor, questions: list[int]) -> dict[int, Standing]:
    return {
        question: Standing(min(states.values()), len(states))
        for question, states in task_states(visitor, questions).items()
    }


@lru_cache(maxsize=200)
def _shown(standing: Standing) -> bytes:
    return render_to_string("quizzes/finding/_standing.html", {"standing": standing}).encode()
