"""The index on SQLite: an FTS5 full-text table whose rowid is the question's id."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from .entry import Entry
from .query import Term

KEY = "rowid"
# The tokens are ours, so the tokenizer only has to split at spaces.
CREATE = [
    """
    CREATE VIRTUAL TABLE quizzes_search USING fts5(
        title, lead, headings, words, formulas, passages UNINDEXED,
        tokenize = "ascii tokenchars '_'"
    )
    """
]
_WEIGHTS = "10.0, 6.0, 4.0, 1.0, 2.0"
_PUBLIC = """
    +rowid IN (SELECT id FROM quizzes_question
              WHERE status = 'published' AND file_missing_since IS NULL)
"""


def insert(cursor: Any, entries: Iterable[Entry]) -> None:
    cursor.executemany(
        "INSERT INTO quizzes_search (rowid, title, lead, headings, words, formulas, passages)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        map(astuple, entries),
    )


def remove(cursor: Any, question_ids: Iterable[int]) -> None:
    cursor.executemany(
        "DELETE FROM quizzes_search WHERE rowid = %s", [(found,) for found in question_ids]
    )


def best(terms: Sequence[Term], limit: int) -> tuple[str, list[Any]]:
    """SQL for rows of (number of all hits, id, title, lead, headings), best first."""
    sql = f"""
        WITH hits AS MATERIALIZED (
            SELECT rowid AS id, bm25(quizzes_search, {_WEIGHTS}) AS score FROM quizzes_search
            WHERE quizzes_search MATCH %s AND {_PUBLIC}
        ), top AS MATERIALIZED (
            SELECT id, score FROM hits ORDER BY score, id LIMIT %s
        )
        SELECT (SELECT count(*) FROM hits), id, title, lead, headings
        FROM top JOIN quizzes_search ON quizzes_search.rowid = id ORDER BY score, id
    """  # noqa: S608 - constants of this module
    return sql, [expression(terms), limit]


def matching(terms: Sequence[Term]) -> tuple[str, list[Any]]:
    sql = "SELECT rowid FROM quizzes_search WHERE quizzes_search MATCH %s"
    return sql, [expression(terms)]


def expression(terms: Sequence[Term]) -> str:
    """The terms in FTS5's query language: quoted phrases made of our tokens alone."""
    return " AND ".join(map(_one, terms))


def _one(term: Term) -> str:
    ways = [f'"{" ".join(phrase)}"' for phrase in term.ways]
    if term.prefix:
        ways.append(f'"{term.prefix}"*')
    if term.parts:
        ways.append(f"({expression(term.parts)})")
    return f"({' OR '.join(ways)})"
