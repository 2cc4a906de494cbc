"""Questions: the list, and the form for writing one."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quizzes.bank.text.faults import Fault
from quizzes.editing import changes, edits, new_texts
from quizzes.models import Item, Question, Status
from quizzes.search import index

from . import conflicts, previews
from .badges import mark, place_mark, short_place_mark, status_mark
from .documents import DocumentAdmin
from .filters import ConflictFilter, PlaceFilter, place_of, with_place
from .forms import QuestionForm

LONG_FIELDS = (
    *("source", "synced_source", "context_source", "synced_context_source"),
    *("search_text", "blocks", "context_html", "summary", "sources"),
    *("conflict__file_source", "conflict__file_context_source"),
)
# Rows deleted with a question; they need no delete permission of their own.
GOES_WITH_IT = {"item", "content conflict", "quiz item"}


class QuestionList(ChangeList):
    """The list does not load the long texts."""

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> QuerySet:
        return super().get_queryset(request, *args, **kwargs).defer(*LONG_FIELDS)


@admin.register(Question)
class QuestionAdmin(DocumentAdmin):
    form = QuestionForm
    text_fields = ("source", "context_source")
    list_display = (
        *("number", "heading", "topic", "difficulty", "status_mark", "item_count"),
        *("place", "conflict_mark"),
    )
    list_display_links = ("heading",)
    list_filter = ("status", ConflictFilter, PlaceFilter, "topic", "difficulty")
    list_select_related = ("topic", "conflict")
    search_fields = ("=number", "title", "slug", "search_text")
    search_help_text = "A number, or words of the title, the address or the text"
    save_on_top = True

    def get_fieldsets(self, request: HttpRequest, obj: Question | None = None) -> list:
        names = ["source", "context_source"]
        return [(None, {"fields": names if obj else [*names, "slug"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # The address is fixed because links and quizzes use it. Renaming the file changes it.
        return ["slug"] if obj else []

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return QuestionList

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        items = Item.objects.filter(question=OuterRef("pk"), retired=False).order_by()
        counts = items.values("question").annotate(count=Count("pk")).values("count")
        rows = with_place(
            super().get_queryset(request),
            ("source", "synced_source"),
            ("context_source", "synced_context_source"),
        )
        return rows.annotate(
            item_count=Coalesce(Subquery(counts, output_field=IntegerField()), 0)
        ).select_related("topic", "conflict")

    # Columns

    @admin.display(description="Question", ordering="title")
    def heading(self, row: Question) -> str:
        return row.title

    @admin.display(description="Status", ordering="status")
    def status_mark(self, row: Question) -> SafeString:
        return status_mark(row.status)

    @admin.display(description="Items", ordering="item_count")
    def item_count(self, row: Any) -> int:
        return row.item_count

    @admin.display(description="File")
    def place(self, row: Question) -> SafeString:
        return short_place_mark(place_of(row))

    @admin.display(description="Conflict")
    def conflict_mark(self, row: Question) -> SafeString | str:
        if not hasattr(row, "conflict"):
            return ""
        url = reverse("admin:quizzes_question_conflict", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, mark("wrong", "Compare"))

    # What DocumentAdmin requires

    def store(
        self, row: Any, texts: list[str], author: Any, version: int | None
    ) -> tuple[Question, list[Fault]]:
        source, context_source = texts
        return edits.store_question(row, source, context_source, author=author, version=version)

    def set_status(self, row: Any, status: str, author: Any) -> list[Fault]:
        return edits.set_status(row, status, author)[1]

    def describe(self, slug: str, before: list[str], after: list[str]) -> str:
        return changes.changes_of_question(slug, (before[0], before[1]), (after[0], after[1]))

    def faults_before_publishing(self, row: Any) -> list[Fault]:
        return edits.faults_of_question(
            row, row.source, row.context_source, as_published=row.status != Status.PUBLISHED
        )

    def text_to_start_from(self) -> str:
        return new_texts.question_to_start_from()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = context["original"]
        if obj is not None:
            context["place"] = place_mark(place_of(obj))
            context["status_mark"] = status_mark(obj.status)
            context["conflict"] = getattr(obj, "conflict", None)
            context["preview_url"] = reverse("admin:quizzes_question_preview", args=[obj.pk])
        else:
            context["preview_url"] = reverse("admin:quizzes_question_preview_new")
        return super().render_change_form(request, context, *args, **kwargs)

    # Deleting

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return found, counts, set(lacking) - GOES_WITH_IT, protected

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        why = edits.why_it_stays(row) if row else ""
        if row and why and request.method == "POST" and self.has_delete_permission(request, row):
            messages.error(request, why)
            return HttpResponseRedirect(self.address_of(row))
        return super().delete_view(request, object_id, {"why_it_stays": why})

    def delete_model(self, request: HttpRequest, obj: Question) -> None:
        index.forget([obj.pk])
        super().delete_model(request, obj)

    # Pages of its own

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path(
                "add/preview/",
                wrap(lambda request: previews.preview(self, request)),
                name="quizzes_question_preview_new",
            ),
            path(
                "<int:pk>/preview/",
                wrap(lambda request, pk: previews.preview(self, request, pk)),
                name="quizzes_question_preview",
            ),
            path(
                "<int:pk>/conflict/",
                wrap(lambda request, pk: conflicts.resolve(self, request, pk)),
                name="quizzes_question_conflict",
            ),
            path(
                "<int:pk>/conflict/<str:side>.md",
                wrap(lambda request, pk, side: conflicts.download(self, request, pk, side)),
                name="quizzes_question_conflict_text",
            ),
        ]
        return own + super().get_urls()
