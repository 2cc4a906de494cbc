"""What a visitor has begun and not finished: the latest quiz, and practice; and what their classes
wait for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from quizzes.learners.visitor import Visitor
from quizzes.models import (
    Assignment,
    Classroom,
    CustomQuiz,
    Membership,
    PracticeAim,
    PracticeSession,
    Quiz,
    Sitting,
)
from quizzes.sittings.clock import in_words
from quizzes.sittings.own_quizzes import close_if_over
from quizzes.sittings.scores import moment_of

_SITTING, _QUIZ = Sitting._meta.db_table, Quiz._meta.db_table
_CUSTOM, _PRACTICE = CustomQuiz._meta.db_table, PracticeSession._meta.db_table
_ASSIGNMENT, _CLASSROOM = Assignment._meta.db_table, Classroom._meta.db_table
_MEMBERSHIP, ASSIGNED = Membership._meta.db_table, "assigned"
# Written by hand because it runs at every view of the home page. `finished_at` is empty and stands
# where a quiz has the end of its clock.
_OPEN = f"""
    SELECT 'quiz', CAST(sitting.id AS varchar(36)), COALESCE(quiz.title, custom.title),
           sitting.ends_at, sitting.started_at, ''
    FROM {_SITTING} sitting
    LEFT JOIN {_QUIZ} quiz ON quiz.id = sitting.quiz_id
    LEFT JOIN {_CUSTOM} custom ON custom.id = sitting.custom_id
    WHERE sitting.learner_id = {{learner}} AND sitting.finished_at IS NULL
    UNION ALL
    SELECT session.aim, CAST(session.id AS varchar(36)), '', session.finished_at,
           session.started_at, ''
    FROM {_PRACTICE} session
    WHERE session.learner_id = {{learner}} AND session.finished_at IS NULL
    UNION ALL
    SELECT '{ASSIGNED}', CAST(assignment.id AS varchar(36)), assignment.title,
           assignment.closes_at, assignment.opens_at,
           CAST(assignment.classroom_id AS varchar(36))
    FROM {_MEMBERSHIP} membership
    JOIN {_CLASSROOM} classroom ON classroom.id = membership.classroom_id
    JOIN {_ASSIGNMENT} assignment ON assignment.classroom_id = classroom.id
    WHERE membership.learner_id = {{learner}} AND classroom.archived_at IS NULL
        AND assignment.opens_at <= CURRENT_TIMESTAMP AND assignment.closes_at > CURRENT_TIMESTAMP
        AND NOT EXISTS (SELECT 1 FROM {_SITTING} sitting
                        WHERE sitting.assignment_id = assignment.id
                        AND sitting.learner_id = membership.learner_id)
"""  # noqa: S608 - table names of our own models


@dataclass(frozen=True)
class Unfinished:
    """A sitting or a session of practice, by its key. `title` is that of a quiz."""

    pk: UUID
    title: str = ""


@dataclass(frozen=True)
class Assigned:
    """An open assignment that the visitor has not begun; `left` is the time left, in words."""

    pk: UUID
    classroom: UUID
    title: str
    left: str


@dataclass(frozen=True)
class OpenWork:
    quiz: Unfinished | None = None
    practice: Unfinished | None = None
    is_diagnostic: bool = False
    assigned: tuple[Assigned, ...] = ()

    @property
    def is_any(self) -> bool:
        return self.quiz is not None or self.practice is not None or bool(self.assigned)


def open_work(visitor: Visitor, now: datetime) -> OpenWork:
    """The quiz that the visitor started last and can go on with, their open practice, and their
    open assignments, the one that closes first before the others. Quizzes whose time is out are
    judged. One query; none for a stranger."""
    quiz, practice, aim = None, None, ""
    assigned: list[tuple[datetime, Assigned]] = []
    latest_first = sorted(visitor.rows(_OPEN), key=lambda row: row[4], reverse=True)
    for what, pk, title, ends_at, _started, classroom in latest_first:
        if what in PracticeAim.values:
            practice, aim = Unfinished(UUID(pk)), what
        elif what == ASSIGNED:
            closes_at = moment_of(ends_at)
            left = in_words(closes_at - now)
            assigned.append((closes_at, Assigned(UUID(pk), UUID(classroom), title, left)))
        elif not close_if_over(UUID(pk), ends_at, now):
            quiz = quiz or Unfinished(UUID(pk), title)
    due = tuple(each for _closes_at, each in sorted(assigned, key=lambda pair: pair[0]))
    return OpenWork(quiz, practice, aim == PracticeAim.DIAGNOSTIC, due)
