"""`python -m tests.managing`: management commands, each in its own process.

A new process spends two seconds on imports, more than most commands take. This one imports once
and forks for each command, so that a command still finds nothing of the previous one: no open
connection, nothing in memory. For each command it reads one line of JSON, with the arguments and
the output files, and answers with the exit code.
"""

import json
import os
import sys
import traceback

import django
from django.core.management import execute_from_command_line, load_command_class
from django.db import connections

# Commands imported in advance; others are imported when needed.
OFTEN = ("migrate", "shell", "sync_content")


def main() -> None:
    django.setup()
    # Imports all views and the admin, as Django's checks would before a command.
    __import__("config.urls")
    for name in OFTEN:
        app = "quizzes" if name == "sync_content" else "django.core"
        load_command_class(app, name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(run(**json.loads(line)))
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def run(arguments: list[str], stdout: str, stderr: str) -> int:
    """Runs one command as manage.py does; returns its exit code."""
    for number, path in ((0, os.devnull), (1, stdout), (2, stderr)):
        os.dup2(os.open(path, os.O_RDWR), number)
    try:
        execute_from_command_line(["manage.py", *arguments])
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    main()
