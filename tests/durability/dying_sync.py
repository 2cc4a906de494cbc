"""`python -m tests.durability.dying_sync FOLDER [LAST]`: a sync that kills itself with SIGKILL
before database statement number LAST. Without LAST it finishes and prints their number."""

import itertools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command
from django.db import connection


def main(folder: str, last: int = 0) -> None:
    django.setup()
    counted = itertools.count(1)

    def die_in_time(execute: Callable[..., Any], *statement: Any) -> Any:
        if next(counted) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)

    with connection.execute_wrapper(die_in_time):
        call_command("sync_content", folder, verbosity=0)
    print(next(counted) - 1)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
