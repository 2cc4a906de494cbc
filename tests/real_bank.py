"""The content that this repository ships, in the database of a test.

It is rendered and proven once per run. Each test gets a copy of the rows in a fraction of the time.
"""

import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from quizzes.models import Topic
from tests.serving import ROOT

CONTENT = ROOT / "content"
SEARCH = "quizzes_search"


def load_real_bank(prepared: Path) -> None:
    """Copies all rows of a prepared SQLite file into the database of this test, which is rolled
    back afterward."""
    with connection.cursor() as cursor:
        for statement, rows in _insertions(prepared):
            cursor.executemany(statement, rows)


@cache
def _insertions(prepared: Path) -> list[tuple[str, list[tuple[Any, ...]]]]:
    models = [*apps.get_app_config("quizzes").get_models(), Topic.read_first.through]
    database = sqlite3.connect(prepared)
    try:
        return [
            _insertion(database, name)
            for name in (*(model._meta.db_table for model in models), SEARCH)
        ]
    finally:
        database.close()


def _insertion(database: sqlite3.Connection, table: str) -> tuple[str, list[tuple[Any, ...]]]:
    # The search table has no key column, so its rowid is copied.
    key = "rowid, " if table == SEARCH else ""
    found = database.execute(f"SELECT {key}* FROM {table}")  # noqa: S608 - our own table names
    names = [column[0] for column in found.description]
    places = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", found.fetchall()  # noqa: S608
