"""Imports plain Markdown question files as questions of the bank."""

from .report import ImportReport
from .run import import_paths

__all__ = ["ImportReport", "import_paths"]
