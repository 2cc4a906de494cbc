"""Sends what the schemas allow and forbid: no server error, and every response fits its schema.

A longer hunt, with different examples at every run:

    API_EXAMPLES=500 .venv/bin/python -m pytest tests/api/test_schema.py -n 0
"""

import os
import time

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
# The schema cannot tell mismatched shapes and texts that are not arrays from valid ones.
BEYOND_THE_SCHEMA = [positive_data_acceptance]
# Called in the same process, so responses must not be compressed.
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
    # One item per case, the same at every run.
    item = items[len(repr(case.body)) % len(items)]
    case.path_parameters = {"slug": item.question.slug, "key": item.key}
    if isinstance(case.body, dict):
        case.body["token"] = issue_item_token(item.pk, item.version, item.seeds[0], time.time())
    headers = PLAIN | {"Authorization": f"Bearer {new_token()}"}
    excluded = [*BEYOND_THE_SCHEMA, negative_data_rejection]
    case.call_and_validate(headers=headers, excluded_checks=excluded)
