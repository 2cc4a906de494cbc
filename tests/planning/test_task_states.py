"""A task is right on the first try, right later or not right yet, by its latest numbers."""

import pytest

from quizzes.learners.visitor import Visitor
from quizzes.models import Item, Question, Verdict
from quizzes.planning.task_states import TaskState, task_states

pytestmark = pytest.mark.django_db
AT_ONCE, LATER, REPEAT = TaskState.RIGHT_AT_ONCE, TaskState.RIGHT_LATER, TaskState.TO_REPEAT
TASK = "softmax/weights-of-keys"


def state(learner="ann"):
    item = Item.objects.get(key="weights-of-keys")
    found = task_states(Visitor(browser_id=learner), [item.question_id])
    return found.get(item.question_id, {}).get(item.pk)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([(1, "right", 0)], AT_ONCE),
        ([(1, "right", 1)], LATER),
        ([(1, "wrong", 0)], REPEAT),
        ([(1, "imprecise", 0)], REPEAT),
        ([(1, "given_up", 0)], REPEAT),
        ([(1, "wrong", 0), (1, "right", 0)], LATER),
        ([(1, "right", 0), (2, "wrong", 0)], REPEAT),
        ([(1, "wrong", 0), (2, "right", 0)], AT_ONCE),
        # Back to the first numbers: they are the latest, and were not right at once.
        ([(1, "wrong", 0), (2, "right", 0), (1, "right", 0)], LATER),
    ],
)
def test_the_latest_numbers_decide(bank, attempt, answers, expected):
    for seed, verdict, hints in answers:
        attempt("ann", TASK, Verdict(verdict), seed=seed, hints=hints)
    assert state() == expected


def test_an_answer_after_the_solution_says_nothing(bank, attempt):
    attempt("ann", TASK, Verdict.RIGHT, way_shown=True)
    assert state() is None


def test_strangers_and_other_learners_have_no_states(bank, attempt):
    attempt("ann", TASK, Verdict.RIGHT)
    assert state("ben") is None
    assert task_states(Visitor(), [1]) == {}
    assert task_states(Visitor(browser_id="ann"), []) == {}


def test_two_questions_are_kept_apart(bank, attempt):
    attempt("ann", TASK, Verdict.RIGHT)
    attempt("ann", "masks/which-grows", Verdict.WRONG)
    keys = dict(Question.objects.values_list("slug", "pk"))
    found = task_states(Visitor(browser_id="ann"), [keys["softmax"], keys["masks"]])
    assert [*found[keys["softmax"]].values()] == [AT_ONCE]
    assert [*found[keys["masks"]].values()] == [REPEAT]
