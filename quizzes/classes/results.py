"""The results of an assignment: by person, by slip and by task."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from attention_engine import mistake_ids, mistake_title
from quizzes.answering.task import Task
from quizzes.items import KINDS
from quizzes.models import Assignment, Attempt, Item, Membership, Verdict

from .tries import Try, best_of, tries_of

BEING_SCORED = "Being scored"


@dataclass(frozen=True)
class PersonRow:
    membership: Membership
    status: str
    tries: list[Try]
    best: Try | None


@dataclass(frozen=True)
class Counts:
    """How many have joined, have begun, are in a try now, and have a finished one."""

    joined: int
    begun: int
    running: int
    finished: int


@dataclass(frozen=True)
class SlipRow:
    """A known mistake, and who made it how often, the most frequent first."""

    id: str
    title: str
    made: int
    people: list[tuple[str, int]]


@dataclass
class TaskRow:
    """How often each verdict was, and the commonest mistake. `address` is empty for a task that
    was withdrawn."""

    number: int
    title: str
    address: str
    verdicts: Counter[str] = field(default_factory=Counter)
    slips: Counter[str] = field(default_factory=Counter)

    @property
    def right(self) -> int:
        return self.verdicts[Verdict.RIGHT]

    @property
    def imprecise(self) -> int:
        return self.verdicts[Verdict.IMPRECISE]

    @property
    def wrong(self) -> int:
        return self.verdicts[Verdict.WRONG]

    @property
    def blank(self) -> int:
        return self.verdicts[Verdict.GIVEN_UP]

    @property
    def commonest(self) -> str:
        """The title of the commonest mistake; empty without one."""
        found = self.slips.most_common(1)
        return mistake_title(found[0][0]) if found else ""


@dataclass(frozen=True)
class AssignmentResults:
    people: list[PersonRow]
    counts: Counts
    slips: list[SlipRow]
    tasks: list[TaskRow]

    @property
    def waiting(self) -> int:
        """How many learners have a try whose time is out and that is not scored yet."""
        return sum(row.status == BEING_SCORED for row in self.people)


class _Answer(NamedTuple):
    learner: int
    item: int
    verdict: str
    mistakes: list[str]

    @property
    def slip(self) -> str:
        """The likeliest mistake behind a wrong answer; empty if none is known."""
        known = (each for each in self.mistakes if each in mistake_ids())
        return next(known, "") if self.verdict == Verdict.WRONG else ""


def results_of_assignment(assignment: Assignment, now: datetime) -> AssignmentResults:
    """Of those who are in the class now. Five queries, however many they are, and more only where
    a time has run out since."""
    people = people_of(assignment, now)
    names = {row.membership.learner_id: row.membership.name for row in people}
    answers = [answer for answer in _answers(assignment) if answer.learner in names]
    return AssignmentResults(
        people, _counted(people), _by_slip(answers, names), _by_task(assignment, answers)
    )


def counts_of(assignment: Assignment, now: datetime) -> Counts:
    return _counted(people_of(assignment, now))


def people_of(assignment: Assignment, now: datetime) -> list[PersonRow]:
    members = Membership.objects.filter(classroom=assignment.classroom_id)
    tries = tries_of([assignment], now)
    key: UUID = assignment.pk
    return [
        _person(each, tries.get((each.learner_id, key), []), assignment, now) for each in members
    ]


def _person(
    membership: Membership, tries: list[Try], assignment: Assignment, now: datetime
) -> PersonRow:
    best = best_of(tries)
    return PersonRow(membership, _status(tries, best, assignment, now), tries, best)


def _status(tries: list[Try], best: Try | None, assignment: Assignment, now: datetime) -> str:
    if any(each.waits for each in tries):
        return BEING_SCORED
    if any(each.finished_at is None for each in tries):
        return "In progress" if best is None else "In progress again"
    if best is not None:
        return "Submitted" if best.in_time else "Time ran out"
    return "Not started" if now < assignment.closes_at else "Missed"


def _counted(people: Iterable[PersonRow]) -> Counts:
    rows = list(people)
    running = sum(row.status.startswith("In progress") for row in rows)
    begun = sum(bool(row.tries) for row in rows)
    return Counts(len(rows), begun, running, sum(row.best is not None for row in rows))


def _answers(assignment: Assignment) -> list[_Answer]:
    rows = Attempt.marked.filter(sitting__assignment=assignment, mark__isnull=False)
    fields = ("learner", "item", "mark__verdict", "mark__mistakes")
    return [_Answer(*row) for row in rows.order_by("pk").values_list(*fields)]


def _by_slip(answers: Iterable[_Answer], names: dict[int, str]) -> list[SlipRow]:
    made: dict[str, Counter[int]] = defaultdict(Counter)
    for answer in answers:
        if answer.slip:
            made[answer.slip][answer.learner] += 1
    rows = [
        SlipRow(
            slip,
            mistake_title(slip),
            people.total(),
            [(names[learner], count) for learner, count in people.most_common()],
        )
        for slip, people in made.items()
    ]
    return sorted(rows, key=lambda row: (-len(row.people), -row.made, row.title))


def _by_task(assignment: Assignment, answers: Iterable[_Answer]) -> list[TaskRow]:
    items = Item.objects.select_related("question").in_bulk([r["item"] for r in assignment.plan])
    public = set(Item.published.filter(pk__in=items).values_list("pk", flat=True))
    rows: dict[int, TaskRow] = {}
    for number, planned in enumerate(assignment.plan, start=1):
        item = items.get(planned["item"])
        title = f"{KINDS[item.kind].words}, from “{item.question.title}”" if item else "Withdrawn"
        address = Task(item, planned["seed"]).address if item and item.pk in public else ""
        rows[planned["item"]] = TaskRow(number, title, address)
    for answer in answers:
        row = rows[answer.item]
        row.verdicts[answer.verdict] += 1
        if answer.slip:
            row.slips[answer.slip] += 1
    return list(rows.values())
