"""A class of thirty that answers an assignment: the gradebook and the results of the teacher agree
with what a script of its own makes of the stored attempts."""

import csv
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from io import StringIO
from math import floor

import pytest
from django.test import Client

from quizzes.answering.task import Task
from quizzes.classes.gradebook import BYTE_ORDER_MARK, safe_cell
from quizzes.models import Assignment, Attempt, Mark, Membership, Sitting, Verdict
from tests.answering.all_kinds import Page, wrong_raw
from tests.classes.teaching import assigned, begun, closed, joined, made_class, teacher, words
from tests.sittings.taking import task_at

pytestmark = pytest.mark.usefixtures("all_kinds")
KEYS = ("dot", "softmax", "weights", "grows", "hold", "shape", "in-order", "derive")
NAMES = [
    *('=HYPERLINK("http://evil.example")', "+1 555", "-2+3", "@SUM(A1)", "李雷", "محمد علي"),
    *(f"Learner {number}" for number in range(24)),
]
HOW = ("right", "imprecise", "slip", "wrong", "blank", "unreadable", "seen")


def raw_for(task: Task, how: str) -> str:
    """What to type so that the task is answered like this; kinds that have no such answer get a
    wrong one."""
    probes = task.kind.probes()
    if how in ("right", "seen"):
        return task.kind.right_answer()
    if how == "imprecise":
        found = (probe.raw for probe in probes if probe.verdict == "imprecise")
    elif how == "slip":
        found = (probe.raw for probe in probes if probe.verdict == "wrong" and probe.mistake)
    elif how == "unreadable":
        found = (probe.raw for probe in probes if probe.verdict is None)
    else:
        return "" if how == "blank" else wrong_raw(task)
    return next(found, wrong_raw(task))


def posted(client: Client, sitting: Sitting, number: int, raw: str) -> None:
    task = task_at(sitting, number)
    name = f"answer-{task.item.pk}"
    fields: dict = {name: raw}
    if task.item.kind == "steps":
        boxes = json.loads(raw) if raw.startswith("{") else {}
        fields = {f"{name}-{step}": text for step, text in boxes.items()}
    elif task.item.kind in ("choices", "order"):
        fields = {name: [part.strip() for part in raw.split(",") if part.strip()]}
    address = f"{sitting.get_absolute_url()}{number}/"
    assert client.post(address, fields).status_code in (200, 302)


def answered(client: Client, quiz: Assignment, learner: int, shift: int = 0) -> Sitting:
    """One try in which the tasks are answered in ways that depend on the learner."""
    sitting = begun(client, quiz)
    for number in range(1, len(sitting.plan) + 1):
        how = HOW[(learner + number * (1 + learner % 3) + shift) % len(HOW)]
        if how != "blank":
            posted(client, sitting, number, raw_for(task_at(sitting, number), how))
    client.post(f"{sitting.get_absolute_url()}check/")
    return sitting


@dataclass
class School:
    host: Client
    one: Assignment
    other: Assignment
    clients: list[Client] = field(default_factory=list)

    def gradebook(self) -> list[list[str]]:
        address = f"{self.one.classroom.get_absolute_url()}gradebook.csv"
        text = self.host.get(address).content.decode("utf-8")
        assert text.startswith(BYTE_ORDER_MARK)
        return list(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK))))


@pytest.fixture
def school() -> School:
    """Thirty learners. All but three took the first assignment, with the same numbers; some the
    second, with up to three tries; one has not submitted; one had seen solutions before."""
    host = teacher()
    room = made_class(host)
    one = assigned(host, room, *KEYS, numbers="same", title="=Same numbers")
    other = assigned(host, room, tries="3", title="Different numbers")
    found = School(host, one, other)
    for learner, name in enumerate(NAMES):
        client = joined(room, name)
        found.clients.append(client)
        if learner == 5:
            # Whoever has seen the solution of these numbers before earns no points for them.
            for row in one.plan[:2]:
                item = one.quiz.items.get(pk=row["item"])
                page = Page(client, Task(item, row["seed"]))
                page.post({"token": page.token, "give_up": "1"})
        if learner % 10 != 9:
            answered(client, one, learner)
        for shift in range(learner % 4):
            answered(client, other, learner, shift)
    begun(found.clients[9], one)
    closed(other)
    return found


def recomputed(assignment: Assignment) -> dict[int, int]:
    """The best percent of each learner: from the plain rows, by rules written down again here."""
    newest: dict[int, dict] = {}
    for mark in Mark.objects.order_by("number").values("attempt_id", "score", "number"):
        newest[mark["attempt_id"]] = mark
    points: dict = defaultdict(list)
    for attempt in Attempt.objects.values("id", "sitting_id", "way_shown"):
        if attempt["sitting_id"] is not None:
            score = newest[attempt["id"]]["score"]
            earned = Fraction(0) if attempt["way_shown"] else Fraction(score).limit_denominator()
            points[attempt["sitting_id"]].append(earned)
    best: dict[int, int] = {}
    for sitting in Sitting.objects.values("id", "learner_id", "assignment_id", "finished_at"):
        if sitting["assignment_id"] == assignment.pk and sitting["finished_at"]:
            earned = points[sitting["id"]]
            percent = floor(100 * sum(earned) / len(earned))
            best[sitting["learner_id"]] = max(percent, best.get(sitting["learner_id"], 0))
    return best


