"""The edition of the bank: a token that the database itself replaces whenever the bank changes.

Pages that show many rows are kept under it, so a single short query tells whether one is current.
Triggers replace it, because no writer can forget them: sync, admin, import and plain SQL alike.
"""

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .glossary import Term
from .item import Item
from .question import PageLink, Question
from .quiz import Quiz, QuizItem
from .script import Script
from .topic import Topic

TABLE = "quizzes_edition"
_OF_THE_BANK = tuple(
    model._meta.db_table
    for model in (
        *(Question, PageLink, Item, Script, Quiz, QuizItem, Topic, Term),
        Topic.read_first.through,
    )
)
_EVENTS = ("insert", "update", "delete")
_SQLITE_TOKEN = "lower(hex(randomblob(16)))"  # noqa: S105 - no secret
_POSTGRES_TOKEN = "gen_random_uuid()::text"  # noqa: S105 - no secret
# BEFORE: whoever writes to the bank takes the lock on the edition first and the rows afterward.
# Were it the other way around, two writers could wait for each other.
_POSTGRES_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {TABLE}_new() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN UPDATE {TABLE} SET token = {_POSTGRES_TOKEN}; RETURN NULL; END $$
"""  # noqa: S608 - our own names


def bank_edition() -> str:
    """The token of the bank as it is now. One query, whatever the bank's size.

    It is random, not a counter: after a backup was restored no earlier token comes again.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token FROM {TABLE}")  # noqa: S608 - our own name
        return cursor.fetchone()[0]


def watch_the_bank(using: BaseDatabaseWrapper = connection) -> None:
    """Creates the edition and the missing triggers, for those tables of the bank that exist.

    Runs after every migration: SQLite drops a table's triggers when it is altered.
    """
    there = set(using.introspection.table_names())
    tables = [table for table in _OF_THE_BANK if table in there]
    is_postgres = using.vendor == "postgresql"
    with transaction.atomic(using.alias), using.cursor() as cursor:
        if TABLE not in there:
            token = _POSTGRES_TOKEN if is_postgres else _SQLITE_TOKEN
            cursor.execute(f"CREATE TABLE {TABLE} (token varchar(36) NOT NULL)")
            cursor.execute(f"INSERT INTO {TABLE} (token) VALUES ({token})")  # noqa: S608
            if is_postgres:
                cursor.execute(_POSTGRES_FUNCTION)
        known = "SELECT tgname FROM pg_trigger" if is_postgres else "SELECT name FROM sqlite_master"
        cursor.execute(known)
        names = {name for (name,) in cursor.fetchall()}
        for name, statement in (_postgres if is_postgres else _sqlite)(tables):
            if name not in names:
                cursor.execute(statement)


def _sqlite(tables: list[str]) -> list[tuple[str, str]]:
    """The triggers by name. SQLite has one for each event, and fires it for each row."""
    return [
        (
            f"{table}_edition_{event}",
            f"CREATE TRIGGER {table}_edition_{event} AFTER {event} ON {table} "  # noqa: S608
            f"BEGIN UPDATE {TABLE} SET token = {_SQLITE_TOKEN}; END",
        )
        for table in tables
        for event in _EVENTS
    ]


def _postgres(tables: list[str]) -> list[tuple[str, str]]:
    return [
        (
            f"{table}_edition",
            f"CREATE TRIGGER {table}_edition BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_new()",
        )
        for table in tables
    ]
