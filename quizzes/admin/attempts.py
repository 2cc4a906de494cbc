"""Attempts: the record of what was answered. It is read, never written."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from attention_engine import mistake_title
from quizzes.models import Attempt, Verdict

from .badges import verdict_mark
from .records import ReadOnlyAdmin


class VerdictFilter(admin.SimpleListFilter):
    """By the mark that counts: of older ones nothing is said in the list."""

    title = "verdict"
    parameter_name = "verdict"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(verdict.value, str(verdict.label)) for verdict in Verdict]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Attempt]) -> QuerySet[Attempt]:
        return queryset.filter(mark__verdict=self.value()) if self.value() else queryset


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    list_display = (
        *("created_at", "verdict_mark", "mistake_names", "question", "item_key"),
        *("seed", "hints", "learner_short"),
    )
    list_filter = (VerdictFilter, "hints", "created_at", "item__kind", "item__question")
    search_fields = (
        *("item__key", "item__question__title"),
        *("=learner__browser_id", "=learner__user__username", "marks__mistakes"),
    )
    search_help_text = "An item’s key, a question’s title, a mistake’s id or a learner’s code"
    date_hierarchy = "created_at"
    list_per_page = 50
    fields = (
        *("created_at", "learner", "item_link", "item_version", "seed", "raw", "verdict_mark"),
        *("score", "mistake_names", "seconds", "way_shown", "hints", "sitting"),
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attempt]:
        rows = Attempt.marked.get_queryset()
        return rows.select_related("mark", "item__question", "item_version", "learner__user")

    @admin.display(description="Verdict", ordering="mark__verdict")
    def verdict_mark(self, row: Attempt) -> SafeString:
        return verdict_mark(row.mark.verdict)

    @admin.display(description="Score")
    def score(self, row: Attempt) -> float:
        return row.mark.score

    @admin.display(description="Mistakes", empty_value="")
    def mistake_names(self, row: Attempt) -> SafeString:
        return format_html_join(
            ", ",
            '<span title="{}">{}</span>',
            ((name, title_of(name)) for name in row.mark.mistakes),
        )

    @admin.display(description="Question", ordering="item__question__number")
    def question(self, row: Attempt) -> str:
        return str(row.item.question)

    @admin.display(description="Item", ordering="item__key")
    def item_key(self, row: Attempt) -> str:
        return row.item.key

    @admin.display(description="Learner", ordering="learner")
    def learner_short(self, row: Attempt) -> str:
        return str(row.learner)

    @admin.display(description="Item")
    def item_link(self, row: Attempt) -> SafeString:
        url = reverse("admin:quizzes_item_change", args=[row.item_id])
        return format_html('<a href="{}#seed-{}">{}</a>', url, row.seed, row.item)


def title_of(mistake: str) -> str:
    """A mistake's title; its id where an older engine named it."""
    try:
        return mistake_title(mistake)
    except ValueError:
        return mistake
