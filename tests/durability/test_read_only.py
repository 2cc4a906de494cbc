"""A PostgreSQL that takes no writes, like a standby: pages are read, an answer is handed back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.bank import TASK
from tests.durability.conftest import ONE_QUESTION
from tests.durability.stored import stored_answers
from tests.learner import Learner
from tests.prepared import Prepared, postgres_server
from tests.serving import running

# libpq sends it with every connection.
READ_ONLY = {"PGOPTIONS": "-c default_transaction_read_only=on"}
pytestmark = pytest.mark.postgres


@pytest.fixture
def database(prepared: Prepared) -> Iterator[str]:
    with prepared.postgres(postgres_server(), ONE_QUESTION) as url:
        yield url


def test_an_answer_is_told_that_nothing_was_stored_and_can_be_sent_again(
    database: str, prepared: Prepared, tmp_path: Path
) -> None:
    site = prepared.site(tmp_path, DATABASE_URL=database, **READ_ONLY)
    learner = Learner(site.port)
    with running(site):
        form = learner.form(TASK)
        refused = learner.post(form, answer="123.5")
        assert refused.status == 503
        assert "Your answer was not saved" in refused.text
        assert "123.5" in refused.text
        assert learner.get("/questions/question-1/").status == 200
    del site.environment["PGOPTIONS"]
    with running(site):
        assert learner.post(form, answer="123.5").status == 200
        assert stored_answers(site) == {"123.5": 1}
