"""A database from the release before the record, with attempts that name a learner by a code."""

import json
import sqlite3
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import psycopg

from tests.durability.stored import rows
from tests.serving import Site

BEFORE = "0005"
BATCH = 5_000
BROWSERS = [f"{number:032x}" for number in range(1, 8)]
# The first two are users that exist; the last was deleted.
USERS = ["user-1", "user-2", "user-77"]
VERDICTS = {"right": 1.0, "wrong": 0.25, "imprecise": 0.5, "given_up": 0.0}

OLD = """
    SELECT id, learner, item_id, item_version, seed, raw, submitted, verdict, score, mistakes,
           hints, token, sitting_id FROM quizzes_attempt ORDER BY id
"""
NEW = """
    SELECT attempt.id,
           COALESCE(browser_id, 'user-' || CAST(learner.user_id AS TEXT)), attempt.item_id,
           version.version, seed, raw, submitted, verdict, score, mistakes, hints, token, sitting_id
    FROM quizzes_attempt attempt
    JOIN quizzes_learner learner ON learner.id = attempt.learner_id
    JOIN quizzes_itemversion version ON version.id = attempt.item_version_id
    JOIN quizzes_mark mark ON mark.attempt_id = attempt.id AND mark.newest
    ORDER BY attempt.id
"""
OTHERS_OLD = """
    SELECT 'sitting', learner, token FROM quizzes_sitting
    UNION ALL SELECT 'hints', learner, CAST(count AS TEXT) FROM quizzes_hintsshown ORDER BY 1, 2, 3
"""
OTHERS_NEW = """
    SELECT 'sitting', COALESCE(browser_id, 'user-' || CAST(user_id AS TEXT)), token
    FROM quizzes_sitting JOIN quizzes_learner learner ON learner.id = learner_id
    UNION ALL
    SELECT 'hints', COALESCE(browser_id, 'user-' || CAST(user_id AS TEXT)), CAST(count AS TEXT)
    FROM quizzes_hintsshown JOIN quizzes_learner learner ON learner.id = learner_id
    ORDER BY 1, 2, 3
"""


def fill(site: Site, attempts: int) -> None:
    """Migrates back to the previous release and adds answers there: by browsers, users and a
    deleted user; to item versions that were stored and that were not; to a withdrawn item."""
    for name in ("ada", "ben"):
        site.manage(
            "shell",
            "--verbosity=0",
            "--command",
            f"from django.contrib.auth.models import User; User.objects.create_user({name!r})",
        )
    site.manage("migrate", "quizzes", BEFORE, "--verbosity=0")
    items = [item for (item,) in rows(site, "SELECT id FROM quizzes_item ORDER BY id")]
    add(site, "attempt", _attempts(items, attempts))
    add(
        site,
        "hintsshown",
        (
            {"learner": code, "item_id": items[0], "item_version": 1, "seed": 1, "count": 2}
            for code in [*BROWSERS, "f" * 32, *USERS]
        ),
    )
    quizzes = rows(site, "SELECT id FROM quizzes_quiz")
    add(
        site,
        "sitting",
        (
            {
                "id": f"{number:032x}",
                "learner": code,
                "quiz_id": quizzes[0][0],
                "token": f"s{number}",
                "plan": "[]",
                "started_at": "2026-01-02 03:04:05+00:00",
            }
            for number, code in enumerate([BROWSERS[0], "e" * 32, USERS[0]] if quizzes else [])
        ),
    )
    write(site, "UPDATE quizzes_item SET retired = %s WHERE id = %s", [(True, items[-1])])


def _attempts(items: list[int], count: int) -> Iterator[dict[str, Any]]:
    codes, verdicts = [*BROWSERS, *USERS], list(VERDICTS)
    for n in range(count):
        verdict = verdicts[n % len(verdicts)]
        yield {
            "learner": codes[n % len(codes)],
            "item_id": items[n % len(items)],
            "item_version": 1 if n % 7 else 9,
            "seed": n % 8,
            "raw": f"answer {n}",
            "submitted": None if verdict == "given_up" else json.dumps([n, "-inf"]),
            "verdict": verdict,
            "score": VERDICTS[verdict],
            "mistakes": json.dumps(["unscaled"] if verdict == "wrong" else []),
            "seconds": n % 300,
            "way_shown": False,
            "hints": n % 4,
            "token": f"{n:032x}",
            "created_at": f"2026-01-{1 + n % 28:02d} 03:04:05+00:00",
        }


def add(site: Site, table: str, values: Iterator[dict[str, Any]]) -> None:
    """Inserts rows into one of our tables directly, not through the site."""
    first = next(values, None)
    if first is not None:
        places = ", ".join(["%s"] * len(first))
        statement = f"INSERT INTO quizzes_{table} ({', '.join(first)}) VALUES ({places})"  # noqa: S608
        write(site, statement, (tuple(row.values()) for row in chain([first], values)))


def write(site: Site, statement: str, values: Any) -> None:
    url = site.environment["DATABASE_URL"]
    remaining = iter(values)
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection, connection.cursor() as cursor:
            while batch := list(islice(remaining, BATCH)):
                cursor.executemany(statement, batch)
        return
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=5)
    with connection:
        while batch := list(islice(remaining, BATCH)):
            connection.executemany(statement.replace("%s", "?"), batch)
    connection.close()
