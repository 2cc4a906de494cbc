"""Removes quizzes that visitors without an account began and left; for a scheduler."""

from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.sittings.expiry import KEPT_DAYS, expire


class Command(BaseCommand):
    help = (
        "Remove unfinished quizzes that visitors without an account have left alone for some "
        "days; safe to run again at any time, beside a running site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=KEPT_DAYS, help="default: %(default)s")

    def handle(self, *, days: int, **options: object) -> None:
        if days < 1:
            raise CommandError(f"--days is at least 1, not {days}: a quiz may take an evening.")
        count = expire(timezone.now() - timedelta(days=days))
        quizzes = "unfinished quiz" if count == 1 else "unfinished quizzes"
        self.stdout.write(
            f"Removed {count} {quizzes} of visitors without an account, left for {days} days."
        )
