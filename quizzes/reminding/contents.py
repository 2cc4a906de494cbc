"""What a reminder tells: what is due, and what was done in the last week."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from attention_engine import mistake_title
from quizzes.learners.visitor import Visitor
from quizzes.models import Card, CardKind, Learner, ReminderKind
from quizzes.planning.bank_map import topics_with_skills
from quizzes.planning.due import DueToday, due_today
from quizzes.planning.goals import aim_of
from quizzes.progress.progress import Progress, progress_of

MOST_NAMED = 5
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Named:
    """A topic, or a mistake, of which something is due."""

    title: str
    count: int


@dataclass(frozen=True)
class Contents:
    """`topics` and `mistakes` are the first few; `more` counts the tasks that they leave out.
    `answers` were given in the last seven days, on `active_days` of them; `readiness` in percent.
    """

    kind: ReminderKind
    due: DueToday
    topics: tuple[Named, ...]
    mistakes: tuple[Named, ...]
    more: int
    answers: int
    active_days: int
    readiness: int

    @property
    def is_worth_a_mail(self) -> bool:
        something = bool(self.due.cards)
        return something or (self.kind == ReminderKind.WEEKLY and self.answers > 0)

    @property
    def due_sentence(self) -> str:
        """`You have 7 tasks to review today. Another 30 can wait for the next days.`"""
        count, waiting = len(self.due.cards), self.due.waiting
        if not count:
            return "Nothing is due today."
        today = f"You have {_tasks(count)} to review today."
        later = f" Another {waiting} can wait for the next days." if waiting else ""
        return today + later

    @property
    def week_sentence(self) -> str:
        if not self.answers:
            return "In the last seven days you answered no tasks."
        days = f"{self.active_days} day{'s' * (self.active_days != 1)}"
        return (
            f"In the last seven days you answered {_tasks(self.answers)} on {days}. "
            f"Your readiness is {self.readiness}%."
        )


def _tasks(count: int) -> str:
    return "1 task" if count == 1 else f"{count} tasks"


def contents_of(learner: Learner, kind: ReminderKind, day: date) -> Contents:
    """What to tell on this day of the learner's."""
    due = due_today(list(Card.objects.filter(learner=learner)), day)
    topics, mistakes = _topics(due.cards), _mistakes(due.cards)
    shown = sum(named.count for named in (*topics[:MOST_NAMED], *mistakes[:MOST_NAMED]))
    weekly = kind == ReminderKind.WEEKLY
    found = progress_of(Visitor(learner.user_id), learner, aim_of(learner), day) if weekly else None
    answers, active_days, readiness = _last_days(found, day) if found else (0, 0, 0)
    return Contents(
        kind,
        due,
        tuple(topics[:MOST_NAMED]),
        tuple(mistakes[:MOST_NAMED]),
        len(due.cards) - shown,
        answers,
        active_days,
        readiness,
    )


def _last_days(progress: Progress, day: date) -> tuple[int, int, int]:
    days = [day - timedelta(n) for n in range(DAYS_OF_A_WEEK)]
    counts = [progress.by_day[each] for each in days if each in progress.by_day]
    return sum(counts), len(counts), progress.this_week.knowledge.percent


def _topics(cards: Iterable[Card]) -> list[Named]:
    """A skill that several topics have counts for the one that is read first."""
    topic_of = {
        place.skill: topic.title
        for topic in reversed(topics_with_skills())
        for place in topic.skills
    }
    skills = (card.name for card in cards if card.kind == CardKind.SKILL)
    counts = Counter(topic_of[name] for name in skills if name in topic_of)
    return [Named(title, count) for title, count in counts.most_common()]


def _mistakes(cards: Iterable[Card]) -> list[Named]:
    return [Named(mistake_title(card.name), 1) for card in cards if card.kind == CardKind.SLIP]
