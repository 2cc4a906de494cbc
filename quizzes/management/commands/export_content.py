"""Writes the database back to Markdown files."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quizzes.bank.store.export import export_content


class Command(BaseCommand):
    help = "Write every question and quiz as Markdown files into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory: Path, **options: object) -> None:
        try:
            report = export_content(directory)
        except OSError as error:
            # The files written before it are complete: each is replaced, never overwritten.
            path = error.filename2 or error.filename or directory
            raise CommandError(
                f"{path} cannot be written ({error.strerror}). "
                "Make room or choose another folder, and run it again."
            ) from error
        for name in report.written:
            self.stdout.write(f"{name}: written")
        for name in report.refused:
            self.stderr.write(
                f"{name}: has changes that were never synced; not written. "
                "Run sync_content first, or export into an empty folder."
            )
        self.stdout.write(f"{len(report.unchanged)} unchanged.")
        if report.refused:
            sys.exit(1)
