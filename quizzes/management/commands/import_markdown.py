"""Imports plain Markdown question files into the database."""

import sys
from argparse import ArgumentParser, BooleanOptionalAction
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quizzes.bank.importing import import_paths
from quizzes.bank.text.faults import counted


class Command(BaseCommand):
    help = "Import plain Markdown question files, or folders of them, as drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish at once, and list what an author still has to fix",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="print the same report, store nothing"
        )
        parser.add_argument(
            "--split",
            action=BooleanOptionalAction,
            help="make several questions in one file separate questions, or keep them together; "
            "without either: separate where the file marks them clearly",
        )
        parser.add_argument(
            "--topic", default="", help="the slug of the topic that all these questions get"
        )

    def handle(
        self,
        *,
        paths: list[Path],
        publish: bool,
        dry_run: bool,
        topic: str,
        split: bool | None = None,
        **options: object,
    ) -> None:
        report = import_paths(
            paths,
            publish=publish,
            dry_run=dry_run,
            topic=topic,
            split=split,
            progress=sys.stderr.isatty(),
        )
        for fault in report.faults:
            self.stderr.write(str(fault))
        if report.faults:
            raise CommandError(f"{counted(report.faults)}; nothing was imported.")
        for file in report.files:
            self.stdout.write("\n".join(file.lines()))
        for note in report.notes:
            self.stdout.write(note)
        self.stdout.write(report.summary())
        if dry_run:
            self.stdout.write("Nothing was stored: this was a dry run.")
