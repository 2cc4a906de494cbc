"""What the dearest request of each kind costs is bounded before it runs.

Counted are lines of Python, drawn numbers and bytes of the answer: measures of work that no busy
machine changes. `python -m tests.bench.dearest` prints the CPU time of the same requests.
"""

import pytest

from quizzes.labs.base import FOR_EACH_DRAW, MAX_FLOPS
from quizzes.labs.catalogue import LABS
from quizzes.labs.scaling import KEYS, WIDTHS
from tests.dearest import dearest_requests
from tests.engine.test_parse_hostile import Lines

pytestmark = pytest.mark.django_db

# A line takes about 0.2 microseconds here.
MOST_LINES = 800_000
MOST_BYTES = 700_000
MOST_DRAWN = 6_000_000
REQUESTS = dearest_requests()


@pytest.fixture(autouse=True)
def no_rate(settings) -> None:
    settings.API_RATE = 0


@pytest.mark.parametrize("name", REQUESTS)
def test_no_request_does_more_work_or_sends_more_than_the_bound(client, name):
    # Once before, so that templates and formulas are compiled.
    REQUESTS[name](client, 1)
    with Lines() as lines:
        response = REQUESTS[name](client, 2)
    assert response.status_code < 500
    assert lines.count < MOST_LINES
    assert len(response.content) < MOST_BYTES


def test_no_lab_draws_more_numbers_than_the_bound():
    fields = {lab.slug: lab.form.base_fields for lab in LABS}
    drawn = fields["scaling"]["samples"].max_value * (KEYS + 1) * sum(WIDTHS)
    assert drawn <= MAX_FLOPS / FOR_EACH_DRAW <= MOST_DRAWN


def test_a_field_beyond_its_limit_names_the_value_and_the_limit(client):
    page = client.get("/labs/scaling/", {"samples": 1000, "guess": "root"})
    assert page.status_code == 422
    assert "1000 is too large: the limit is 110." in page.content.decode()
