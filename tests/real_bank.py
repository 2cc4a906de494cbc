"""The content that this repository ships, in the database of a test.

It is synced once in each process. Later tests get the same rows put back, which takes a fraction
of the time that rendering and proving the bank takes.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models

from quizzes.bank.sync.tree import sync_tree
from quizzes.models import Topic

CONTENT = Path(__file__).resolve().parents[1] / "content"
SEARCH = "quizzes_search"

# Rows by table, in the order in which they can be put back; filled by the first test.
_kept: list[tuple[type[models.Model], Sequence[models.Model]]] = []
_searched: list[tuple[Any, ...]] = []


def load_real_bank() -> None:
    """The whole bank in the database of this test, which is rolled back after it."""
    if _kept:
        _put_back()
        return
    report = sync_tree(CONTENT)
    assert not report.faults, report.faults
    _keep()


def _keep() -> None:
    found = [*apps.get_app_config("quizzes").get_models(), Topic.read_first.through]
    _kept.extend((model, list(model._base_manager.all())) for model in _in_order(found))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, * FROM {SEARCH}")  # noqa: S608 - a name of our own
        _searched.extend(cursor.fetchall())


def _put_back() -> None:
    for model, rows in _kept:
        model._base_manager.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {SEARCH} LIMIT 0")  # noqa: S608
        columns = ", ".join(["rowid", *(column[0] for column in cursor.description)])
        places = ", ".join(["%s"] * len(_searched[0]))
        cursor.executemany(
            f"INSERT INTO {SEARCH} ({columns}) VALUES ({places})",  # noqa: S608
            _searched,
        )


def _in_order(found: list[type[models.Model]]) -> list[type[models.Model]]:
    """Each table after those that it refers to."""
    ordered: list[type[models.Model]] = []
    while found:
        ready = [model for model in found if not _needs(model) & set(found) - {model}]
        ordered += ready
        found = [model for model in found if model not in ready]
    return ordered


def _needs(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}
