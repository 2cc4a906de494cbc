"""The questions of a sync: which rows belong to which files, and what becomes of each."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from quizzes.models import ContentConflict, Question

from .check import ReadFile
from .document import ParsedQuestion, parse_question, question_name
from .faults import ContentFaults, Fault
from .files import Tree
from .fingerprint import is_stale, render_hash
from .merge import Merge, merge
from .names import names
from .paths import QUESTION_FILE, context_file, question_file
from .render import render_question
from .store import EditConflict, PreparedQuestion, prepare_question, write_question

# Out of the way of every number that a file can have, while two files exchange theirs.
PARKED = 1_000_000

# What a row is compared by; the long texts stay in the database.
_LIGHT = names(
    """
    pk number slug title version render_hash file_missing_since is_as_synced is_from_file
    has_conflict
    """
)


@dataclass
class Match:
    """A file with its row (None: a new question) and what the merge says."""

    name: str
    texts: tuple[str, str]
    row: Question | None
    outcome: Merge

    @property
    def needs_base(self) -> bool:
        row = self.row
        return (
            self.outcome is Merge.SAME
            and row is not None
            and (
                self.texts != (row.synced_source, row.synced_context_source)
                or row.file_missing_since is not None
            )
        )


@dataclass
class QuestionSync:
    """One sync of the questions of `tree`. Reads all at once, writes only in `write`."""

    tree: Tree
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    matches: dict[str, Match] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    prepared: list[PreparedQuestion] = field(default_factory=list)
    stale: list[PreparedQuestion] = field(default_factory=list)
    row_of_file: dict[str, dict[str, Any] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = {row["slug"]: row for row in _light_rows()}
        self.row_of_file = {name: self._row_of(name) for name in self.tree.questions()}
        differing = [name for name in self.row_of_file if not self._is_unchanged(name)]
        self.unchanged = [name for name in self.row_of_file if name not in set(differing)]
        ids = [row["pk"] for name in differing if (row := self.row_of_file[name])]
        full = Question.objects.prefetch_related("items").in_bulk(ids)
        for name in differing:
            row = self.row_of_file[name]
            self.matches[name] = self._match(name, full[row["pk"]] if row else None)

    def changed(self) -> set[str]:
        """The files that have to be read: new, changed, or in conflict."""
        return {
            name
            for name, match in self.matches.items()
            if match.outcome in (Merge.TAKE_FILE, Merge.CONFLICT)
        }

    def gone(self) -> set[str]:
        """The names of shown pages whose file is no longer there."""
        return {
            question_file(row["number"], row["slug"])
            for row in self._without_file()
            if row["is_as_synced"] and row["file_missing_since"] is None
        }

    def faults(self) -> list[Fault]:
        """Numbers that belong to a row which no file here moves away."""
        holders = {row["number"]: row for row in self.rows.values()}
        file_of = {row["pk"]: name for name, row in self.row_of_file.items() if row}
        faults = []
        for name, row in self.row_of_file.items():
            holder = holders.get(_number(name))
            if holder is None or (row and row["pk"] == holder["pk"]):
                continue
            if holder["pk"] not in file_of:
                message = (
                    f"number {_number(name)} is that of “{holder['title']}” in the database, "
                    "which has no file here; give one of the two another number"
                )
                faults.append(Fault(name, 2, "UNIQUE", message))
        return faults

    def plan(self, files: dict[str, ReadFile], report: Any) -> None:
        """Prepares what `write` writes and enters it into the report."""
        report.unchanged += self.unchanged
        for name in sorted(self.matches):
            self._plan(self.matches[name], files.get(name), report)
        for row in self._without_file():
            name = question_file(row["number"], row["slug"])
            if not row["is_as_synced"]:
                report.kept.append(name)
            elif row["file_missing_since"] is None:
                report.missing.append(name)
        self._plan_stale(report)

    def write(self) -> None:
        """Writes what was planned; the caller's transaction makes it whole."""
        moving = [
            prepared.question.pk
            for prepared in self.prepared
            if prepared.question.pk and prepared.question.number != prepared.parsed.meta.number
        ]
        Question.objects.filter(pk__in=moving).update(number=F("number") + PARKED)
        for prepared in self.prepared:
            write_question(prepared, synced=True)
        for prepared in self.stale:
            write_question(prepared, synced=False)
        for match in self.matches.values():
            self._write_base(match)
            self._write_conflict(match)
        now = timezone.now()
        gone = [row["pk"] for row in self._without_file() if row["is_as_synced"]]
        Question.objects.filter(pk__in=gone, file_missing_since=None).update(file_missing_since=now)
        agreed = [row["pk"] for name in self.unchanged if (row := self.row_of_file[name])]
        if any(row["has_conflict"] for row in self.rows.values()):
            ContentConflict.objects.filter(question__in=agreed).delete()

    def _row_of(self, name: str) -> dict[str, Any] | None:
        match = QUESTION_FILE.fullmatch(name)
        slug = match["slug"] if match else ""
        if slug in self.rows:
            return self.rows[slug]
        # A renamed file: its number's row has lost its own file.
        for row in self.rows.values():
            own = question_file(row["number"], row["slug"])
            if (
                row["number"] == _number(name)
                and row["is_from_file"]
                and own not in self.tree.texts
            ):
                return row
        return None

    def _is_unchanged(self, name: str) -> bool:
        row = self.row_of_file[name]
        return (
            row is not None
            and row["is_as_synced"]
            and row["file_missing_since"] is None
            and name == question_file(row["number"], row["slug"])
            and row["render_hash"] == render_hash(*self._texts(name))
        )

    def _texts(self, name: str) -> tuple[str, str]:
        return self.tree.texts[name], self.tree.texts.get(context_file(name), "")

    def _match(self, name: str, row: Question | None) -> Match:
        texts = self._texts(name)
        if row is None:
            return Match(name, texts, None, Merge.TAKE_FILE)
        base = (row.synced_source, row.synced_context_source)
        outcome = merge(base, (row.source, row.context_source), texts)
        if outcome is Merge.SAME and name != question_file(row.number, row.slug):
            outcome = Merge.TAKE_FILE
        return Match(name, texts, row, outcome)

    def _without_file(self) -> list[dict[str, Any]]:
        found = {row["pk"] for row in self.row_of_file.values() if row}
        return [row for row in self.rows.values() if row["is_from_file"] and row["pk"] not in found]

    def _plan(self, match: Match, read: ReadFile | None, report: Any) -> None:
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
        elif row is not None and not is_stale(row.render_hash):
            (report.returned if row.file_missing_since else report.unchanged).append(match.name)

    def _plan_stale(self, report: Any) -> None:
        """Pages that other code rendered, and whose text stays, are rendered anew from it."""
        taken = {prepared.question.pk for prepared in self.prepared}
        ids = [
            row["pk"]
            for row in self.rows.values()
            if is_stale(row["render_hash"]) and row["pk"] not in taken
        ]
        for question in Question.objects.filter(pk__in=ids).prefetch_related("items"):
            texts = (question.source, question.context_source)
            name = question_name(question.slug, question.source)
            parsed, faults = parse_question(name, *texts)
            if parsed is None:
                # What was stored under older rules stays as it is; it is told, not lost.
                report.faults += [Fault(f.path, f.line, f.rule, f.message, False) for f in faults]
                continue
            report.rerendered.append(name)
            report.rendered += 1
            try:
                self.stale.append(
                    prepare_question(question, parsed, render_question(parsed), *texts)
                )
            except ContentFaults as error:
                report.faults += error.faults

    def _write_base(self, match: Match) -> None:
        row = match.row
        if row is None or not match.needs_base:
            return
        rows = Question.objects.filter(pk=row.pk, version=row.version)
        source, context_source = match.texts
        if not rows.update(
            synced_source=source, synced_context_source=context_source, file_missing_since=None
        ):
            raise EditConflict(f"{match.name} was changed by somebody else meanwhile")

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


def _light_rows() -> list[dict[str, Any]]:
    same = Q(source=F("synced_source")) & Q(context_source=F("synced_context_source"))
    rows = Question.objects.order_by("number").annotate(
        is_as_synced=same,
        is_from_file=~Q(synced_source=""),
        has_conflict=Q(conflict__isnull=False),
    )
    return list(rows.values(*_LIGHT))


def _number(name: str) -> int:
    return int(name.split("-", 1)[0])
