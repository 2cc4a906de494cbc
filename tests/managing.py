"""`python -m tests.managing`: management commands, each in a process of its own.

A process that starts anew spends two seconds on its imports, more than most commands take. This
one imports once and forks for each command, so that a command still finds nothing of the one
before: no open connection, nothing kept in memory. It reads one line of JSON for each, the
arguments and the files for what is printed, and answers with the exit code.
"""

import json
import os
import sys
import traceback

import django
from django.core.management import execute_from_command_line, load_command_class
from django.db import connections

# What most commands import: more than these is imported where it is needed.
OFTEN = ("migrate", "shell", "sync_content")


def main() -> None:
    django.setup()
    # With all views and the admin: Django's own checks import them before a command.
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
    """Runs one command as manage.py does; its exit code."""
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
