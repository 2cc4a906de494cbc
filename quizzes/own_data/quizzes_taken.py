"""Quizzes that a learner took, with what was saved in them, and quizzes that they made."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from quizzes.learners.own_rows import OwnRows, Row, in_chunks
from quizzes.models import CustomQuiz, Learner, SavedAnswer, Sitting

from .tasks import planned_tasks

# A quiz can hold some hundred kilobytes of typed text.
SIZE = 20


def quizzes_taken(learner: Learner) -> Iterator[list[Row]]:
    """Of a quiz that is going on there is what was typed and nothing that would judge it."""
    rows = Sitting.objects.filter(learner=learner).select_related("quiz", "custom")
    for page in in_chunks(rows, SIZE):
        saved = _saved([sitting.pk for sitting in page])
        plans = planned_tasks(sitting.plan for sitting in page)
        yield [
            _taken(sitting, plan, saved[sitting.pk])
            for sitting, plan in zip(page, plans, strict=True)
        ]


def quizzes_made(learner: Learner) -> Iterator[list[Row]]:
    for page in in_chunks(CustomQuiz.objects.filter(learner=learner), SIZE):
        plans = planned_tasks(custom.plan for custom in page)
        yield [
            {
                "id": custom.pk,
                "title": custom.title,
                "address": custom.get_absolute_url(),
                "made_at": custom.created_at,
                "choice": custom.choice,
                "minutes": custom.minutes,
                "tasks": [_without_key(entry) for entry in plan],
            }
            for custom, plan in zip(page, plans, strict=True)
        ]


def _taken(sitting: Sitting, plan: list[Row], saved: dict[int, Row]) -> Row:
    return {
        "id": sitting.pk,
        "quiz": sitting.title,
        "address": sitting.get_absolute_url(),
        "started_at": sitting.started_at,
        "ends_at": sitting.ends_at,
        "finished_at": sitting.finished_at,
        "tasks": [_without_key(entry) | saved.get(entry["item"], _NOT_SAVED) for entry in plan],
    }


_NOT_SAVED: Row = {"typed": "", "flagged": False, "saved_at": None}


def _without_key(entry: Row) -> Row:
    return {name: value for name, value in entry.items() if name != "item"}


def _saved(sittings: Sequence[UUID]) -> dict[UUID, dict[int, Row]]:
    found: dict[UUID, dict[int, Row]] = defaultdict(dict)
    for saved in SavedAnswer.objects.filter(sitting__in=sittings):
        found[saved.sitting_id][saved.item_id] = {
            "typed": saved.raw,
            "flagged": saved.flagged,
            "saved_at": saved.saved_at,
        }
    return found


QUIZZES_TAKEN = OwnRows(
    "quizzes_taken",
    "Quizzes that you started, with what you saved and flagged in them",
    lambda learner: Sitting.objects.filter(learner=learner).count(),
    quizzes_taken,
)
QUIZZES_MADE = OwnRows(
    "quizzes_made",
    "Quizzes that you made",
    lambda learner: CustomQuiz.objects.filter(learner=learner).count(),
    quizzes_made,
)
