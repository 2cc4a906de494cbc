"""Writes a worked answer as text to use elsewhere: Python that runs, LaTeX, CSV, Markdown."""

from .answer import WRITTEN_FORMS, written_answer

__all__ = ["WRITTEN_FORMS", "written_answer"]
