"""What a learner has done with one variant: one query, because every view of a task asks it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from quizzes.keeping.strip import ROWS_OF_TASK
from quizzes.learners.days import day_at
from quizzes.learners.visitor import Visitor
from quizzes.models import (
    Assignment,
    Attempt,
    Card,
    CardKind,
    HintsShown,
    ItemVersion,
    Learner,
    Mark,
    PracticeSession,
    PracticeTask,
    Sitting,
    Verdict,
)
from quizzes.reviewing.levels import Level, level_of

from .running_quiz import sitting_that_asks
from .task import Task

# After this many wrong answers to a variant its solution is offered. A click shows it, no answer.
WRONG_BEFORE_THE_OFFER = 2

SHOWS_THE_SOLUTION = (Verdict.RIGHT, Verdict.GIVEN_UP)

_ATTEMPT, _VERSION, _MARK = (model._meta.db_table for model in (Attempt, ItemVersion, Mark))
_HINTS, _SITTING = HintsShown._meta.db_table, Sitting._meta.db_table
_ASSIGNMENT = Assignment._meta.db_table
_LEARNER, _CARD = Learner._meta.db_table, Card._meta.db_table
_SESSION, _PRACTICE = PracticeSession._meta.db_table, PracticeTask._meta.db_table
# Written by hand because it runs at every view: Django takes longer to build the SQL of three
# queries than the database takes to run it. Every column is text, so that the parts agree.
_STANDING = f"""
    SELECT 'attempt', mark.verdict, CASE WHEN attempt.way_shown THEN 'shown' ELSE '' END,
           CASE WHEN attempt.sitting_id IS NULL THEN '' ELSE 'sitting' END
    FROM {_ATTEMPT} attempt
    JOIN {_VERSION} version ON version.id = attempt.item_version_id
    LEFT JOIN {_MARK} mark ON mark.attempt_id = attempt.id AND mark.newest
    WHERE attempt.learner_id = {{learner}} AND attempt.item_id = %(item)s
    AND attempt.seed = %(seed)s AND version.version = %(version)s
    UNION ALL
    SELECT 'hints', CAST(hints.count AS varchar(10)), '', ''
    FROM {_HINTS} hints
    WHERE hints.learner_id = {{learner}} AND hints.item_id = %(item)s
    AND hints.seed = %(seed)s AND hints.item_version = %(version)s
    UNION ALL
    SELECT 'running', CAST(sitting.id AS varchar(36)), CAST(sitting.plan AS text),
           COALESCE(CAST(sitting.finished_at AS varchar(40)), '')
    FROM {_SITTING} sitting
    LEFT JOIN {_ASSIGNMENT} assignment ON assignment.id = sitting.assignment_id
    WHERE sitting.learner_id = {{learner}} AND (sitting.finished_at IS NULL
        OR (assignment.same_numbers AND assignment.closes_at > CURRENT_TIMESTAMP))
    UNION ALL
    SELECT 'practice', CAST(task.id AS varchar(20)), session.slip || session.topic, ''
    FROM {_SESSION} session JOIN {_PRACTICE} task ON task.session_id = session.id
    WHERE session.learner_id = {{learner}} AND session.finished_at IS NULL
    AND task.item_id = %(item)s AND task.seed = %(seed)s AND task.item_version = %(version)s
    AND NOT EXISTS (SELECT 1 FROM {_PRACTICE} later
                    WHERE later.session_id = session.id AND later.number > task.number)
    UNION ALL
    SELECT 'level', learner.time_zone, CAST(card.reviewed_on AS varchar(10)),
           CAST(card.stability AS varchar(30)) || ' ' || card.streak || ' ' || card.streak_days
           || ' ' || card.streak_mixed
    FROM {_LEARNER} learner JOIN {_CARD} card ON card.learner_id = learner.id
    WHERE learner.id = {{learner}} AND card.kind = '{CardKind.SKILL.value}'
    AND card.name = %(skill)s
    UNION ALL
    {ROWS_OF_TASK}
