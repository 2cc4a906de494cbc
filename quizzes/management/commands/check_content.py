"""Checks a folder of Markdown files against the content rules."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from quizzes.bank.checking.report import is_proven, report_on
from quizzes.bank.checking.whole_bank import judge_bank
from quizzes.bank.proofs.cache import VerdictCache
from quizzes.bank.text.files import read_tree


class Command(BaseCommand):
    help = "Check content files: one line per fault, `path:line: RULE message`; exit 1 on any."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument(
            "--report",
            action="store_true",
            help="print a table of what the bank contains; exit 1 if a known mistake is accepted",
        )
        parser.add_argument(
            "--no-cache",
            action="store_true",
            help="judge everything again, ignoring stored verdicts",
        )

    def handle(self, *, directory: Path, report: bool, no_cache: bool, **options: object) -> None:
        tree = read_tree(directory)
        verdict = judge_bank(tree, verdict_cache(no_cache), progress=sys.stderr.isatty())
        for fault in verdict.faults:
            self.stdout.write(str(fault.within(shown(directory))))
        if report:
            self.stdout.write("\n".join(report_on(tree, verdict.figures)))
        if verdict.faults or (report and not is_proven(verdict.figures)):
            sys.exit(1)
        self.stdout.write(f"{len(tree.texts)} files, no fault.")


def verdict_cache(is_off: bool = False) -> VerdictCache:
    """The earlier verdicts of this installation."""
    return VerdictCache(None if is_off else settings.VAR_DIR / "verdicts")


def shown(directory: Path) -> str:
    """A folder's path from the current one if it lies inside it, or else the path as given."""
    try:
        return str(directory.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(directory)
