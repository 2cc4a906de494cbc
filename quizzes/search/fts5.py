"""The index on SQLite: an FTS5 full-text table whose rowid is the question's id."""

from collections.abc import Iterable, Sequence
from typing import Any

from .entry import Entry
from .query import Term

KEY = "rowid"
# The tokens are ours, so the tokenizer only has to split at spaces.
CREATE = [
    """
    CREATE VIRTUAL TABLE quizzes_search USING fts5(
        title, headings, words, formulas, passages UNINDEXED, tokenize = "ascii tokenchars '_'"
    )
    """
]
_WEIGHTS = "10.0, 4.0, 1.0, 2.0"
_PUBLIC = """
    +rowid IN (SELECT id FROM quizzes_question
              WHERE status = 'published' AND file_missing_since IS NULL)
"""


def insert(cursor: Any, entries: Iterable[Entry]) -> None:
    cursor.executemany(
        "INSERT INTO quizzes_search (rowid, title, headings, words, formulas, passages)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        [(e.question_id, e.title, e.headings, e.words, e.formulas, e.passages) for e in entries],
    )


def remove(cursor: Any, question_ids: Iterable[int]) -> None:
    cursor.executemany(
        "DELETE FROM quizzes_search WHERE rowid = %s", [(found,) for found in question_ids]
    )


def best(terms: Sequence[Term], limit: int) -> tuple[str, list[Any]]:
    """SQL for rows of (id, number of all hits), best first."""
    sql = f"""
        WITH hits AS MATERIALIZED (
            SELECT rowid AS id, bm25(quizzes_search, {_WEIGHTS}) AS rank FROM quizzes_search
            WHERE quizzes_search MATCH %s AND {_PUBLIC}
        )
        SELECT id, (SELECT count(*) FROM hits) FROM hits ORDER BY rank, id LIMIT %s
    """  # noqa: S608 - constants of this module
    return sql, [expression(terms), limit]


def matching(terms: Sequence[Term]) -> tuple[str, list[Any]]:
    sql = "SELECT rowid FROM quizzes_search WHERE quizzes_search MATCH %s"
    return sql, [expression(terms)]


def expression(terms: Sequence[Term]) -> str:
    """The terms in FTS5's query language: quoted phrases made of our tokens alone."""
    return " AND ".join(map(_one, terms))


def _one(term: Term) -> str:
    ways = [f'"{" ".join(phrase)}"' for phrase in term.phrases]
    if term.prefix:
        ways.append(f'"{term.prefix}"*')
    if term.parts:
        ways.append(f"({expression(term.parts)})")
    return f"({' OR '.join(ways)})"