def test_a_class_of_thirty_agrees_with_a_script_of_its_own(school):
    """One test, because thirty learners take a while."""
    all_kinds_of_verdicts_took_part(school)
    gradebook_agrees(school)
    results_agree(school)
    mistakes_agree(school)
    teacher_sees_no_typed_answer(school)


def all_kinds_of_verdicts_took_part(school: School) -> None:
    attempts = Attempt.marked.filter(sitting__assignment__in=[school.one, school.other])
    verdicts = Counter(attempts.values_list("mark__verdict", flat=True))
    assert all(verdicts[verdict] > 5 for verdict in Verdict.values), verdicts
    assert attempts.filter(way_shown=True).exists()


def gradebook_agrees(school: School) -> None:
    head, *rows = school.gradebook()
    assert head == ["Name", "Joined", "Different numbers (%)", "'=Same numbers (%)"]
    by_name = {row[0]: row for row in rows}
    assert len(rows) == len(by_name) == 30
    assert '\'=HYPERLINK("http://evil.example")' in by_name
    for cell in (cell for row in [head, *rows] for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    one, other = recomputed(school.one), recomputed(school.other)
    # So that the agreement means something.
    assert len(one) == 27
    assert len(set(one.values())) > 5
    assert len(other) == 22
    for member in Membership.objects.all():
        row = by_name[safe_cell(member.name)]
        expected = [other.get(member.learner_id, ""), one.get(member.learner_id, "")]
        assert row[2:] == [str(percent) for percent in expected], member.name


def results_agree(school: School) -> None:
    results = school.host.get(school.one.get_absolute_url()).context["results"]
    best = recomputed(school.one)
    for row in results.people:
        expected = best.get(row.membership.learner_id)
        assert (row.best.percent if row.best else None) == expected
    statuses = Counter(row.status for row in results.people)
    assert statuses == {"Submitted": 27, "In progress": 1, "Not started": 2}
    assert vars(results.counts) == {"joined": 30, "begun": 28, "running": 1, "finished": 27}
    stored = Counter(
        Attempt.marked.filter(sitting__assignment=school.one).values_list("item", "mark__verdict")
    )
    for row, planned in zip(results.tasks, school.one.plan, strict=True):
        counts = {
            Verdict.RIGHT: row.right,
            Verdict.IMPRECISE: row.imprecise,
            Verdict.WRONG: row.wrong,
            Verdict.GIVEN_UP: row.blank,
        }
        assert sum(counts.values()) == 27
        for verdict, count in counts.items():
            assert count == stored[planned["item"], verdict.value]


def mistakes_agree(school: School) -> None:
    results = school.host.get(school.one.get_absolute_url()).context["results"]
    names = dict(Membership.objects.values_list("learner", "name"))
    made: dict[str, Counter] = defaultdict(Counter)
    marks = Mark.objects.filter(newest=True, verdict=Verdict.WRONG)
    for mark in marks.filter(attempt__sitting__assignment=school.one).select_related("attempt"):
        if mark.mistakes:
            made[mark.mistakes[0]][names[mark.attempt.learner_id]] += 1
    assert len(made) > 2
    assert {slip.id: dict(slip.people) for slip in results.slips} == made


def teacher_sees_no_typed_answer(school: School) -> None:
    member = Membership.objects.get(name="Learner 0")
    attempts = Attempt.objects.filter(learner=member.learner, item__key="weights")
    raws = [" ".join(attempt.raw.split()) for attempt in attempts if attempt.raw]
    page = words(school.host.get(school.one.get_absolute_url()))
    assert raws
    assert all(raw not in page for raw in raws)


def test_the_gradebook_follows_new_marks_the_close_and_deleted_learners(school):
    member = Membership.objects.get(name="李雷")
    attempts = Attempt.objects.filter(sitting__assignment=school.one, learner=member.learner)
    for attempt in attempts:
        Mark(attempt=attempt, verdict=Verdict.RIGHT, score=1.0, reason="judged again").add()
    assert {row[0]: row[3] for row in school.gradebook()}["李雷"] == "100"
    closed(school.one)
    results = school.host.get(school.one.get_absolute_url()).context["results"]
    statuses = Counter(row.status for row in results.people)
    assert statuses == {"Submitted": 27, "Time ran out": 1, "Missed": 2}
    Membership.objects.get(name="Learner 3").learner.delete()
    assert len(school.gradebook()) == 1 + 29


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "  =1", "＠x"]
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Ada", "1", "a=b", "'x", "", "李雷"])
def test_other_cells_stay_as_they_are(text):
    assert safe_cell(text) == text
