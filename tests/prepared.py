"""What many tests need and takes long to make: made once in a run, for all of its processes.

Proving the whole bank takes half a minute of two cores, collecting static files ten seconds of
one, migrating three. A test takes a copy: what it does there no other test sees.
"""

import fcntl
import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from quizzes.bank.proofs.cache import VerdictCache
from tests.serving import ROOT, Site

SQLITE = "sqlite:///"


class Content:
    """The content of a database, by name: `write` makes its folder. Without one it is empty."""

    def __init__(self, name: str, write: Callable[[Path], object] | None = None) -> None:
        self.name = name
        self.write = write


NOTHING = Content("nothing")
REAL_BANK = Content("real_bank", lambda folder: folder.symlink_to(ROOT / "content"))


class Prepared:
    """Templates below one folder that the processes of a run share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def site(self, folder: Path, content: Content = NOTHING, **environment: str) -> Site:
        """A site below `folder`, migrated and loaded, not started, with static files collected.

        Its DATABASE_URL is left as it is where it names a PostgreSQL server: see `postgres`.
        """
        site = self._site(folder, **environment)
        shutil.copytree(self._static(), folder / "static")
        url = site.environment["DATABASE_URL"]
        if url.startswith(SQLITE):
            shutil.copy(self.sqlite(content), url.removeprefix(SQLITE))
        return site

    def first_start(self, folder: Path) -> Site:
        """A site with nothing but the proofs of the bank, which cost time and change nothing."""
        self.sqlite(REAL_BANK)
        return self._site(folder)

    @property
    def verdicts(self) -> VerdictCache:
        """What was proven in this run, by any process of it."""
        return VerdictCache(self.folder / "verdicts")

    def sqlite(self, content: Content = NOTHING) -> Path:
        """A database file to copy."""
        return self._once(f"{content.name}.sqlite3", lambda new: self._make_sqlite(content, new))

    @contextmanager
    def postgres(self, server: str, content: Content = NOTHING) -> Iterator[str]:
        """The address of a new PostgreSQL database, dropped at the end."""
        template = self._once(
            f"{content.name}.postgres", lambda new: self._make_postgres(server, content, new)
        ).read_text()
        name = _new_database(server, template)
        try:
            yield _address(server, name)
        finally:
            _drop_database(server, name)

    def drop_postgres(self, server: str) -> None:
        """Drops the databases that others were copied from, at the end of the run."""
        for path in self.folder.glob("*.postgres"):
            _drop_database(server, path.read_text())

    def _site(self, folder: Path, **environment: str) -> Site:
        (folder / "verdicts").symlink_to(self.folder / "verdicts")
        # What was proven is signed.
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
            # One whole file, whatever still stands in its log.
            connection.execute("VACUUM INTO ?", [str(new)])
            connection.close()

    def _make_postgres(self, server: str, content: Content, new: Path) -> None:
        name = _new_database(server)
        try:
            with self._making(name, DATABASE_URL=_address(server, name)) as site:
                _fill(site, content)
        except BaseException:
            _drop_database(server, name)
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
        """The file or folder of this name, made by whichever process asks first; others wait."""
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


def postgres_server() -> str:
    """The PostgreSQL server for tests; without one the test is skipped by name."""
    url = os.environ.get("TEST_POSTGRES_URL", "")
    if not url:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL server")
    return url


def _address(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def _new_database(server: str, template: str = "template1") -> str:
    name = f"test_{secrets.token_hex(6)}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    return name


def _drop_database(server: str, name: str) -> None:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(drop)
