"""Runs what is periodic: reminders, and clearing away."""

import fcntl
import os
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.jobs.ending import Stop
from quizzes.jobs.in_process import run

WITH_REDIS = {
    "worker": ("worker", "--loglevel=WARNING", "--without-gossip", "--without-mingle"),
    # Its own file with a process id would outlive a beat that was killed.
    "beat": ("beat", "--loglevel=WARNING", "--pidfile="),
}


class Command(BaseCommand):
    help = (
        "Run what is periodic. Without REDIS_URL the server does that itself; with it, start "
        "`run_jobs worker` on as many machines as you like and `run_jobs beat` on one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("part", nargs="?", choices=WITH_REDIS, help="with REDIS_URL")
        parser.add_argument("--server", type=int, help="end when this parent process ends")

    def handle(self, *, part: str | None, server: int | None, **options: object) -> None:
        if part is None and settings.REDIS_URL:
            raise CommandError(
                "REDIS_URL is set, so jobs go through Celery: start `run_jobs worker`, and "
                "`run_jobs beat` on one machine."
            )
        if part is not None:
            _become_celery(part)
        stop = Stop(server)
        run(stop.is_set, stop.wait, timezone.now)


def _become_celery(part: str) -> None:
    if not settings.REDIS_URL:
        raise CommandError(
            f"`run_jobs {part}` needs REDIS_URL. Without it the server runs the jobs itself."
        )
    if part == "beat":
        _be_the_only_beat()
    os.chdir(settings.BASE_DIR)
    celery = [sys.executable, "-m", "celery", "-A", "config", *WITH_REDIS[part]]
    # Celery replaces this process, so that signals reach it directly.
    os.execv(sys.executable, celery)  # noqa: S606


def _be_the_only_beat() -> None:
    """Holds a lock until this process ends, whatever it becomes and however it ends. Raises
    CommandError if another beat of this installation holds it."""
    lock = os.open(settings.VAR_DIR / "beat.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise CommandError("A beat is running already, and one is enough.") from error
    os.set_inheritable(lock, True)
