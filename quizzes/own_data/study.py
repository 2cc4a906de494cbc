"""What a learner practiced, which hints they saw, and what they are to review."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from quizzes.learners.own_rows import OwnRows, Row, in_chunks
from quizzes.models import Card, HintsShown, Learner, PracticeSession, PracticeTask

from .tasks import TASK_FIELDS, task_facts

SIZE = 200
# Each with up to sixty tasks.
SESSIONS = 50
_CARD_FIELDS = (
    *("kind", "name", "stability", "difficulty", "reviewed_on", "due_on", "reviews", "lapses"),
    *("streak", "streak_days", "streak_mixed"),
)
_ITEM_FIELDS = [f"item__{name}" for name in TASK_FIELDS]


def cards(learner: Learner) -> Iterator[list[Row]]:
    rows = Card.objects.filter(learner=learner).values("pk", *_CARD_FIELDS)
    for page in in_chunks(rows, SIZE):
        yield [{name: row[name] for name in _CARD_FIELDS} for row in page]


def hints_shown(learner: Learner) -> Iterator[list[Row]]:
    rows = HintsShown.objects.filter(learner=learner)
    for page in in_chunks(rows.values("pk", "item_version", "seed", "count", *_ITEM_FIELDS), SIZE):
        yield [
            task_facts(row, "item__", row["item_version"], row["seed"]) | {"hints": row["count"]}
            for row in page
        ]


def practice(learner: Learner) -> Iterator[list[Row]]:
    for page in in_chunks(PracticeSession.objects.filter(learner=learner), SESSIONS):
        tasks = _tasks([session.pk for session in page])
        yield [_session(session, tasks[session.pk]) for session in page]


def _session(session: PracticeSession, tasks: list[Row]) -> Row:
    return {
        "id": session.pk,
        "aim": session.aim,
        "length": session.length,
        "unit": session.unit,
        "mistake": session.slip,
        "topic": session.topic,
        "started_at": session.started_at,
        "finished_at": session.finished_at,
        "tasks": tasks,
    }


def _tasks(sessions: Sequence[UUID]) -> dict[UUID, list[Row]]:
    found = defaultdict(list)
    rows = PracticeTask.objects.filter(session__in=sessions).order_by("session", "number")
    names = ("session", "number", "item_version", "seed", "reason", "slip", "attempt")
    for row in rows.values(*names, *_ITEM_FIELDS):
        found[row["session"]].append(
            {
                "number": row["number"],
                **task_facts(row, "item__", row["item_version"], row["seed"]),
                "reason": row["reason"],
                "mistake": row["slip"],
                "attempt": row["attempt"],
            }
        )
    return found


CARDS = OwnRows(
    "cards",
    "Skills and mistakes, with the day on which each is due",
    lambda learner: Card.objects.filter(learner=learner).count(),
    cards,
)
HINTS_SHOWN = OwnRows(
    "hints_shown",
    "Tasks of which you have seen hints",
    lambda learner: HintsShown.objects.filter(learner=learner).count(),
    hints_shown,
)
PRACTICE = OwnRows(
    "practice",
    "Practice sessions with their tasks",
    lambda learner: PracticeSession.objects.filter(learner=learner).count(),
    practice,
)
