"""The same jobs as tasks of Celery. Beat asks for each at its time; one that nobody took until the
next is due is dropped, so that they do not pile up while no worker runs."""

from typing import Any

from celery import Task
from django.utils import timezone

from config.celery import app

from .periodic import JOBS, Job

RETRIES, FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 5, 20, 600


def never() -> bool:
    return False


def _task(job: Job) -> Task:
    def run() -> None:
        job.run(timezone.now(), never)

    made: Any = app.task(
        name=f"jobs.{job.name}",
        # Celery waits a random part of the time, so that several do not come back at once.
        autoretry_for=(Exception,),
        retry_backoff=FIRST_WAIT_SECONDS,
        retry_backoff_max=LONGEST_WAIT_SECONDS,
        retry_jitter=True,
        max_retries=RETRIES,
    )(run)
    return made


TASKS = {job.name: _task(job) for job in JOBS}

app.conf.beat_schedule = {
    job.name: {
        "task": f"jobs.{job.name}",
        "schedule": job.every,
        "options": {"expires": job.every.total_seconds()},
    }
    for job in JOBS
}
