"""A learner's progress over the last weeks, worked out once until they answer again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quizzes.learners.visitor import Visitor
from quizzes.models import Learner
from quizzes.planning.goals import Aim
from quizzes.web.learner_facts import learner_facts

from .answers import AT_ONCE, OUTCOMES, WeekOfAnswers, answers_by_week
from .levels_over_time import (
    Knowledge,
    first_answers_by_day,
    knowledge_by_week,
    reviews_of_skills,
)
from .weeks import Week, weeks_until

# Whoever is active on most of these days keeps going; one missed day changes little.
RECENT_DAYS = 14


@dataclass(frozen=True)
class WeekOfProgress:
    """`active_days` are those with a first answer, of which there were `answers`."""

    week: Week
    active_days: int
    answers: int
    of_answers: WeekOfAnswers
    knowledge: Knowledge

    @property
    def at_once(self) -> int:
        return self.of_answers.outcomes[AT_ONCE]

    @property
    def time(self) -> str:
        return in_hours(self.of_answers.spent)


@dataclass(frozen=True)
class Progress:
    """`by_day`: how many first answers each day had that had any, of all time."""

    today: date
    by_day: Mapping[date, int]
    weeks: tuple[WeekOfProgress, ...]

    @property
    def is_begun(self) -> bool:
        return bool(self.by_day)

    @property
    def active_recently(self) -> int:
        """On how many of the last days, today among them, something was answered."""
        days = (self.today - timedelta(n) for n in range(RECENT_DAYS))
        return sum(day in self.by_day for day in days)

    @property
    def this_week(self) -> WeekOfProgress:
        return self.weeks[-1]

    @property
    def outcomes(self) -> dict[str, int]:
        return {name: sum(w.of_answers.outcomes[name] for w in self.weeks) for name in OUTCOMES}

    @property
    def time(self) -> str:
        return in_hours(sum((week.of_answers.spent for week in self.weeks), timedelta()))


def progress_of(
    visitor: Visitor, learner: Learner | None, aim: Aim, today: date
) -> Progress | None:
    """The progress up to a learner's `today`; None for who has answered nothing. Six queries, of
    which one is left until the next answer."""
    if learner is None:
        return None
    facts = (str(today), learner.time_zone, aim.role, aim.seniority)
    found = learner_facts(
        visitor, ":".join(("progress", *facts)), lambda: _progress(learner, aim, today), None
    )
    return found if found and found.is_begun else None


def _progress(learner: Learner, aim: Aim, today: date) -> Progress:
    weeks, reviews = weeks_until(today), reviews_of_skills(learner)
    by_day = first_answers_by_day(reviews, today)
    rows = zip(
        weeks,
        answers_by_week(learner, weeks),
        knowledge_by_week(reviews, weeks, aim),
        strict=True,
    )
    return Progress(today, by_day, tuple(_week(by_day, *row) for row in rows))


def _week(
    by_day: Mapping[date, int], week: Week, answers: WeekOfAnswers, knowledge: Knowledge
) -> WeekOfProgress:
    days = [n for day, n in by_day.items() if week.first <= day <= week.last]
    return WeekOfProgress(week, len(days), sum(days), answers, knowledge)


def in_hours(spent: timedelta) -> str:
    """`2 h 5 min`, `25 min`, `under a minute`, `none`."""
    if not spent:
        return "none"
    hours, minutes = divmod(round(spent.total_seconds() / 60), 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes)
    return " ".join(parts) or "under a minute"
