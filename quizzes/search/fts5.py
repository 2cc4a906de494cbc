"""The index on SQLite: an FTS5 full-text table whose rowid is the question's id."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from .entry import Entry
from .hidden import HIDDEN
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
_PUBLIC = f"+rowid NOT IN ({HIDDEN})"


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


def count(terms: Sequence[Term], most: int) -> tuple[str, list[Any]]:
    """SQL for the number of public hits, which counts no further than `most`."""
    sql = f"""
        SELECT count(*) FROM (
            SELECT 1 FROM quizzes_search WHERE quizzes_search MATCH %s AND {_PUBLIC} LIMIT %s
        )
    """  # noqa: S608 - constants of this module
    return sql, [expression(terms), most]


def best(terms: Sequence[Term], limit: int, in_head: bool) -> tuple[str, list[Any]]:
    """SQL for rows of (id, title, lead, headings), best first.

    With `in_head`, only of the hits that have all terms in their title, lead and headings.
    """
    sql = f"""
        WITH top AS MATERIALIZED (
            SELECT rowid AS id, bm25(quizzes_search, {_WEIGHTS}) AS score FROM quizzes_search
            WHERE quizzes_search MATCH %s AND {_PUBLIC} ORDER BY score, id LIMIT %s
        )
        SELECT id, title, lead, headings
        FROM top JOIN quizzes_search ON quizzes_search.rowid = id ORDER BY score, id
    """  # noqa: S608 - constants of this module
    everywhere = expression(terms)
    return sql, [f"{{title lead headings}} : ({everywhere})" if in_head else everywhere, limit]


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
