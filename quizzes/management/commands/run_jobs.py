"""Runs what is periodic: reminders, and clearing away."""

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
    # The file keeps a second beat of this installation from starting.
    "beat": ("beat", "--loglevel=WARNING", f"--pidfile={settings.VAR_DIR / 'beat.pid'}"),
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
    os.chdir(settings.BASE_DIR)
    celery = [sys.executable, "-m", "celery", "-A", "config", *WITH_REDIS[part]]
    # Celery replaces this process, so that signals reach it directly.
    os.execv(sys.executable, celery)  # noqa: S606
