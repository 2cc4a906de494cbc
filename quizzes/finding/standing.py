"""A visitor's standing on each question, in the places of the question list."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.template.loader import render_to_string

from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, Item, Mark, Verdict
from quizzes.web.learner_facts import learner_facts

_ATTEMPT, _MARK = Attempt._meta.db_table, Mark._meta.db_table
_ITEM = Item._meta.db_table
# Only what was answered before the solution was shown counts, and the newest mark of it.
# CROSS JOIN makes SQLite start from the few items of the page, not from all that was answered.
_ANSWERS = f"""
    SELECT item.question_id, item.id, mark.verdict
    FROM {_ITEM} item
    CROSS JOIN {_ATTEMPT} attempt
    JOIN {_MARK} mark ON mark.attempt_id = attempt.id AND mark.newest
    WHERE item.question_id IN ({{questions}}) AND NOT item.retired
    AND attempt.learner_id = {{learner}} AND attempt.item_id = item.id AND NOT attempt.way_shown
    ORDER BY attempt.created_at, attempt.id
"""  # noqa: S608 - table names of our own models
PLACE = "standing"


def own_standing(visitor: Visitor, places: Iterable[str]) -> dict[str, bytes]:
    """What stands in the places of those questions of a page that the visitor tried. One query, and
    one more after each answer."""
    named = [place.rpartition("-") for place in places]
    questions = [int(question) for what, _dash, question in named if what == PLACE]
    if not questions:
        return {}
    name = f"{PLACE}-{questions[0]}-{questions[-1]}"
    standing = learner_facts(visitor, name, lambda: _to_repeat(visitor, questions), {})
    return {f"{PLACE}-{question}": _tag(again) for question, again in standing.items()}


def _to_repeat(visitor: Visitor, questions: Sequence[int]) -> dict[int, bool]:
    """Whether to repeat each question that was tried: if the last answer to one of its items was
    not right."""
    statement = _ANSWERS.format(questions=", ".join(map(str, questions)), learner="{learner}")
    last = {(question, item): verdict for question, item, verdict in visitor.rows(statement)}
    standing: dict[int, bool] = {}
    for (question, _item), verdict in last.items():
        standing[question] = standing.get(question, False) or verdict != Verdict.RIGHT
    return standing


@cache
def _tag(to_repeat: bool) -> bytes:
    context = {"question": {"tried": True, "to_repeat": to_repeat}}
    return render_to_string("quizzes/finding/_standing.html", context).encode()
