"""Everything `make run` does after the install: migrate, load, collect, serve."""

import os
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate, load content/, collect static files and start the production server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--workers", type=int, default=settings.WEB_WORKERS)

    def handle(self, *, host: str, port: int, workers: int, **options: object) -> None:
        call_command("migrate", verbosity=0)
        call_command("sync_content", stdout=self.stdout, stderr=self.stderr)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Attention by Hand is at http://{host}:{port}/ (Ctrl+C stops it)")
        if not get_user_model().objects.filter(is_superuser=True).exists():
            python = os.path.relpath(sys.executable)
            self.stdout.write(f"No admin yet. Make one: {python} manage.py createsuperuser")
        self.stdout.flush()
        os.chdir(settings.BASE_DIR)
        # The server takes this process's place, so that a signal reaches it directly.
        os.execv(sys.executable, [sys.executable, *granian_arguments(host, port, workers)])  # noqa: S606


def granian_arguments(host: str, port: int, workers: int) -> list[str]:
    return [
        *("-m", "granian"),
        *("--interface", "wsgi"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers), "--workers-kill-timeout", "10"),
        *("--log-level", "warning"),
        "config.wsgi:application",
    ]
