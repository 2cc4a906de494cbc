"""Django's migrate, one process at a time: two servers may start with the same database.

Afterward the triggers of the bank's edition are all there.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.commands import migrate
from django.db import connections

from config.private import OWNER_ONLY, shut
from quizzes.models.edition import watch_the_bank

# An arbitrary number that no other program uses for an advisory lock in this database.
LOCK = 7_214_660_551


class Command(migrate.Command):
    def execute(self, *args: object, **options: object) -> str | None:
        # The checks before `handle` ask the database, too, and misread one that is locked.
        with alone(str(options["database"])):
            return super().execute(*args, **options)

    def handle(self, *args: object, **options: object) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            watch_the_bank(connections[str(options["database"])])


@contextmanager
def alone(alias: str) -> Iterator[None]:
    """Waits until no other process migrates this database. The lock ends with its process, even
    if that is killed."""
    lock = _locked_postgres if connections[alias].vendor == "postgresql" else _locked_file
    with lock(alias):
        yield


@contextmanager
def _locked_postgres(alias: str) -> Iterator[None]:
    # In a transaction of its own: a pooler may give each transaction another connection.
    holder = connections[alias].copy()
    holder.set_autocommit(False)
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
    finally:
        holder.rollback()
        holder.close()


@contextmanager
def _locked_file(alias: str) -> Iterator[None]:
    name = connections[alias].settings_dict["NAME"]
    # Not the database's own file: closing it would end the locks that SQLite holds.
    if connections[alias].is_in_memory_db():
        yield
        return
    try:
        file = open(f"{name}.migrating", "w", opener=_for_its_owner)  # noqa: SIM115 - closed below
        shut(Path(file.name))
    except OSError:
        # Where no file can be written, SQLite cannot migrate either, and says so itself.
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_ONLY)
