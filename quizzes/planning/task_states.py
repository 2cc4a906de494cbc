"""How a visitor did in the tasks of some questions: on the first try, later, or not right yet."""

from collections.abc import Sequence
from enum import IntEnum

from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, Item, Mark, Verdict
from quizzes.web.learner_facts import learner_facts

_ATTEMPT, _MARK = Attempt._meta.db_table, Mark._meta.db_table
_ITEM = Item._meta.db_table
# Only what was answered before the solution was shown counts, and the newest mark of it.
# CROSS JOIN makes SQLite start from the few items of the page, not from all that was answered.
_ANSWERS = f"""
    SELECT item.question_id, item.id, attempt.item_version_id, attempt.seed, mark.verdict,
           attempt.hints
    FROM {_ITEM} item
    CROSS JOIN {_ATTEMPT} attempt
    JOIN {_MARK} mark ON mark.attempt_id = attempt.id AND mark.newest
    WHERE item.question_id IN ({{questions}}) AND NOT item.retired
    AND attempt.learner_id = {{learner}} AND attempt.item_id = item.id AND NOT attempt.way_shown
    ORDER BY attempt.created_at, attempt.id
"""  # noqa: S608 - table names of our own models


class TaskState(IntEnum):
    """How the latest numbers of a task went. Without an answer a task has no state."""

    TO_REPEAT = 0
    RIGHT_LATER = 1
    RIGHT_AT_ONCE = 2

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    TaskState.TO_REPEAT: "not right yet",
    TaskState.RIGHT_LATER: "right later",
    TaskState.RIGHT_AT_ONCE: "right on first try",
}


States = dict[int, dict[int, TaskState]]


def task_states(visitor: Visitor, questions: Sequence[int]) -> States:
    """The state of each task that was answered, by the keys of its question and its item.

    `questions` are the keys of a page's questions, in its order. One query, and one more after each
    answer.
    """
    if not questions:
        return {}
    name = f"tasks-{questions[0]}-{questions[-1]}-{len(questions)}"
    return learner_facts(visitor, name, lambda: _states(visitor, questions), {})


def _states(visitor: Visitor, questions: Sequence[int]) -> States:
    statement = _ANSWERS.format(questions=", ".join(map(str, questions)), learner="{learner}")
    # Of each task the answers at the numbers that were met last: a dictionary keeps where a key
    # was first put, so the key of earlier numbers is taken out when it comes again.
    met: dict[tuple[int, int], dict[tuple[int, int], list[tuple[str, int]]]] = {}
    for question, item, version, seed, verdict, hints in visitor.rows(statement):
        numbers = met.setdefault((question, item), {})
        answers = numbers.pop((version, seed), [])
        numbers[version, seed] = [*answers, (verdict, hints)]
    states: States = {}
    for (question, item), numbers in met.items():
        *_earlier, latest = numbers.values()
        states.setdefault(question, {})[item] = _state(latest)
    return states


def _state(answers: Sequence[tuple[str, int]]) -> TaskState:
    """The state by the answers at one variant, each a verdict and the hints seen, oldest first."""
    (first, hints), (last, _hints) = answers[0], answers[-1]
    if last != Verdict.RIGHT:
        return TaskState.TO_REPEAT
    at_once = first == Verdict.RIGHT and not hints
    return TaskState.RIGHT_AT_ONCE if at_once else TaskState.RIGHT_LATER
