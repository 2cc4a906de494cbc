"""Django's SQLite backend, in which only one thread of a process waits for the write lock, and
whose files only their owner can read."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from config.private import make_shut, shut

from .waiting import OneWaits

# One queue for each database file: tests and commands may open several.
_queues: defaultdict[str, OneWaits] = defaultdict(OneWaits)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.is_in_memory_db():
            name = str(conn_params["database"])
            # SQLite gives the files beside it the rights of the database.
            make_shut(Path(name))
            for beside in ("-wal", "-shm", "-journal"):
                shut(Path(name + beside))
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        with _queues[str(self.settings_dict["NAME"])].turn():
            super()._start_transaction_under_autocommit()
