"""Whatever a schema allows or forbids is sent: no server error, and no answer beside the schema.

A longer hunt, with other examples at every run:

    API_EXAMPLES=500 .venv/bin/python -m pytest tests/api/test_schema.py -n 0
"""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from config.wsgi import application
from quizzes.answering.form_tokens import issue_item_token
from quizzes.api.learners import new_token
from quizzes.models import Item

EXAMPLES = int(os.environ.get("API_EXAMPLES", "0"))
BOUNDED = settings(
    max_examples=EXAMPLES or 10,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
REFUSALS = ["400", "401", "404", "405", "409", "413", "415", "422"]
CONFIG = schemathesis.Config.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}}}
)
# Shapes that do not fit, texts that are no array: the schema cannot tell them from good ones.
BEYOND_THE_SCHEMA = [positive_data_acceptance]
# Called in one process, answers are read as they were written.
PLAIN = {"Accept-Encoding": "identity"}

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application, config=CONFIG)


@schema.parametrize()
@BOUNDED
@pytest.mark.usefixtures("all_kinds")
def test_every_operation_answers_as_its_schema_says(case):
    case.call_and_validate(headers=PLAIN, excluded_checks=BEYOND_THE_SCHEMA)


@schema.include(operation_id=["readItem", "answerItem"]).parametrize()
@BOUNDED
@pytest.mark.usefixtures("all_kinds")
def test_items_that_are_there_answer_as_their_schema_says(case):
    items = list(Item.published.all())
    # One of them for each case, the same at every run.
    item = items[len(repr(case.body)) % len(items)]
    case.path_parameters = {"slug": item.question.slug, "key": item.key}
    if isinstance(case.body, dict):
        case.body["token"] = issue_item_token(item.pk, item.version, item.seeds[0], 0)
    headers = PLAIN | {"Authorization": f"Bearer {new_token()}"}
    excluded = [*BEYOND_THE_SCHEMA, negative_data_rejection]
    case.call_and_validate(headers=headers, excluded_checks=excluded)
