"""Reads a site's database directly, not through the site."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any

import psycopg

from tests.serving import Site


def rows(site: Site, query: str) -> Sequence[tuple[Any, ...]]:
    url = site.environment["DATABASE_URL"]
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:
            return connection.execute(query).fetchall()  # ty: the queries are literals of tests
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=5)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def stored_answers(site: Site) -> Counter[str]:
    """How many attempts are stored for each typed text."""
    return Counter(raw for (raw,) in rows(site, "SELECT raw FROM quizzes_attempt"))


def assert_sound(site: Site) -> None:
    """Runs the database's own check. PostgreSQL has none built in, so reads must work there."""
    if site.environment["DATABASE_URL"].startswith("sqlite"):
        assert rows(site, "PRAGMA integrity_check") == [("ok",)]
        assert rows(site, "PRAGMA foreign_key_check") == []
