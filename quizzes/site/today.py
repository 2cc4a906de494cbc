"""What waits for a returning learner today: what is due in practice, and an unfinished quiz."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from quizzes.learners.days import day_at
from quizzes.learners.visitor import Visitor
from quizzes.models import Card, CardKind, Learner, Quiz, Sitting
from quizzes.planning.due import open_ones


@dataclass(frozen=True)
class Due:
    """How many mistakes and skills are to be reviewed today."""

    mistakes: int
    skills: int

    @property
    def total(self) -> int:
        return self.mistakes + self.skills


@dataclass(frozen=True)
class Unfinished:
    sitting: UUID
    title: str


_LEARNER, _CARD = Learner._meta.db_table, Card._meta.db_table
_SITTING, _QUIZ = Sitting._meta.db_table, Quiz._meta.db_table
# Written by hand because they run at every view of the home page. The learner's own day may be
# one ahead of the day in UTC.
_CARDS = f"""
    SELECT learner.time_zone, card.kind, card.name, card.due_on, card.streak, card.streak_days
    FROM {_LEARNER} learner
    LEFT JOIN {_CARD} card ON card.learner_id = learner.id AND card.due_on <= %(latest)s
    WHERE learner.id = {{learner}}
"""  # noqa: S608 - table names of our own models
_UNFINISHED = f"""
    SELECT sitting.id, quiz.title
    FROM {_SITTING} sitting JOIN {_QUIZ} quiz ON quiz.id = sitting.quiz_id
    WHERE sitting.learner_id = {{learner}} AND sitting.finished_at IS NULL
    ORDER BY sitting.started_at DESC LIMIT 1
"""  # noqa: S608


def due_today(visitor: Visitor, now: datetime) -> Due | None:
    """What the visitor has to review on their own day; None if nothing of theirs is stored."""
    rows = visitor.rows(_CARDS, latest=now.date() + timedelta(1))
    if not rows:
        return None
    today = day_at(now, rows[0][0])
    cards = [
        Card(kind=kind, name=name, due_on=due_on, streak=streak, streak_days=days)
        for _zone, kind, name, due_on, streak, days in rows
        if kind
    ]
    due = [card for card in open_ones(cards) if card.is_due(today)]
    mistakes = sum(card.kind == CardKind.SLIP for card in due)
    return Due(mistakes, len(due) - mistakes)


def unfinished_quiz(visitor: Visitor) -> Unfinished | None:
    """The quiz that the visitor started last and has not finished."""
    return next((Unfinished(UUID(str(pk)), title) for pk, title in visitor.rows(_UNFINISHED)), None)
