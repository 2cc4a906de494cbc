"""Matches question files with their rows, at the cost of one hash for an unchanged file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q

from quizzes.models import Question

from ..checking.lists import terms_of
from ..page.fingerprint import render_hash
from ..page.terms import NO_TERMS, Terms
from ..store.merge import Merge, merge
from ..text.faults import Fault
from ..text.files import Tree
from ..text.names import names
from ..text.paths import QUESTION_FILE, context_file, question_file

# The columns that rows are compared by; the long texts stay in the database.
_LIGHT = names(
    """
    pk number slug title render_hash file_missing_since is_as_synced is_from_file has_conflict
    """
)

LightRow = dict[str, Any]


@dataclass
class Match:
    """A file with its row (None for a new question) and the outcome of the merge."""

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
class QuestionRows:
    """The rows of the bank matched with the files of `tree`.

    `matches` has the files that differ from their row, `unchanged` the others. `terms` are those
    of the tree's glossary, to which every page of the bank will be linked.
    """

    tree: Tree
    rows: list[LightRow] = field(default_factory=list)
    row_of_file: dict[str, LightRow | None] = field(default_factory=dict)
    matches: dict[str, Match] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    terms: Terms = NO_TERMS

    def __post_init__(self) -> None:
        self.terms = terms_of(self.tree)
        self.rows = _light_rows()
        self._match_names()
        differing = [name for name in self.row_of_file if not self._is_unchanged(name)]
        self.unchanged = sorted(set(self.row_of_file) - set(differing))
        ids = [row["pk"] for name in differing if (row := self.row_of_file[name])]
        full = Question.objects.prefetch_related("items").in_bulk(ids)
        for name in differing:
            row = self.row_of_file[name]
            self.matches[name] = self._match(name, full[row["pk"]] if row else None)

    def without_file(self) -> Iterator[LightRow]:
        """Rows that came from a file that is gone."""
        found = {row["pk"] for row in self.row_of_file.values() if row}
        return (row for row in self.rows if row["is_from_file"] and row["pk"] not in found)

    def faults(self) -> list[Fault]:
        """Faults for files whose number belongs to a row that no file here renumbers."""
        holders = {row["number"]: row for row in self.rows}
        with_file = {row["pk"] for row in self.row_of_file.values() if row}
        faults = []
        for name in self.row_of_file:
            holder = holders.get(_number(name))
            if holder is not None and holder["pk"] not in with_file:
                message = (
                    f"number {_number(name)} is taken by “{holder['title']}” in the database, "
                    "which has no file here; give one of the two another number"
                )
                faults.append(Fault(name, 2, "UNIQUE", message))
        return faults

    def _match_names(self) -> None:
        by_slug = {row["slug"]: row for row in self.rows}
        # A renamed file: the row with its number has lost its own file.
        orphans = {
            row["number"]: row
            for row in self.rows
            if row["is_from_file"] and file_of(row) not in self.tree.texts
        }
        for name in self.tree.questions():
            match = QUESTION_FILE.fullmatch(name)
            slug = match["slug"] if match else ""
            self.row_of_file[name] = by_slug.get(slug) or orphans.get(_number(name))

    def _is_unchanged(self, name: str) -> bool:
        row = self.row_of_file[name]
        return (
            row is not None
            and row["is_as_synced"]
            and row["file_missing_since"] is None
            and name == file_of(row)
            and row["render_hash"] == render_hash(*self._texts(name), terms=self.terms.key)
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


def file_of(row: LightRow) -> str:
    """The name of the file that a row belongs to."""
    return question_file(row["number"], row["slug"])


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
