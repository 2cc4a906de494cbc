"""What a visitor has begun and not finished: the latest quiz, and practice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from quizzes.learners.visitor import Visitor
from quizzes.models import CustomQuiz, PracticeAim, PracticeSession, Quiz, Sitting
from quizzes.sittings.own_quizzes import close_if_over

_SITTING, _QUIZ = Sitting._meta.db_table, Quiz._meta.db_table
_CUSTOM, _PRACTICE = CustomQuiz._meta.db_table, PracticeSession._meta.db_table
# Written by hand because it runs at every view of the home page. `finished_at` is empty and stands
# where a quiz has the end of its clock.
_OPEN = f"""
    SELECT 'quiz', CAST(sitting.id AS varchar(36)), COALESCE(quiz.title, custom.title),
           sitting.ends_at, sitting.started_at
    FROM {_SITTING} sitting
    LEFT JOIN {_QUIZ} quiz ON quiz.id = sitting.quiz_id
    LEFT JOIN {_CUSTOM} custom ON custom.id = sitting.custom_id
    WHERE sitting.learner_id = {{learner}} AND sitting.finished_at IS NULL
    UNION ALL
    SELECT session.aim, CAST(session.id AS varchar(36)), '', session.finished_at, session.started_at
    FROM {_PRACTICE} session
    WHERE session.learner_id = {{learner}} AND session.finished_at IS NULL
"""  # noqa: S608 - table names of our own models


@dataclass(frozen=True)
class Unfinished:
    """A sitting or a session of practice, by its key. `title` is that of a quiz."""

    pk: UUID
    title: str = ""


@dataclass(frozen=True)
class OpenWork:
    quiz: Unfinished | None = None
    practice: Unfinished | None = None
    is_diagnostic: bool = False

    @property
    def is_any(self) -> bool:
        return self.quiz is not None or self.practice is not None


def open_work(visitor: Visitor, now: datetime) -> OpenWork:
    """The quiz that the visitor started last and can go on with, and their open practice. Quizzes
    whose time is out are judged. One query; none for a stranger."""
    quiz, practice, aim = None, None, ""
    latest_first = sorted(visitor.rows(_OPEN), key=lambda row: row[4], reverse=True)
    for what, pk, title, ends_at, _started in latest_first:
        if what in PracticeAim.values:
            practice, aim = Unfinished(UUID(pk)), what
        elif not close_if_over(UUID(pk), ends_at, now):
            quiz = quiz or Unfinished(UUID(pk), title)
    return OpenWork(quiz, practice, aim == PracticeAim.DIAGNOSTIC)
