"""Other processes come and go, and what is stored is in the database for all of them.

SQLite's locks belong to a process. Were one lost, the next process to close the database would take
itself for the last one and remove the write-ahead log, and later commits would be in no file.
"""

import subprocess
import sys
import threading

import pytest
from django.db import connection

from quizzes.models import Learner
from tests.fixtures import kept_learner

COUNT = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
print(database.execute("SELECT count(*) FROM quizzes_learner").fetchone()[0])
database.close()
"""


def test_no_second_connection_takes_the_locks_of_the_first(shared_database: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite's locks belong to a process")
    kept_learner("ann")
    second = threading.Thread(target=connect_and_close)
    second.start()
    second.join()
    for name in ("ben", "cleo"):
        assert count_elsewhere() == Learner.objects.count()
        kept_learner(name)
    assert count_elsewhere() == 3


def connect_and_close() -> None:
    assert Learner.objects.count() == 1
    connection.close()


def count_elsewhere() -> int:
    """How many another process finds, which opens the database and closes it."""
    name = str(connection.settings_dict["NAME"])
    done = subprocess.run(
        [sys.executable, "-c", COUNT, name], check=True, capture_output=True, text=True
    )
    return int(done.stdout)