"""  # noqa: S608 - table names of our own models


@dataclass(frozen=True)
class History:
    """What a learner has done with one variant. `solved`: answered right before the solution was
    shown. `way_shown`: the solution has been shown, or is shown from now on: after a right answer,
    or because the learner asked for it."""

    wrong: int = 0
    solved: bool = False
    way_shown: bool = False

    @property
    def offers_the_solution(self) -> bool:
        return self.wrong >= WRONG_BEFORE_THE_OFFER and not self.way_shown

    def after(self, verdict: str) -> "History":
        """The history with one more attempt."""
        wrong = self.wrong + (verdict == Verdict.WRONG)
        solves = verdict == Verdict.RIGHT and not self.way_shown
        shown = self.way_shown or verdict in SHOWS_THE_SOLUTION
        return History(wrong, self.solved or solves, shown)


@dataclass(frozen=True)
class Practiced:
    """The key of a task of practice, and the mistake or topic that the session practices alone, if
    any."""

    task: int
    alone: str


@dataclass(frozen=True)
class SkillCard:
    """What decides the level of a learner in the skill of a task, where they are."""

    time_zone: str
    card: Card

    def level(self, now: datetime) -> Level:
        return level_of(self.card, day_at(now, self.time_zone))


@dataclass(frozen=True)
class Kept:
    """Whether the item has a bookmark, and the status of the latest report on it, if any."""

    has_bookmark: bool = False
    report: str = ""


NOTHING_KEPT = Kept()


@dataclass(frozen=True)
class Standing:
    """`hints`: how many of the variant's hints were shown. `running`: the learner's sitting that
    asks this task, and that is unfinished or whose solutions are held back. `tried`: the variant
    was answered, or its solution asked for. `practice`: the task of the learner's practice that is
    to be answered now. `skill`: what decides the learner's level in its skill. `kept`: what the
    learner has kept of its item."""

    history: History = field(default_factory=History)
    hints: int = 0
    running: Sitting | None = None
    tried: bool = False
    practice: Practiced | None = None
    skill: SkillCard | None = None
    kept: Kept = NOTHING_KEPT


def standing_of(learner: Learner | None, task: Task) -> Standing:
    """The learner's standing on this variant. Costs no query for a newcomer."""
    if learner is None or learner.is_new:
        return Standing()
    with connection.cursor() as cursor:
        cursor.execute(
            _STANDING.format(learner="%(learner)s"), {**_facts(task), "learner": learner.pk}
        )
        return _standing(task, cursor.fetchall())


def standing_of_visitor(visitor: Visitor, task: Task) -> Standing:
    """The same for whoever reads a page, without reading their row first."""
    return _standing(task, visitor.rows(_STANDING, **_facts(task)))


def _facts(task: Task) -> dict[str, int | str]:
    item = task.item
    return {"item": item.pk, "seed": task.seed, "version": task.version, "skill": item.skill}


def _standing(task: Task, rows: Sequence[Sequence[str]]) -> Standing:
    attempts = [facts for what, *facts in rows if what == "attempt"]
    hints = [int(count) for what, count, *_rest in rows if what == "hints"]
    running = [
        Sitting(pk=UUID(pk), plan=json.loads(plan), finished_at=ended or None)
        for what, pk, plan, ended in rows
        if what == "running"
    ]
    practice = [Practiced(int(pk), slip) for what, pk, slip, _ in rows if what == "practice"]
    return Standing(
        _history(attempts),
        sum(hints),
        sitting_that_asks(task, running),
        tried=bool(attempts),
        practice=practice[0] if practice else None,
        skill=next((_skill(*facts) for what, *facts in rows if what == "level"), None),
        kept=_kept(rows),
    )


def _kept(rows: Sequence[Sequence[str]]) -> Kept:
    reports = {int(pk): status for what, pk, status, _empty in rows if what == "report"}
    has_bookmark = any(what == "bookmark" for what, *_facts in rows)
    return Kept(has_bookmark, reports[max(reports)] if reports else "")


def _skill(time_zone: str, reviewed_on: str, numbers: str) -> SkillCard:
    stability, *streaks = numbers.split()
    names = ("streak", "streak_days", "streak_mixed")
    day = date.fromisoformat(reviewed_on)
    facts = dict(zip(names, map(int, streaks), strict=True))
    # The level depends neither on the difficulty nor on when the card is due.
    card = Card(stability=float(stability), difficulty=1.0, reviewed_on=day, due_on=day, **facts)
    return SkillCard(time_zone, card)


def _history(attempts: Iterable[list[str]]) -> History:
    wrong, solved, way_shown = 0, False, False
    for verdict, shown_before, in_a_sitting in attempts:
        wrong += verdict == Verdict.WRONG
        solved |= verdict == Verdict.RIGHT and not shown_before
        # A sitting's attempts are stored when it ends, and its results show every solution.
        way_shown |= verdict in SHOWS_THE_SOLUTION or bool(shown_before or in_a_sitting)
    return History(wrong, solved, way_shown)
