"""Plain Markdown question files become questions of the bank."""

from .report import ImportReport
from .run import import_paths

__all__ = ["ImportReport", "import_paths"]
