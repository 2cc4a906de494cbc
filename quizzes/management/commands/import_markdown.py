"""Plain Markdown question files into the database."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quizzes.content.faults import counted
from quizzes.content.importing import ImportReport, import_paths


class Command(BaseCommand):
    help = "Import plain Markdown question files, or folders of them, as drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish at once, and say what an author still has to see to",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, store nothing"
        )

    def handle(self, *, paths: list[Path], publish: bool, dry_run: bool, **options: object) -> None:
        report = import_paths(paths, publish=publish, dry_run=dry_run)
        self._tell(report, dry_run)
        if report.faults:
            raise CommandError(f"{counted(report.faults)}; nothing was imported.")

    def _tell(self, report: ImportReport, dry_run: bool) -> None:
        for path, repair in report.repairs:
            self.stdout.write(f"{path}:{repair.line}: repaired: {repair}")
        for path, line, note in report.notes:
            self.stdout.write(f"{path}:{line}: {note}")
        for fault in report.faults:
            self.stderr.write(str(fault))
        for fault in report.todo:
            self.stdout.write(f"needs a person: {fault}")
        for path, name in report.imported:
            self.stdout.write(f"{path}: {'would become' if dry_run else 'is now'} {name}")
        for path, name in report.unchanged:
            self.stdout.write(f"{path}: is {name} already, unchanged")
