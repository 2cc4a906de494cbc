"""The database back into Markdown files."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from quizzes.content.export import export_content


class Command(BaseCommand):
    help = "Write every question and quiz as Markdown files into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory: Path, **options: object) -> None:
        report = export_content(directory)
        for name in report.written:
            self.stdout.write(f"{name}: written")
        for name in report.refused:
            self.stderr.write(
                f"{name}: has changes that were never synced; left as it is. "
                "Run sync_content first, or export into an empty folder."
            )
        self.stdout.write(f"{len(report.unchanged)} unchanged.")
        if report.refused:
            sys.exit(1)
