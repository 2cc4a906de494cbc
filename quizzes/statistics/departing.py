"""Turns the answers of a learner who leaves into numbers without a learner."""

from django.db import connection

from quizzes.models import Attempt, DepartedAnswers, Learner, Mark
from quizzes.models.attempt import TAKEN_ALONG

_DEPARTED, _ATTEMPT, _MARK = (model._meta.db_table for model in (DepartedAnswers, Attempt, Mark))
_FIRST_MISTAKE = {
    "sqlite": "JSON_EXTRACT(mark.mistakes, '$[0]')",
    "postgresql": "mark.mistakes ->> 0",
}
# One statement that adds: two learners who leave at once are both counted. In one order, so that
# they never wait for each other.
_COUNT = f"""
    INSERT INTO {_DEPARTED} (item_version_id, verdict, mistake, answers)
    SELECT attempt.item_version_id, mark.verdict, COALESCE({{first_mistake}}, ''), COUNT(*)
    FROM {_ATTEMPT} attempt JOIN {_MARK} mark ON mark.attempt_id = attempt.id AND mark.newest
    WHERE attempt.learner_id = %s AND attempt.token NOT LIKE %s
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (item_version_id, verdict, mistake)
    DO UPDATE SET answers = {_DEPARTED}.answers + excluded.answers
"""  # noqa: S608 - table names of our own models


def count_departing(learner: Learner) -> None:
    """Adds the learner's answers to the numbers that stay. Call it in the transaction that deletes
    them."""
    statement = _COUNT.format(first_mistake=_FIRST_MISTAKE[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(statement, [learner.pk, f"{TAKEN_ALONG}%"])
