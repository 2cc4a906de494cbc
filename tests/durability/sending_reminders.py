"""`python -m tests.durability.sending_reminders`: workers that send reminders, to be killed.

For each line on its input, a moment as ISO text, it forks a worker that sends what is due at that
moment, prints its process id, then waits for its end and prints how it ended.
"""

import os
import sys
from datetime import datetime

import django


def main() -> None:
    django.setup()
    # Imported in advance, so that a fork begins to work at once.
    __import__("config.urls")
    from quizzes.jobs.periodic import remind

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            remind(datetime.fromisoformat(line.strip()), lambda: False)
            os._exit(0)
        print(child, flush=True)
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
