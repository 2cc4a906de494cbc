"""The search index, written in the same transaction as the question.

It contains drafts too, because each search asks the question's own row whether it is public. So
nothing here has to change when a status changes or a file goes missing.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from types import ModuleType
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from . import fts5, postgres
from .entry import Entry, entry_of
from .passages import Passage
from .query import Query
from .ranking import Head, ranked

MOST_LISTED, MOST_COUNTED, BATCH = 100, 1_000, 200


@dataclass(frozen=True)
class Hits:
    """How many questions were found, `MOST_COUNTED` at most, and the ids of the best in order."""

    count: int
    ids: Sequence[int]


def put(entries: Iterable[Entry], using: BaseDatabaseWrapper = connection) -> None:
    """Indexes questions, replacing their earlier entries."""
    rows = list(entries)
    backend = _backend(using)
    with using.cursor() as cursor:
        backend.remove(cursor, [entry.question_id for entry in rows])
        backend.insert(cursor, rows)


def rebuild(questions: QuerySet, using: BaseDatabaseWrapper = connection) -> int:
    """Indexes these questions and nothing else, in one transaction. Returns how many."""
    count = 0
    with transaction.atomic(using.alias):
        drop(using)
        create(using)
        rows = questions.only("number", "title", "slug", "blocks", "context_html").order_by("pk")
        for batch in _batches(rows.iterator(BATCH)):
            put(map(entry_of, batch), using)
            count += len(batch)
    return count


def forget(question_ids: Iterable[int], using: BaseDatabaseWrapper = connection) -> None:
    with using.cursor() as cursor:
        _backend(using).remove(cursor, list(question_ids))


def create(using: BaseDatabaseWrapper = connection) -> None:
    with using.cursor() as cursor:
        for statement in _backend(using).CREATE:
            cursor.execute(statement)


def drop(using: BaseDatabaseWrapper = connection) -> None:
    with using.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS quizzes_search")


def find(query: Query) -> Hits:
    """The public questions that contain all terms, the best of them ordered here, alike for every
    database.

    Where there are more hits than are listed, those that have all terms in their title, short
    answer and headings are looked at first: ordering thousands by their full text takes long.
    """
    count = number_of_hits(query)
    heads: list[Head] = []
    if count > MOST_LISTED:
        heads = _heads(query, in_head=True)
    if count and len(heads) < MOST_LISTED:
        heads = _heads(query, in_head=False)
    return Hits(count, ranked(heads, query.terms))


def number_of_hits(query: Query) -> int:
    """How many public questions contain all terms; `MOST_COUNTED` stands for any more."""
    with connection.cursor() as cursor:
        cursor.execute(*_backend(connection).count(query.terms, MOST_COUNTED))
        return cursor.fetchone()[0]


def _heads(query: Query, in_head: bool) -> list[Head]:
    with connection.cursor() as cursor:
        cursor.execute(*_backend(connection).best(query.terms, MOST_LISTED, in_head))
        return [Head(*row) for row in cursor.fetchall()]


def matching_ids(query: Query) -> RawSQL:
    """The ids of all questions, public or not, that contain all terms, for use in a query."""
    # The search expression is a parameter, made of our tokens alone.
    return RawSQL(*_backend(connection).matching(query.terms))  # noqa: S611


def passages_by_question(question_ids: Sequence[int]) -> dict[int, list[Passage]]:
    """The passages of these questions. One query."""
    if not question_ids:
        return {}
    marks = ", ".join(["%s"] * len(question_ids))
    key = _backend(connection).KEY
    sql = f"SELECT {key}, passages FROM quizzes_search WHERE {key} IN ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, question_ids)
        rows = cursor.fetchall()
    return {found: [Passage.from_json(row) for row in json.loads(text)] for found, text in rows}


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _backend(using: BaseDatabaseWrapper) -> ModuleType:
    return postgres if using.vendor == "postgresql" else fts5
