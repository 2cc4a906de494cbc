"""Runs the jobs in this process, one after the other, where there is no Redis."""

import logging
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import close_old_connections

from .periodic import JOBS, IsStopping, Job

logger = logging.getLogger(__name__)

# Nothing is so urgent that it must slow the start of the server.
FIRST_AFTER = timedelta(seconds=10)
FIRST_WAIT = timedelta(seconds=20)


class Rounds:
    """When each job is due. After a failure it comes sooner than usual, but later each time."""

    def __init__(self, now: datetime, jobs: Sequence[Job] = JOBS) -> None:
        self.due_at = dict.fromkeys(jobs, now + FIRST_AFTER)
        self.failures = dict.fromkeys(jobs, 0)

    def run_due(self, now: datetime, is_stopping: IsStopping) -> None:
        for job, due_at in self.due_at.items():
            if due_at > now or is_stopping():
                continue
            self.due_at[job] = now + self._run(job, now, is_stopping)

    @property
    def next_at(self) -> datetime:
        return min(self.due_at.values())

    def _run(self, job: Job, now: datetime, is_stopping: IsStopping) -> timedelta:
        """Runs it and returns how long to wait until the next time."""
        try:
            job.run(now, is_stopping)
        except Exception:
            wait = min(FIRST_WAIT * 2 ** min(self.failures[job], 20), job.every)
            self.failures[job] += 1
            wait *= random.uniform(1, 1.5)  # noqa: S311 - spreads servers, no secret
            seconds = round(wait.total_seconds())
            logger.exception("The job %s failed and is tried again in %d s", job.name, seconds)
            return wait
        self.failures[job] = 0
        return job.every


def run(
    is_stopping: IsStopping,
    wait: Callable[[float], object],
    clock: Callable[[], datetime],
    jobs: Sequence[Job] = JOBS,
) -> None:
    """Runs jobs until told to stop. `wait` takes seconds, and returns early where it must stop."""
    rounds = Rounds(clock(), jobs)
    while not is_stopping():
        # One that broke, because the database was gone, is replaced.
        close_old_connections()
        rounds.run_due(clock(), is_stopping)
        wait(max((rounds.next_at - clock()).total_seconds(), 0))
