"""A visitor's standing on each question, in the places of the question list."""

from functools import cache

from django.template.loader import render_to_string

from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, Item, Mark, Verdict

_ATTEMPT, _MARK = Attempt._meta.db_table, Mark._meta.db_table
_ITEM = Item._meta.db_table
# Only what was answered before the solution was shown counts, and the newest mark of it.
_ANSWERS = f"""
    SELECT item.question_id, item.id, mark.verdict
    FROM {_ATTEMPT} attempt
    JOIN {_MARK} mark ON mark.attempt_id = attempt.id AND mark.newest
    JOIN {_ITEM} item ON item.id = attempt.item_id
    WHERE attempt.learner_id = {{learner}}
    AND NOT attempt.way_shown AND NOT item.retired
    ORDER BY attempt.created_at, attempt.id
"""  # noqa: S608 - table names of our own models


def own_standing(visitor: Visitor) -> dict[str, bytes]:
    """For each question that the visitor tried: to repeat if the last answer to one of its items
    was not right. One query."""
    last = {(question, item): verdict for question, item, verdict in visitor.rows(_ANSWERS)}
    standing: dict[int, bool] = {}
    for (question, _item), verdict in last.items():
        standing[question] = standing.get(question, False) or verdict != Verdict.RIGHT
    return {f"standing-{question}": _tag(again) for question, again in standing.items()}


@cache
def _tag(to_repeat: bool) -> bytes:
    context = {"question": {"tried": True, "to_repeat": to_repeat}}
    return render_to_string("quizzes/finding/_standing.html", context).encode()
