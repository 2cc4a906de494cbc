"""Sites to be killed: prepared once with a small bank, started by the tests themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.bank import write_bank
from tests.serving import Site


def prepared_site(folder: Path, **environment: str) -> Site:
    """Migrated, loaded with one question, static files collected; not started."""
    site = Site(folder, **environment)
    write_bank(folder / "bank", 1)
    site.manage("migrate", "--verbosity=0")
    site.manage("sync_content", str(folder / "bank"))
    site.manage("collectstatic", "--noinput", "--verbosity=0")
    return site


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """On SQLite, and on PostgreSQL where there is a server for tests."""
    environment = {}
    if request.param == "postgres":
        environment["DATABASE_URL"] = request.getfixturevalue("postgres_url")
    site = prepared_site(tmp_path, **environment)
    yield site
    site.stop()
