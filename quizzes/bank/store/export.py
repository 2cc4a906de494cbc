"""Writes the bank back to files, byte for byte as synced where nothing has changed since."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from quizzes.models import BankFile, Question, Quiz

from ..text.paths import context_file, question_file, quiz_file


@dataclass
class ExportReport:
    """File names. refused: the file has changes that were never synced and was not touched."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def export_content(root: Path) -> ExportReport:
    """Writes the lists, questions and quizzes to `root`, except those whose file is missing."""
    report = ExportReport()
    for name, text, base in _texts():
        path = root / name
        data = text.encode("utf-8")
        existing = path.read_bytes() if path.is_file() and not path.is_symlink() else None
        if existing == data:
            report.unchanged.append(name)
        elif existing is not None and existing != base.encode("utf-8"):
            report.refused.append(name)
        else:
            write_whole(path, data)
            report.written.append(name)
    return report


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that, whatever happens, the old or the new one is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            # Temporary files are private; a file of the bank must be readable by all.
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _texts() -> Iterator[tuple[str, str, str]]:
    """Yields (file name, text, text at the last sync) for everything that is exported."""
    for question in Question.objects.filter(file_missing_since=None).iterator():
        name = question_file(question.number, question.slug)
        yield name, question.source, question.synced_source
        if question.context_source:
            yield context_file(name), question.context_source, question.synced_context_source
    for quiz in Quiz.objects.filter(file_missing_since=None).iterator():
        yield quiz_file(quiz.slug), quiz.source, quiz.synced_source
    for file in BankFile.objects.all():
        # Lists cannot be edited in the browser, so they are as they were synced.
        yield file.name, file.source, file.source
