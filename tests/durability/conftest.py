"""Sites to kill: prepared with a small bank, started by the tests themselves."""

from collections.abc import Callable

import pytest

from tests.durability.bank import write_bank
from tests.prepared import Content
from tests.serving import Site

ONE_QUESTION = Content("one_question", lambda folder: write_bank(folder, 1))


@pytest.fixture
def site(prepared_site: Callable[..., Site]) -> Site:
    """A site with one question, on SQLite and on PostgreSQL."""
    return prepared_site(ONE_QUESTION)
