"""The content rules over a folder of Markdown files."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from quizzes.content.check import check_tree
from quizzes.content.files import read_tree


class Command(BaseCommand):
    help = "Check content files: one line a fault, `path:line: RULE message`; exit 1 on any."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path, default=settings.CONTENT_DIR)

    def handle(self, *, directory: Path, **options: object) -> None:
        tree = read_tree(directory)
        faults = check_tree(tree)
        for fault in faults:
            self.stdout.write(str(fault.within(shown(directory))))
        if faults:
            sys.exit(1)
        self.stdout.write(f"{len(tree.texts)} files, no fault.")


def shown(directory: Path) -> str:
    """A folder as a person would name it from here."""
    try:
        return str(directory.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(directory)
