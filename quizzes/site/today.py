"""What waits for a returning learner: their plan, and a quiz or practice that is not finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.template.loader import render_to_string

from quizzes.learners.days import day_at
from quizzes.learners.visitor import Visitor
from quizzes.models import Card, CustomQuiz, Goal, Learner, PracticeSession, Quiz, Sitting
from quizzes.planning.goals import Aim
from quizzes.planning.own_plan import plan_from
from quizzes.sittings.own_quizzes import close_if_over
from quizzes.web.learner_facts import learner_facts


@dataclass(frozen=True)
class Unfinished:
    sitting: UUID
    title: str


@dataclass(frozen=True)
class Returning:
    """What is stored of a learner and decides what their plan looks like today."""

    learner: int
    today: date
    aim: Aim


_LEARNER, _GOAL = Learner._meta.db_table, Goal._meta.db_table
_SITTING, _QUIZ = Sitting._meta.db_table, Quiz._meta.db_table
_CUSTOM, _PRACTICE = CustomQuiz._meta.db_table, PracticeSession._meta.db_table
# Written by hand because they run at every view of the home page.
_RETURNING = f"""
    SELECT learner.id, learner.time_zone,
           goal.role, goal.seniority, goal.interview_on, goal.minutes_a_day
    FROM {_LEARNER} learner LEFT JOIN {_GOAL} goal ON goal.learner_id = learner.id
    WHERE learner.id = {{learner}}
"""  # noqa: S608 - table names of our own models
_QUIZZES = f"""
    SELECT sitting.id, COALESCE(quiz.title, custom.title), sitting.ends_at
    FROM {_SITTING} sitting
    LEFT JOIN {_QUIZ} quiz ON quiz.id = sitting.quiz_id
    LEFT JOIN {_CUSTOM} custom ON custom.id = sitting.custom_id
    WHERE sitting.learner_id = {{learner}} AND sitting.finished_at IS NULL
    ORDER BY sitting.started_at DESC
"""  # noqa: S608
_PRACTICES = f"""
    SELECT id FROM {_PRACTICE} WHERE learner_id = {{learner}} AND finished_at IS NULL
"""  # noqa: S608


def returning(visitor: Visitor, now: datetime) -> Returning | None:
    """Who is back, on their own day; None if nothing of theirs is stored. One query."""
    for learner, zone, role, seniority, interview_on, minutes in visitor.rows(_RETURNING):
        # The columns are empty for whoever has set nothing.
        aim = Aim(role or "", seniority or "", interview_on, minutes)
        return Returning(learner, day_at(now, zone), aim)
    return None


def shown_plan(visitor: Visitor, found: Returning) -> bytes:
    """The part of the home page that is the learner's plan, empty before their first answer. Kept
    until they answer again, set another goal, or the day ends."""
    name = "-".join(map(str, ("home", found.today, *vars(found.aim).values())))
    return learner_facts(visitor, name, lambda: _plan(found), b"")


def _plan(found: Returning) -> bytes:
    own = plan_from(_cards(found.learner), found.aim, found.today)
    if not own.is_begun:
        return b""
    return render_to_string("quizzes/site/_plan.html", {"own": own}).encode()


def _cards(learner: int) -> Sequence[Card]:
    return list(Card.objects.filter(learner=learner))


def unfinished(visitor: Visitor, now: datetime) -> dict[str, Unfinished]:
    """The quiz that the visitor started last and can go on with, and their open practice, by what
    it is. Quizzes whose time is out are judged. Two queries."""
    found = {}
    for pk, title, ends_at in visitor.rows(_QUIZZES):
        sitting = UUID(str(pk))
        if not close_if_over(sitting, ends_at, now):
            found["quiz"] = Unfinished(sitting, title)
            break
    for (pk,) in visitor.rows(_PRACTICES):
        found["practice"] = Unfinished(UUID(str(pk)), "")
    return found
