"""SQLite and PostgreSQL find the same, whether sync or the migration built the index."""

import json
from collections.abc import Callable

import pytest

from tests.prepared import Content
from tests.search.bank import FOUND, write_search_bank
from tests.serving import Site

DATED = """
from quizzes.models import Question
print(*(question.number for question in Question.objects.exclude(first_public_at=None)))
assert not Question.objects.filter(text_changed_at=None).exists()
"""
SEARCHED = Content("search_bank", write_search_bank)
ASK = "from tests.search.asking import main; main()"


@pytest.fixture
def site(prepared_site: Callable[..., Site]) -> Site:
    return prepared_site(SEARCHED)


def test_each_query_finds_its_questions(site: Site) -> None:
    answers = json.loads(site.manage("shell", "--verbosity=0", "--command", ASK))
    assert answers["kept"] == FOUND
    assert answers["rebuilt"] == FOUND


def test_the_migration_indexes_a_bank_that_is_there_and_leaves_it_as_it_was(site: Site) -> None:
    site.manage("migrate", "quizzes", "0004", "--verbosity=0")
    site.manage("migrate", "--verbosity=0")
    answers = json.loads(site.manage("shell", "--verbosity=0", "--command", ASK))
    assert answers["kept"] == FOUND
    assert site.manage("shell", "--verbosity=0", "--command", DATED).split() == ["7", "9", "10"]


def test_the_command_builds_the_index_anew(site: Site) -> None:
    drop = "from quizzes.search import index; index.forget(range(1, 100))"
    site.manage("shell", "--verbosity=0", "--command", drop)
    assert site.manage("rebuild_search") == "4 questions indexed\n"
    answers = json.loads(site.manage("shell", "--verbosity=0", "--command", ASK))
    assert answers["kept"] == FOUND
