"""Syncs the quizzes. A quiz is small, so its whole row is loaded."""

from dataclasses import dataclass, field

from django.utils import timezone

from quizzes.models import Quiz

from ..checking.check import ReadFile
from ..page.fingerprint import is_stale, render_hash
from ..page.render import render_quiz
from ..store.merge import Merge, merge
from ..store.questions import EditConflict
from ..store.quizzes import write_quiz
from ..store.revisions import FROM_FILE
from ..text.document import ParsedQuiz, parse_quiz
from ..text.faults import ContentFaults
from ..text.files import Tree
from ..text.paths import quiz_file
from .report import SyncReport


@dataclass
class QuizSync:
    """One sync of the quizzes of `tree`.

    A quiz in conflict gets no ContentConflict row: the file itself holds the other text.
    """

    tree: Tree
    rows: dict[str, Quiz] = field(default_factory=dict)
    outcomes: dict[str, Merge] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = {quiz_file(quiz.slug): quiz for quiz in Quiz.objects.all()}
        for name in self.tree.quizzes():
            text, row = self.tree.texts[name], self.rows.get(name)
            if row is None:
                self.outcomes[name] = Merge.TAKE_FILE
                continue
            outcome = merge((row.synced_source,), (row.source,), (text,))
            is_settled = row.synced_source == text and row.file_missing_since is None
            if outcome is Merge.SAME and is_settled and row.render_hash == render_hash(text):
                self.unchanged.append(name)
            else:
                self.outcomes[name] = outcome

    def changed(self) -> set[str]:
        return {
            name
            for name, outcome in self.outcomes.items()
            if outcome in (Merge.TAKE_FILE, Merge.CONFLICT)
        }

    def gone(self) -> set[str]:
        return {
            name
            for name, row in self.rows.items()
            if self._is_without_file(name)
            and row.source == row.synced_source
            and row.file_missing_since is None
        }

    def plan(self, report: SyncReport) -> None:
        report.unchanged += self.unchanged
        for name, outcome in self.outcomes.items():
            row = self.rows.get(name)
            if outcome is Merge.TAKE_FILE:
                (report.updated if row else report.created).append(name)
            elif outcome is Merge.CONFLICT:
                report.conflicts.append(name)
            elif outcome is Merge.KEEP:
                report.kept.append(name)
            elif row is not None and not is_stale(row.render_hash):
                (report.returned if row.file_missing_since else report.unchanged).append(name)
        report.missing += sorted(self.gone())
        report.kept += sorted(
            name
            for name, row in self.rows.items()
            if self._is_without_file(name) and row.source != row.synced_source
        )
        stale = self._stale()
        report.rerendered += stale
        report.rendered += len(stale)

    def write(self, files: dict[str, ReadFile], report: SyncReport) -> None:
        stale = self._stale()
        for name, outcome in self.outcomes.items():
            row, text = self.rows.get(name), self.tree.texts[name]
            if outcome is Merge.TAKE_FILE and name in files:
                parsed = files[name].parsed
                assert isinstance(parsed, ParsedQuiz)  # noqa: S101 - by its file's name
                quiz = row or Quiz(slug=parsed.slug)
                write_quiz(quiz, parsed, files[name].rendered, text, FROM_FILE, synced=True)
            elif outcome is Merge.SAME and row is not None:
                rows = Quiz.objects.filter(pk=row.pk, version=row.version)
                if not rows.update(synced_source=text, file_missing_since=None):
                    raise EditConflict(f"somebody else changed {name} in the meantime")
        for name in stale:
            self._render_anew(name, report)
        gone = [self.rows[name].pk for name in self.gone()]
        Quiz.objects.filter(pk__in=gone).update(file_missing_since=timezone.now())

    def _stale(self) -> list[str]:
        return sorted(
            name
            for name, row in self.rows.items()
            if is_stale(row.render_hash) and self.outcomes.get(name) is not Merge.TAKE_FILE
        )

    def _render_anew(self, name: str, report: SyncReport) -> None:
        row = self.rows[name]
        parsed, faults = parse_quiz(name, row.source)
        try:
            if parsed is None:
                raise ContentFaults(faults)
            write_quiz(row, parsed, render_quiz(parsed), row.source, FROM_FILE, synced=False)
        except ContentFaults as error:
            # Only a quiz made in the browser can list an item that has left its file.
            report.rerendered.remove(name)
            report.note_old(error.faults)

    def _is_without_file(self, name: str) -> bool:
        return bool(self.rows[name].synced_source) and name not in self.tree.texts
