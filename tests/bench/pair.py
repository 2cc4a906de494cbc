"""Two sites with one bank and one key: one small, one with far more questions and attempts."""

import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.databases import database_address, drop_database, new_database
from tests.serving import ROOT, Site, running

# The busiest learner of the small site has answered each item of the bank about once.
SMALL = ("--questions=0", "--attempts=600", "--learners=4", "--most=300")


class Pair(NamedTuple):
    small: Site
    large: Site


@contextmanager
def running_pair(folder: Path, server: str, made: Sequence[str]) -> Iterator[Pair]:
    """Both sites, filled and started. `made`: what `tests.bench.many` makes for the large one.

    On SQLite, or on the PostgreSQL server with this URL.
    """
    with ExitStack() as at_the_end:
        small = _site(folder / "small", server, at_the_end)
        for command in ("migrate -v0", "sync_content", "collectstatic --noinput -v0"):
            small.manage(*command.split())
        # Nobody may be connected to a database that is copied.
        small.stop()
        large = _site(folder / "large", server, at_the_end, small)
        _fill(small, SMALL)
        _fill(large, made)
        for site in (small, large):
            at_the_end.enter_context(running(site))
        yield Pair(small, large)


def _site(folder: Path, server: str, at_the_end: ExitStack, like: Site | None = None) -> Site:
    """A site that is not started: empty, or a copy of another."""
    folder.mkdir()
    environment = {"SECRET_KEY": like.environment["SECRET_KEY"] if like else secrets.token_hex(32)}
    if server:
        template = _database(like) if like else "template1"
        name = new_database(server, template)
        at_the_end.callback(drop_database, server, name)
        environment["DATABASE_URL"] = database_address(server, name)
    if like:
        shutil.copytree(like.folder / "static", folder / "static")
        if not server:
            shutil.copy(like.folder / "db.sqlite3", folder)
    return Site(folder, **environment)


def _database(site: Site) -> str:
    return site.environment["DATABASE_URL"].rpartition("/")[2]


def _fill(site: Site, made: Sequence[str]) -> None:
    command = [sys.executable, "-m", "tests.bench.many", *made]
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run(command, cwd=ROOT, env=site.environment | settings, check=True, stdout=2)
