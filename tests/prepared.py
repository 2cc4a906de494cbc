"""Things that many tests need and that are slow to make: made once per run, for all processes.

Proving the whole bank takes half a minute on two cores, collecting static files ten seconds on
one, migrating three. Each test works on a copy, so no other test sees its changes.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from quizzes.bank.proofs.cache import VerdictCache
from tests.databases import database_address, drop_database, new_database
from tests.serving import ROOT, Site

SQLITE = "sqlite:///"


class Content:
    """Named content for a database. `write` makes its folder; without it the content is empty.
    `then` changes the site after its content is loaded."""

    def __init__(
        self,
        name: str,
        write: Callable[[Path], object] | None = None,
        then: Callable[[Site], object] | None = None,
    ) -> None:
        self.name = name
        self.write = write
        self.then = then


NOTHING = Content("nothing")
REAL_BANK = Content("real_bank", lambda folder: folder.symlink_to(ROOT / "content"))


class Prepared:
    """Templates in one folder, shared by the processes of a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def site(self, folder: Path, content: Content = NOTHING, **environment: str) -> Site:
        """A site in `folder`, migrated and loaded, with static files collected, not started.

        A DATABASE_URL that names a PostgreSQL server is left as it is: see `postgres`.
        """
        site = self._site(folder, **environment)
        shutil.copytree(self._static(), folder / "static")
        url = site.environment["DATABASE_URL"]
        if url.startswith(SQLITE):
            shutil.copy(self.sqlite(content), url.removeprefix(SQLITE))
        return site

    def first_start(self, folder: Path) -> Site:
        """A site with only the bank's proofs, which are slow to make and change nothing."""
        self.sqlite(REAL_BANK)
        return self._site(folder)

    @property
    def verdicts(self) -> VerdictCache:
        """The proofs made in this run, by any of its processes."""
        return VerdictCache(self.folder / "verdicts")

    def sqlite(self, content: Content = NOTHING) -> Path:
        """The path of a database file to copy."""
        return self._once(f"{content.name}.sqlite3", lambda new: self._make_sqlite(content, new))

    @contextmanager
    def postgres(self, server: str, content: Content = NOTHING) -> Iterator[str]:
        """The URL of a new PostgreSQL database, dropped at the end."""
        template = self._once(
            f"{content.name}.postgres", lambda new: self._make_postgres(server, content, new)
        ).read_text()
        name = new_database(server, template)
        try:
            yield database_address(server, name)
        finally:
            drop_database(server, name)

    def drop_postgres(self, server: str) -> None:
        """Drops the template databases at the end of the run."""
        for path in self.folder.glob("*.postgres"):
            drop_database(server, path.read_text())

    def _site(self, folder: Path, **environment: str) -> Site:
        (folder / "verdicts").symlink_to(self.folder / "verdicts")
        # Proofs are signed, so the site needs the same key.
        return Site(folder, SECRET_KEY=settings.SECRET_KEY, **environment)

    def _static(self) -> Path:
        return self._once("static", self._make_static)

    def _make_static(self, new: Path) -> None:
        with self._making("static") as site:
            site.manage("collectstatic", "--noinput", "--verbosity=0")
            (site.folder / "static").rename(new)

    def _make_sqlite(self, content: Content, new: Path) -> None:
        with self._making(content.name) as site:
            if content.write:
                shutil.copy(self.sqlite(), site.folder / "db.sqlite3")
            _fill(site, content)
            connection = sqlite3.connect(site.folder / "db.sqlite3")
            # One complete file, including what is still in the write-ahead log.
            connection.execute("VACUUM INTO ?", [str(new)])
            connection.close()

    def _make_postgres(self, server: str, content: Content, new: Path) -> None:
        name = new_database(server)
        try:
            with self._making(name, DATABASE_URL=database_address(server, name)) as site:
                _fill(site, content)
        except BaseException:
            drop_database(server, name)
            raise
        new.write_text(name)

    @contextmanager
    def _making(self, name: str, **environment: str) -> Iterator[Site]:
        folder = self.folder / f"making_{name}"
        folder.mkdir()
        site = self._site(folder, **environment)
        try:
            yield site
        finally:
            site.stop()
            shutil.rmtree(folder)

    def _once(self, name: str, make: Callable[[Path], object]) -> Path:
        """The file or folder of this name, made by the first process to ask; others wait."""
        path = self.folder / name
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                new = self.folder / f"{name}.new"
                make(new)
                new.rename(path)
        return path


def _fill(site: Site, content: Content) -> None:
    site.manage("migrate", "--verbosity=0")
    if content.write:
        content.write(site.folder / "bank")
        site.manage("sync_content", str(site.folder / "bank"))
    if content.then:
        content.then(site)


def postgres_server() -> str:
    """The URL of the PostgreSQL server for tests; without one the test is skipped."""
    url = os.environ.get("TEST_POSTGRES_URL", "")
    if not url:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL server")
    return url
