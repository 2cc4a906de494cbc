"""A worked answer as text to take along: Python that runs, LaTeX, CSV, Markdown."""

from .answer import WRITTEN_FORMS, written_answer

__all__ = ["WRITTEN_FORMS", "written_answer"]
