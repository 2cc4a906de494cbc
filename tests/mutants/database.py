"""A pytest plugin: migrates one test database and copies it for every mutant.

Migrating takes seconds, and every mutant has a process and a database of its own.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.sqlite3.creation import DatabaseCreation

MIGRATED = Path("var/migrated.sqlite3")


class Copied(DatabaseCreation):
    """How Django creates a test database on SQLite, with the migrated one kept."""

    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        if not MIGRATED.exists():
            name = super().create_test_db(*args, **kwargs)
            self.connection.ensure_connection()
            MIGRATED.parent.mkdir(exist_ok=True)
            with closing(sqlite3.connect(MIGRATED)) as kept:
                self.connection.connection.backup(kept)
            return name
        name = self._get_test_db_name()
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        with closing(sqlite3.connect(MIGRATED)) as kept:
            kept.backup(self.connection.connection)
        return name


def pytest_configure() -> None:
    from django.db import connection

    connection.creation = Copied(connection)
