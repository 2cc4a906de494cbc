"""What every test may count on, and what becomes of a test whose means are not there.

A test that needs a browser or a PostgreSQL server is skipped by name where there is none.
With REQUIRE_ALL=1, as in CI, such a skip is a failure.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

# What tests of pages share: a small bank, learners, staff.
pytest_plugins = ["tests.fixtures"]

TESTS = Path(__file__).parent
# Tests that share one slow thing are run by one process: the others go on meanwhile.
ONE_PROCESS = ("browser", "durability")
MAY_BE_ABSENT = ("browser", "postgres")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(TESTS).parts[0]
        if room in ONE_PROCESS:
            item.add_marker(pytest.mark.xdist_group(room))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    required = os.environ.get("REQUIRE_ALL") == "1"
    if required and report.skipped and any(map(item.get_closest_marker, MAY_BE_ABSENT)):
        report.outcome = "failed"
        report.longrepr = f"skipped although REQUIRE_ALL=1: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    return path


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """An empty PostgreSQL database of this test's own, on the server of TEST_POSTGRES_URL."""
    url = os.environ.get("TEST_POSTGRES_URL", "")
    if not url:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL server")
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
