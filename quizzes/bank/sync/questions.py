"""Syncs the questions: plans what happens to each, then writes everything at once."""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone

from quizzes.models import ContentConflict, Question

from ..checking.check import ReadFile
from ..page.fingerprint import is_stale
from ..page.render import render_question
from ..store.merge import Merge
from ..store.questions import EditConflict, PreparedQuestion, prepare_question, write_question
from ..store.revisions import FROM_FILE
from ..text.document import ParsedQuestion, parse_question, question_name
from ..text.faults import ContentFaults
from .report import SyncReport
from .rows import Match, QuestionRows, file_of

# Added to a number while files exchange theirs. No file can have so large a number.
PARKED = 1_000_000


@dataclass
class QuestionSync:
    """One sync of questions. Reads and renders in `plan`, writes only in `write`."""

    rows: QuestionRows
    prepared: list[PreparedQuestion] = field(default_factory=list)
    stale: list[PreparedQuestion] = field(default_factory=list)

    def changed(self) -> set[str]:
        """The files that must be read: new, changed, or in conflict."""
        return {
            name
            for name, match in self.rows.matches.items()
            if match.outcome in (Merge.TAKE_FILE, Merge.CONFLICT)
        }

    def gone(self) -> set[str]:
        """The names of visible pages whose file is gone."""
        return {
            file_of(row)
            for row in self.rows.without_file()
            if row["is_as_synced"] and row["file_missing_since"] is None
        }

    def plan(self, files: dict[str, ReadFile], report: SyncReport) -> None:
        """Prepares what `write` will write, and adds it to the report."""
        report.unchanged += self.rows.unchanged
        for name in sorted(self.rows.matches):
            self._plan(self.rows.matches[name], files.get(name), report)
        for row in self.rows.without_file():
            if not row["is_as_synced"]:
                report.kept.append(file_of(row))
        report.missing += sorted(self.gone())
        self._plan_stale(report)

    def write(self) -> None:
        """Writes what was planned, inside the caller's transaction."""
        moving = [
            prepared.question.pk
            for prepared in self.prepared
            if prepared.question.pk and prepared.question.number != prepared.parsed.meta.number
        ]
        Question.objects.filter(pk__in=moving).update(number=F("number") + PARKED)
        for prepared in self.prepared:
            write_question(prepared, FROM_FILE, synced=True)
        for prepared in self.stale:
            write_question(prepared, FROM_FILE, synced=False)
        for match in self.rows.matches.values():
            self._write_base(match)
            self._write_conflict(match)
        now = timezone.now()
        gone = [row["pk"] for row in self.rows.without_file() if row["is_as_synced"]]
        Question.objects.filter(pk__in=gone, file_missing_since=None).update(file_missing_since=now)
        agreed = [row["pk"] for name in self.rows.unchanged if (row := self.rows.row_of_file[name])]
        if any(row["has_conflict"] for row in self.rows.rows):
            ContentConflict.objects.filter(question__in=agreed).delete()

    def _plan(self, match: Match, read: ReadFile | None, report: SyncReport) -> None:
        row = match.row
        if match.outcome is Merge.TAKE_FILE and read is not None:
            assert isinstance(read.parsed, ParsedQuestion)  # noqa: S101 - by its file's name
            (report.updated if row else report.created).append(match.name)
            question = row or Question(slug=read.parsed.slug)
            self.prepared.append(
                prepare_question(question, read.parsed, read.rendered, *match.texts)
            )
        elif match.outcome is Merge.CONFLICT:
            report.conflicts.append(match.name)
        elif match.outcome is Merge.KEEP:
            report.kept.append(match.name)
        elif row is not None and not is_stale(row.render_hash, self.rows.terms.key):
            (report.returned if row.file_missing_since else report.unchanged).append(match.name)

    def _plan_stale(self, report: SyncReport) -> None:
        """Plans to render pages again from their stored text if code or glossary changed."""
        taken = {prepared.question.pk for prepared in self.prepared}
        ids = [
            row["pk"]
            for row in self.rows.rows
            if is_stale(row["render_hash"], self.rows.terms.key) and row["pk"] not in taken
        ]
        for question in Question.objects.filter(pk__in=ids).prefetch_related("items"):
            texts = (question.source, question.context_source)
            name = question_name(question.slug, question.source)
            parsed, faults = parse_question(name, *texts)
            if parsed is None:
                report.note_old(faults)
                continue
            report.rerendered.append(name)
            report.rendered += 1
            try:
                rendered = render_question(parsed, terms=self.rows.terms)
                self.stale.append(prepare_question(question, parsed, rendered, *texts))
            except ContentFaults as error:
                report.note_old(error.faults)

    def _write_base(self, match: Match) -> None:
        row = match.row
        if row is None or not match.needs_base:
            return
        rows = Question.objects.filter(pk=row.pk, version=row.version)
        source, context_source = match.texts
        if not rows.update(
            synced_source=source, synced_context_source=context_source, file_missing_since=None
        ):
            raise EditConflict(f"somebody else changed {match.name} in the meantime")

    def _write_conflict(self, match: Match) -> None:
        if match.row is None:
            return
        conflicts = ContentConflict.objects.filter(question=match.row)
        if match.outcome is not Merge.CONFLICT:
            conflicts.delete()
            return
        source, context_source = match.texts
        found = conflicts.filter(file_source=source, file_context_source=context_source)
        if not found.exists():
            ContentConflict.objects.update_or_create(
                question=match.row,
                defaults={"file_source": source, "file_context_source": context_source},
            )
