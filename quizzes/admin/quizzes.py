"""Quizzes: the list, and the form for writing one."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from quizzes.bank.text.faults import Fault
from quizzes.editing import changes, edits, new_texts
from quizzes.models import Quiz

from .badges import place_mark, short_place_mark, status_mark
from .documents import DocumentAdmin
from .filters import PlaceFilter, place_of, with_place
from .forms import QuizForm


@admin.register(Quiz)
class QuizAdmin(DocumentAdmin):
    form = QuizForm
    list_display = ("title", "slug", "status_mark", "entry_count", "pass_mark_words", "place")
    list_filter = ("status", PlaceFilter)
    search_fields = ("title", "slug", "source")
    save_on_top = True

    def get_fieldsets(self, request: HttpRequest, obj: Quiz | None = None) -> list:
        return [(None, {"fields": ["source"] if obj else ["source", "slug"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug"] if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = with_place(super().get_queryset(request), ("source", "synced_source"))
        return rows.annotate(entry_count=Count("entries"))

    @admin.display(description="Status", ordering="status")
    def status_mark(self, row: Quiz) -> SafeString:
        return status_mark(row.status)

    @admin.display(description="Items", ordering="entry_count")
    def entry_count(self, row: Any) -> int:
        return row.entry_count

    @admin.display(description="Pass mark", ordering="pass_mark")
    def pass_mark_words(self, row: Quiz) -> str:
        return f"{row.pass_mark}%" if row.pass_mark else "none"

    @admin.display(description="File")
    def place(self, row: Quiz) -> SafeString:
        return short_place_mark(place_of(row))

    def store(
        self, row: Any, texts: list[str], author: Any, version: int | None
    ) -> tuple[Quiz, list[Fault]]:
        return edits.store_quiz(row, texts[0], author=author, version=version)

    def set_status(self, row: Any, status: str, author: Any) -> list[Fault]:
        return edits.set_quiz_status(row, status, author)[1]

    def describe(self, slug: str, before: list[str], after: list[str]) -> str:
        return changes.changes_of_quiz(slug, before[0], after[0])

    def faults_before_publishing(self, row: Any) -> list[Fault]:
        return edits.faults_of_quiz(row, row.source)

    def text_to_start_from(self) -> str:
        return new_texts.quiz_to_start_from()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if obj := context["original"]:
            context["place"] = place_mark(place_of(obj))
            context["status_mark"] = status_mark(obj.status)
        return super().render_change_form(request, context, *args, **kwargs)
