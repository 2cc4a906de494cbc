"""Attempts: the record of what was answered. It is read, never written."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from attention_engine import mistake_title
from quizzes.models import Attempt

from .badges import verdict_mark
from .records import ReadOnlyAdmin


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    list_display = (
        *("created_at", "verdict_mark", "mistake_names", "question", "item_key"),
        *("seed", "hints", "learner_short"),
    )
    list_filter = ("verdict", "hints", "created_at", "item__kind", "item__question")
    list_select_related = ("item__question",)
    search_fields = ("item__key", "item__question__title", "=learner", "mistakes")
    search_help_text = "An item’s key, a question’s title, a mistake’s id or a learner’s code"
    date_hierarchy = "created_at"
    list_per_page = 50
    fields = (
        *("created_at", "learner", "item_link", "item_version", "seed", "raw", "verdict_mark"),
        *("score", "mistake_names", "seconds", "way_shown", "hints", "sitting"),
    )
    readonly_fields = fields

    @admin.display(description="Verdict", ordering="verdict")
    def verdict_mark(self, row: Attempt) -> SafeString:
        return verdict_mark(row.verdict)

    @admin.display(description="Mistakes", empty_value="")
    def mistake_names(self, row: Attempt) -> SafeString:
        return format_html_join(
            ", ", '<span title="{}">{}</span>', ((name, title_of(name)) for name in row.mistakes)
        )

    @admin.display(description="Question", ordering="item__question__number")
    def question(self, row: Attempt) -> str:
        return str(row.item.question)

    @admin.display(description="Item", ordering="item__key")
    def item_key(self, row: Attempt) -> str:
        return row.item.key

    @admin.display(description="Learner", ordering="learner")
    def learner_short(self, row: Attempt) -> str:
        return row.learner[:8]

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
