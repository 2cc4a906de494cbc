"""Plain Markdown question files become questions of the bank."""

from .run import ImportReport, import_paths

__all__ = ["ImportReport", "import_paths"]
