"""The index on PostgreSQL: text search vectors of our tokens, with a GIN index."""

from collections.abc import Iterable, Sequence
from typing import Any

from .entry import Entry
from .hidden import HIDDEN
from .query import Term

KEY = "question_id"
# `head` is the small part, title, thirty seconds and headings, which alone is enough to rank
# thousands of hits. The same as text serves to order the best of them.
# Both vectors stay in their row: out of line (TOAST) they would cost more than the planner expects,
# and the texts are read for the best hits only, so they are the ones to give way.
CREATE = [
    """
    CREATE TABLE quizzes_search (
        question_id bigint PRIMARY KEY, head tsvector NOT NULL, body tsvector NOT NULL,
        title text NOT NULL, lead text NOT NULL, headings text NOT NULL, passages text NOT NULL
    )
    """,
    "ALTER TABLE quizzes_search SET (toast_tuple_target = 8160)",
    "ALTER TABLE quizzes_search ALTER head SET STORAGE main, ALTER body SET STORAGE main",
    "CREATE INDEX quizzes_search_body ON quizzes_search USING gin (body)",
    "CREATE INDEX quizzes_search_head ON quizzes_search USING gin (head)",
]
# The weights of D, C, B and A: words and formulas, headings, thirty seconds, title.
_WEIGHTS = "{0.1, 0.4, 0.6, 1.0}"
_PUBLIC = f"question_id NOT IN ({HIDDEN})"
LAST_POSITION = 16_383


def insert(cursor: Any, entries: Iterable[Entry]) -> None:
    cursor.executemany(
        "INSERT INTO quizzes_search (question_id, head, body, title, lead, headings, passages)"
        " VALUES (%s, %s::tsvector, %s::tsvector, %s, %s, %s, %s)",
        map(_row, entries),
    )


def _row(entry: Entry) -> tuple[int | str, ...]:
    head = ((entry.title, "A"), (entry.lead, "B"), (entry.headings, "C"))
    body = (*head, (entry.formulas, "D"), (entry.words, "D"))
    return (
        *(entry.question_id, vector(*head), vector(*body)),
        *(entry.title, entry.lead, entry.headings, entry.passages),
    )


def remove(cursor: Any, question_ids: Iterable[int]) -> None:
    cursor.execute("DELETE FROM quizzes_search WHERE question_id = ANY(%s)", [list(question_ids)])


def count(terms: Sequence[Term], most: int) -> tuple[str, list[Any]]:
    """SQL for the number of public hits, which counts no further than `most`."""
    sql = f"""
        SELECT count(*) FROM (
            SELECT 1 FROM quizzes_search WHERE body @@ %s::tsquery AND {_PUBLIC} LIMIT %s
        ) AS found
    """  # noqa: S608 - constants of this module
    return sql, [expression(terms), most]


def best(terms: Sequence[Term], limit: int, in_head: bool) -> tuple[str, dict[str, Any]]:
    """SQL for rows of (id, title, lead, headings), best first.

    With `in_head`, only of the hits that have all terms in their title, lead and headings.
    The full vectors are long, so only the hits with the best heads are compared by them.
    """
    sql = f"""
        WITH top AS (
            SELECT question_id FROM quizzes_search
            WHERE {"head" if in_head else "body"} @@ %(all)s::tsquery AND {_PUBLIC}
            ORDER BY ts_rank(%(weights)s::float4[], head, %(any)s::tsquery) DESC, question_id
            LIMIT %(limit)s
        )
        SELECT question_id, title, lead, headings FROM top JOIN quizzes_search USING (question_id)
        ORDER BY ts_rank(%(weights)s::float4[], body, %(any)s::tsquery) DESC, question_id
    """  # noqa: S608 - constants of this module
    values = {"all": expression(terms), "any": any_of(terms), "weights": _WEIGHTS, "limit": limit}
    return sql, values


def matching(terms: Sequence[Term]) -> tuple[str, list[Any]]:
    sql = "SELECT question_id FROM quizzes_search WHERE body @@ %s::tsquery"
    return sql, [expression(terms)]


def vector(*parts: tuple[str, str]) -> str:
    """The text of a tsvector: tokens with their positions. Each part is (tokens, weight)."""
    places: dict[str, list[str]] = {}
    place = 0
    for tokens, weight in parts:
        for token in tokens.split():
            place += 1
            if place <= LAST_POSITION:
                places.setdefault(token, []).append(f"{place}{weight}")
        # A gap, so that no phrase spans two parts.
        place += 1
    return " ".join(f"'{token}':{','.join(found)}" for token, found in places.items())


def expression(terms: Sequence[Term]) -> str:
    """The terms in the language of tsquery: our tokens alone, quoted."""
    return " & ".join(map(_one, terms))


def any_of(terms: Sequence[Term]) -> str:
    """Any of the terms, for ranking, since not every term appears in a title."""
    return " | ".join(map(_one, terms))


def _one(term: Term) -> str:
    ways = [" <-> ".join(f"'{token}'" for token in phrase) for phrase in term.ways]
    if term.prefix:
        ways.append(f"'{term.prefix}':*")
    if term.parts:
        ways.append(expression(term.parts))
    return f"({' | '.join(f'({way})' for way in ways)})"
