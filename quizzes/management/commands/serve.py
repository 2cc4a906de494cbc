"""Everything `make run` does after the install: migrate, load, collect, serve."""

import os
import socket
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.collecting import collect_where_changed
from config.server import server_arguments
from quizzes.reviewing.earlier import review_earlier_attempts

WITHOUT_REDIS = "Jobs: this server runs them itself (there is no REDIS_URL)."
WITH_REDIS = "Jobs: Celery with Redis; start `manage.py run_jobs worker` and one `run_jobs beat`."


class Command(BaseCommand):
    help = "Migrate, load content/, collect static files and start the production server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--workers", type=int, default=settings.WEB_WORKERS)

    def handle(self, *, host: str, port: int, workers: int, **options: object) -> None:
        # First: a second start must not migrate under a server that is already running.
        refuse_taken_port(host, port)
        call_command("migrate", verbosity=0)
        self._load_content()
        review_earlier_attempts()
        collect_where_changed()
        self.stdout.write(f"Attention by Hand is at http://{shown(host)}:{port}/ (Ctrl+C stops it)")
        if not get_user_model().objects.filter(is_superuser=True).exists():
            python = os.path.relpath(sys.executable)
            self.stdout.write(f"No admin yet. Make one: {python} manage.py createsuperuser")
        self.stdout.write(WITH_REDIS if settings.REDIS_URL else WITHOUT_REDIS)
        self.stdout.flush()
        os.chdir(settings.BASE_DIR)
        os.environ["PORT"] = str(port)
        # The server replaces this process, so that signals reach it directly.
        arguments = server_arguments(host, port, workers, jobs=not settings.REDIS_URL)
        os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606

    def _load_content(self) -> None:
        """A fault in a file must not take the site down: it serves what the database contains."""
        try:
            call_command("sync_content", stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            self.stderr.write(f"content/ was not loaded: {error}")
            self.stderr.write("The site shows what was loaded before.")


def refuse_taken_port(host: str, port: int) -> None:
    """Raises CommandError, with what to do, if nothing can listen on this host and port."""
    try:
        if not 1 <= port <= 65535:
            raise OSError(f"a port is a number from 1 to 65535, not {port}")
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandError(
            f"Nothing can listen on {shown(host)}:{port} ({reason}). "
            f"Is the site running already? To take another port: make run PORT={other_port(port)}"
        ) from error


def other_port(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8000


def shown(host: str) -> str:
    """The host as written in a URL: an IPv6 address goes in brackets."""
    return f"[{host}]" if ":" in host else host
