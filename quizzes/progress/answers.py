"""What came of a learner's answers week by week, and how much time they took."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from quizzes.learners.days import known_zone
from quizzes.models import Attempt, Learner, Verdict

from .weeks import Week, begins_at

# Whoever takes longer between two answers was probably away.
LONGEST_PAUSE = timedelta(minutes=10)
AT_ONCE, LATER, IMPRECISE, WRONG, SHOWN = OUTCOMES = (
    "Right on first try",
    "Right later",
    "Too few digits",
    "Wrong",
    "Solution shown or left blank",
)


class Answer(NamedTuple):
    """One attempt. `sitting` and `began` are those of the quiz that it was part of."""

    created_at: datetime
    numbers: tuple[int, int]
    way_shown: bool
    hints: int
    seconds: int | None
    verdict: str
    sitting: UUID | None
    began: datetime | None


@dataclass
class WeekOfAnswers:
    """How often each outcome was, and the time spent."""

    outcomes: Counter[str] = field(default_factory=Counter)
    spent: timedelta = timedelta()


def answers_by_week(learner: Learner, weeks: list[Week]) -> list[WeekOfAnswers]:
    """One query. Of what was answered before these weeks nothing is read, so an answer counts as
    the first to its numbers if the weeks have no earlier one."""
    zone = learner.time_zone
    answers = list(_answers(learner, begins_at(weeks[0].first, zone)))
    found = [WeekOfAnswers() for _week in weeks]
    place = _place_in(weeks)
    here = ZoneInfo(known_zone(zone))
    days = [answer.created_at.astimezone(here).date() for answer in answers]
    for day, outcome in zip(days, outcomes_of(answers), strict=True):
        found[place(day)].outcomes[outcome] += 1
    for day, rows in groupby(zip(days, answers, strict=True), key=lambda row: row[0]):
        found[place(day)].spent += time_spent(answer for _day, answer in rows)
    return found


def outcomes_of(answers: Iterable[Answer]) -> Iterator[str]:
    """The outcome of each of these answers, which are in order."""
    met: set[tuple[int, int]] = set()
    for answer in answers:
        is_first = answer.numbers not in met
        met.add(answer.numbers)
        if answer.verdict == Verdict.RIGHT:
            at_once = is_first and not answer.hints and not answer.way_shown
            yield AT_ONCE if at_once else LATER
        else:
            yield _OTHERS[Verdict(answer.verdict)]


_OTHERS = {Verdict.IMPRECISE: IMPRECISE, Verdict.WRONG: WRONG, Verdict.GIVEN_UP: SHOWN}


def time_spent(answers: Iterable[Answer]) -> timedelta:
    """An estimate for the answers of one day, in order: from each back to the one before it, at
    most `LONGEST_PAUSE`. The first counts from when its page was opened. All answers of a quiz are
    stored at its end, and count from its start or the answer before."""
    total, before = timedelta(), None
    for key, group in groupby(answers, key=lambda a: a.sitting or a.created_at):
        rows = list(group)
        end, began = rows[0].created_at, rows[0].began
        if began is None and before is None:
            began = end - timedelta(seconds=rows[0].seconds or 0)
        start = max(moment for moment in (began, before) if moment is not None)
        longest = LONGEST_PAUSE * (len(rows) if isinstance(key, UUID) else 1)
        total += min(max(end - start, timedelta()), longest)
        before = end
    return total


def _answers(learner: Learner, since: datetime) -> Iterator[Answer]:
    made = Attempt.marked.at_a_task()
    rows = made.filter(learner=learner, created_at__gte=since, mark__isnull=False)
    fields = ("created_at", "item_version", "seed", "way_shown", "hints", "seconds")
    of_others = ("mark__verdict", "sitting", "sitting__started_at")
    found = rows.order_by("created_at", "pk").values_list(*fields, *of_others)
    for moment, version, seed, *facts in found.iterator(chunk_size=2_000):
        yield Answer(moment, (version, seed), *facts)


def _place_in(weeks: list[Week]) -> Callable[[date], int]:
    """Which of the weeks a day is in. A clock that went back may have left a day after today."""
    first, last = weeks[0].first, len(weeks) - 1

    def place(day: date) -> int:
        return min(max((day - first).days // 7, 0), last)

    return place
