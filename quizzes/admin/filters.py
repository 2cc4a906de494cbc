"""List filters beyond plain fields."""

from typing import Any

from django.contrib import admin
from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.http import HttpRequest

AS_IN_FILE, EDITED, ONLY_HERE, HIDDEN = "as-in-file", "edited", "only-here", "hidden"
PLACES = {
    AS_IN_FILE: "As in the file",
    EDITED: "Edited here, not in the file",
    ONLY_HERE: "Only here, in no file",
    HIDDEN: "File deleted (hidden)",
}


def with_place(rows: QuerySet, *pairs: tuple[str, str]) -> QuerySet:
    """Rows annotated with whether each text equals its last synced one.

    Each pair names the field of a text and the field of its synced copy.
    """
    same = Q()
    for text, synced in pairs:
        same &= Q(**{text: F(synced)})
    return rows.annotate(
        is_as_synced=_flag(same),
        is_from_file=_flag(~Q(synced_source="")),
    )


def place_of(row: Any) -> str:
    """How an annotated row compares with its file: a key of PLACES."""
    if row.file_missing_since is not None:
        return HIDDEN
    if not row.is_from_file:
        return ONLY_HERE
    return AS_IN_FILE if row.is_as_synced else EDITED


def _flag(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )


class PlaceFilter(admin.SimpleListFilter):
    title = "file"
    parameter_name = "file"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(PLACES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if value == HIDDEN:
            return queryset.filter(file_missing_since__isnull=False)
        shown = queryset.filter(file_missing_since__isnull=True)
        if value == ONLY_HERE:
            return shown.filter(is_from_file=False)
        if value in (AS_IN_FILE, EDITED):
            return shown.filter(is_from_file=True, is_as_synced=value == AS_IN_FILE)
        return queryset


class ConflictFilter(admin.SimpleListFilter):
    title = "conflict"
    parameter_name = "conflict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Changed in both file and admin"), ("no", "None")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("yes", "no"):
            return queryset.filter(conflict__isnull=self.value() == "no")
        return queryset
