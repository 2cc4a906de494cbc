"""Loads Markdown files into the database."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from quizzes.bank.store.questions import EditConflict
from quizzes.bank.sync.report import SyncReport
from quizzes.bank.sync.tree import sync_tree
from quizzes.bank.text.faults import counted
from quizzes.site.errors import is_unavailable

from .check_content import shown, verdict_cache

# What happened to a file, in words; unchanged files are only counted.
WORDS = {
    "created": "new",
    "updated": "updated",
    "rerendered": "rendered again",
    "returned": "file is back, page shown again",
    "missing": "file is gone, page hidden",
    "kept": "changed in the browser, kept",
    "conflicts": "changed in the file and in the browser: both kept, resolve it in the admin",
}


def refuse_unmigrated() -> None:
    """Raises CommandError if the tables are not yet those of this release."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "The database still has the tables of an older release. Nothing was written; run "
            "manage.py migrate first, or wait for the migration that is running."
        )


class Command(BaseCommand):
    help = "Load content files into the database; safe to run again at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; exit 1 if anything would change or breaks a content rule",
        )

    def handle(self, *, directory: Path, check: bool, **options: object) -> None:
        refuse_unmigrated()
        try:
            report = sync_tree(
                directory, check=check, progress=sys.stderr.isatty(), cache=verdict_cache()
            )
        except EditConflict as error:
            raise CommandError(f"{error}. Nothing was written; run it again.") from error
        except DatabaseError as error:
            if not is_unavailable(error):
                raise
            # Another sync holds its lock for too long, the server went away, or takes no writes.
            message = f"The database did not answer ({error}). Nothing was written; run it again."
            raise CommandError(message) from error
        self._tell(report, shown(directory), check)
        blocking = [fault for fault in report.faults if fault.blocks or check]
        if blocking and not check:
            raise CommandError(f"{counted(blocking)}; nothing was written.")
        if check and (blocking or report.changes):
            sys.exit(1)

    def _tell(self, report: SyncReport, folder: str, check: bool) -> None:
        for fault in report.faults:
            self.stderr.write(str(fault.within(folder)))
        for name, words in WORDS.items():
            for path in getattr(report, name):
                self.stdout.write(f"{path}: {words}{' (not done: --check)' if check else ''}")
        self.stdout.write(f"{len(report.unchanged)} unchanged.")
