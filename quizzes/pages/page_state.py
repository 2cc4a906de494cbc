"""The database state that a public question page depends on, read in one query per view."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from quizzes.models import PageLink, Question, Status, Topic

from .related import SEPARATOR, Found, Related, chosen

_QUESTION, _TOPIC = Question._meta.db_table, Topic._meta.db_table
_LINK, _FIRST = PageLink._meta.db_table, Topic.read_first.through._meta.db_table


def _public(table: str) -> str:
    return f"{table}.status = '{Status.PUBLISHED.value}' AND {table}.file_missing_since IS NULL"


# `how` is a digit for the kind of relation, as in related.py; each kind gives at most four rows.
# CROSS JOIN makes SQLite start from the few links, not from ten thousand questions. If a thousand
# pages link to this one, only a dozen of them are considered.
_OTHER = "other.slug, other.title, other.reading_order, other.topic_id"
_NEAREST = f"AND {_public('other')} ORDER BY other.reading_order"
_RELATED = f"""
    SELECT * FROM (
        SELECT '1' AS how, {_OTHER} FROM {_LINK} link CROSS JOIN {_QUESTION} other
        WHERE link.question_id = question.id AND other.slug = link.target
        {_NEAREST} LIMIT 4) links
    UNION ALL SELECT * FROM (
        SELECT '2' AS how, {_OTHER}
        FROM (SELECT question_id FROM {_LINK} WHERE target = question.slug LIMIT 12) link
        CROSS JOIN {_QUESTION} other
        WHERE other.id = link.question_id {_NEAREST} LIMIT 4) linking
    UNION ALL SELECT * FROM (
        SELECT '3' AS how, {_OTHER} FROM {_FIRST} first CROSS JOIN {_QUESTION} other
        WHERE first.to_topic_id = question.topic_id AND other.reading_order = (
            SELECT MIN(reading_order) FROM {_QUESTION} its
            WHERE its.topic_id = first.from_topic_id AND {_public("its")})
        {_NEAREST} LIMIT 4) onward
    UNION ALL SELECT * FROM (
        SELECT '4' AS how, {_OTHER} FROM {_QUESTION} other
        WHERE other.topic_id = question.topic_id
        AND other.reading_order > question.reading_order {_NEAREST} LIMIT 4) later
    UNION ALL SELECT * FROM (
        SELECT '4' AS how, {_OTHER} FROM {_QUESTION} other
        WHERE other.topic_id = question.topic_id
        AND other.reading_order < question.reading_order {_NEAREST} DESC LIMIT 4) earlier
"""  # noqa: S608 - table names of our own models
# Written by hand because it runs at every page view: Django takes longer to build the SQL for
# these joins than the database takes to run it.
_STATE = f"""
    SELECT question.id, question.version, question.render_hash, question.updated_at, topic.title,
           previous.slug, previous.title, next.slug, next.title,
           (SELECT {{join}}(found.how || %s || found.slug || %s || found.title || %s
                            || CAST(found.reading_order AS TEXT) || %s || its.title, %s)
            FROM ({_RELATED}) found JOIN {_TOPIC} its ON its.id = found.topic_id)
    FROM {_QUESTION} question
    JOIN {_TOPIC} topic ON topic.id = question.topic_id
    LEFT JOIN {_QUESTION} previous ON previous.id = (
        SELECT id FROM {_QUESTION} other
        WHERE reading_order < question.reading_order {_NEAREST} DESC LIMIT 1)
    LEFT JOIN {_QUESTION} next ON next.id = (
        SELECT id FROM {_QUESTION} other
        WHERE reading_order > question.reading_order {_NEAREST} LIMIT 1)
    WHERE question.slug = %s AND {_public("question")}
"""  # noqa: S608 - table names of our own models
_JOIN = {"sqlite": "group_concat", "postgresql": "string_agg"}
_END = "\x1e"


@dataclass(frozen=True)
class Neighbor:
    slug: str
    title: str


@dataclass(frozen=True)
class PageState:
    """What a public page depends on in the database. If it changes, the page is rendered anew."""

    question_id: int
    mark: tuple[Any, ...]
    previous: Neighbor | None
    next: Neighbor | None
    found: tuple[str, ...]

    @property
    def related(self) -> list[Related]:
        """The related questions. Needed only to render a page; a cached page needs only `mark`."""
        neighbors = {each.slug for each in (self.previous, self.next) if each}
        return chosen(map(Found.of, self.found), neighbors)


def page_state_of(slug: str) -> PageState | None:
    """The state of a published question, or None if there is none. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), [*[SEPARATOR] * 4, _END, slug])
        row = cursor.fetchone()
    if row is None:
        return None
    previous = Neighbor(row[5], row[6]) if row[5] else None
    following = Neighbor(row[7], row[8]) if row[7] else None
    # The database joins them in any order, and the mark of a page must not depend on it.
    found = tuple(sorted(row[9].split(_END))) if row[9] else ()
    return PageState(row[0], (*map(str, row[:9]), *found), previous, following, found)


@cache
def _statement(vendor: str) -> str:
    """The statement without extra spaces, because Django scans every character at each call."""
    return " ".join(_STATE.format(join=_JOIN[vendor]).split())
