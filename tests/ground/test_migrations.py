"""Migrations run forward and back on a database with content, on SQLite and on PostgreSQL."""

from pathlib import Path

import pytest

from tests.durability.bank import write_bank
from tests.durability.stored import rows
from tests.serving import Site

COUNT = "SELECT count(*) FROM quizzes_question"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    postgres = request.param == "postgres"
    url = {"DATABASE_URL": request.getfixturevalue("postgres_url")} if postgres else {}
    return Site(tmp_path, **url)


def test_no_change_of_a_model_lacks_its_migration(tmp_path: Path) -> None:
    printed = Site(tmp_path).manage("makemigrations", "--check", "--dry-run")
    assert "No changes detected" in printed


def test_migrations_run_forward_and_back_on_a_database_in_use(site: Site) -> None:
    write_bank(site.folder / "bank", 2)
    site.manage("migrate", "--verbosity=0")
    site.manage("sync_content", str(site.folder / "bank"))
    assert rows(site, COUNT) == [(2,)]
    site.manage("migrate", "quizzes", "zero", "--verbosity=0")
    site.manage("migrate", "--verbosity=0")
    assert rows(site, COUNT) == [(0,)]
    site.manage("sync_content", str(site.folder / "bank"))
    assert rows(site, COUNT) == [(2,)]
