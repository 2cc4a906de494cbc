"""Fixtures for every test, and how tests are skipped if their tools are missing.

A test that needs a browser, a PostgreSQL server or Redis is skipped, with the reason, if there is
none. With REQUIRE_ALL=1, as in CI, such a skip is a failure.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.prepared import NOTHING, Content, Prepared, postgres_server
from tests.serving import Site

# Shared by the tests of pages: a small bank, learners, staff.
# And the number of examples that hypothesis tries for a property.
pytest_plugins = ["tests.fixtures", "tests.examples"]

# Playwright keeps an event loop in the process that ran a browser, and Django would refuse each
# query there. The tests are not async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

TESTS = Path(__file__).parent
# Tests that share something slow run in one process while the other processes go on.
ONE_PROCESS = ("browser", "config/test_serve.py", "durability", "jobs/test_beside_the_server.py")
MAY_BE_ABSENT = ("browser", "postgres", "redis")
# The environment variable with the folder of prepared things, shared by all processes of the run.
PREPARED_IN = "TESTS_PREPARED_IN"


def pytest_configure(config: pytest.Config) -> None:
    # The worker processes inherit the environment of the first process.
    if not hasattr(config, "workerinput"):
        os.environ[PREPARED_IN] = tempfile.mkdtemp(prefix="prepared-for-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        folder = Path(os.environ.pop(PREPARED_IN))
        Prepared(folder).drop_postgres(os.environ.get("TEST_POSTGRES_URL", ""))
        shutil.rmtree(folder)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for shared in ONE_PROCESS:
            if item.path.is_relative_to(TESTS / shared):
                item.add_marker(pytest.mark.xdist_group(shared))


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
    """The path of the Chromium binary. The shell opens a page at a quarter of the work."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        pytest.skip("neither chromium-headless-shell nor chromium is installed")
    return path


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    """Things made once per run and copied by many tests."""
    return Prepared(Path(os.environ[PREPARED_IN]))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def prepared_site(
    request: pytest.FixtureRequest, prepared: Prepared, tmp_path: Path
) -> Iterator[Callable[..., Site]]:
    """Makes a site for this test, not started, with the given content: on SQLite, and on
    PostgreSQL if there is a server for tests."""
    with ExitStack() as at_the_end:

        def made(content: Content = NOTHING) -> Site:
            environment = {}
            if request.param == "postgres":
                copied = prepared.postgres(postgres_server(), content)
                environment["DATABASE_URL"] = at_the_end.enter_context(copied)
            site = prepared.site(tmp_path, content, **environment)
            at_the_end.callback(site.stop)
            return site

        yield made
