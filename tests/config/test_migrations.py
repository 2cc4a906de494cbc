"""Migrations run forward and back on a database with content, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.durability.bank import write_bank
from tests.durability.stored import rows
from tests.prepared import Prepared
from tests.serving import Site

COUNT = "SELECT count(*) FROM quizzes_question"
MARKED = """
    SELECT verdict, hints FROM quizzes_attempt attempt
    JOIN quizzes_mark mark ON mark.attempt_id = attempt.id
"""
STORE_AN_ATTEMPT = """
from quizzes.models import Attempt, Item, Learner, Mark
item = Item.objects.get()
attempt = Attempt.objects.create(
    learner=Learner.objects.create(browser_id="1" * 32), item=item,
    item_version=item.versions.get(), seed=1, raw="1", token="a" * 32, hints=2,
)
Mark.objects.create(attempt=attempt, verdict="wrong", score=0)
"""

STORE_A_CUSTOM_SITTING = """
from django.utils import timezone
from quizzes.models import Attempt, CustomQuiz, Item, Learner, Mark, SavedAnswer, Sitting
item, learner = Item.objects.get(), Learner.objects.create(browser_id="1" * 32)
custom = CustomQuiz.objects.create(
    learner=learner, token="a" * 32, title="1 task", choice={}, plan=[], created_at=timezone.now()
)
sitting = Sitting.objects.create(learner=learner, custom=custom, token="a" * 32, plan=[])
SavedAnswer.objects.create(sitting=sitting, item=item, raw="1")
attempt = Attempt.objects.create(
    learner=learner, item=item, item_version=item.versions.get(), seed=1, raw="1",
    token="a" * 32, sitting=sitting, hints=2,
)
Mark.objects.create(attempt=attempt, verdict="wrong", score=0)
"""


@pytest.fixture
def site(prepared_site: Callable[..., Site]) -> Site:
    """A migrated, empty site."""
    return prepared_site()


def test_no_change_of_a_model_lacks_its_migration(prepared: Prepared, tmp_path: Path) -> None:
    site = prepared.site(tmp_path)
    printed = site.manage("makemigrations", "--check", "--dry-run")
    site.stop()
    assert "No changes detected" in printed


def test_migrations_run_forward_and_back_on_a_database_in_use(site: Site) -> None:
    write_bank(site.folder / "bank", 2)
    site.manage("sync_content", str(site.folder / "bank"))
    assert rows(site, COUNT) == [(2,)]
    site.manage("migrate", "quizzes", "zero", "--verbosity=0")
    site.manage("migrate", "--verbosity=0")
    assert rows(site, COUNT) == [(0,)]
    site.manage("sync_content", str(site.folder / "bank"))
    assert rows(site, COUNT) == [(2,)]


def test_the_count_of_hints_comes_and_goes_and_leaves_the_attempts(site: Site) -> None:
    write_bank(site.folder / "bank", 1)
    site.manage("sync_content", str(site.folder / "bank"))
    site.manage("shell", "--verbosity=0", "--command", STORE_AN_ATTEMPT)
    assert rows(site, MARKED) == [("wrong", 2)]
    site.manage("migrate", "quizzes", "0002", "--verbosity=0")
    assert rows(site, "SELECT verdict FROM quizzes_attempt") == [("wrong",)]
    site.manage("migrate", "--verbosity=0")
    assert rows(site, MARKED) == [("wrong", 0)]


def test_a_bank_keeps_its_order_as_topics_get_places_and_lose_them(site: Site) -> None:
    write_bank(site.folder / "bank", 3)
    site.manage("sync_content", str(site.folder / "bank"))
    in_order = "SELECT number, reading_order FROM quizzes_question ORDER BY reading_order"
    before = rows(site, in_order)
    site.manage("migrate", "quizzes", "0003", "--verbosity=0")
    assert rows(site, COUNT) == [(3,)]
    site.manage("migrate", "--verbosity=0")
    assert rows(site, in_order) == before
    assert [number for number, _place in before] == sorted(number for number, _place in before)
    # The links and minutes lost by migrating back are rebuilt.
    assert site.manage("sync_content", str(site.folder / "bank")).count("rendered again") == 3


def test_answers_in_custom_quizzes_outlive_the_quizzes(site: Site) -> None:
    write_bank(site.folder / "bank", 1)
    site.manage("sync_content", str(site.folder / "bank"))
    site.manage("shell", "--verbosity=0", "--command", STORE_A_CUSTOM_SITTING)
    site.manage("migrate", "quizzes", "0019", "--verbosity=0")
    assert rows(site, MARKED) == [("wrong", 2)]
    assert rows(site, "SELECT sitting_id FROM quizzes_attempt") == [(None,)]
    assert rows(site, "SELECT count(*) FROM quizzes_sitting") == [(0,)]
    site.manage("migrate", "--verbosity=0")
    assert rows(site, MARKED) == [("wrong", 2)]
