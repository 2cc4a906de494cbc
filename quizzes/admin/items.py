"""Items: every released variant with its numbers, its right answer and the known mistakes."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import NullIf
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from quizzes.editing.variants import shown_variants
from quizzes.models import Item, Verdict
from quizzes.statistics.item_statistics import departed, item_statistics

from .badges import mark
from .records import ReadOnlyAdmin


@admin.register(Item)
class ItemAdmin(ReadOnlyAdmin):
    change_form_template = "admin/quizzes/item/view.html"
    list_display = (
        *("key", "question", "kind", "version", "seed_count", "tries", "right_share", "state"),
    )
    list_filter = ("retired", "kind", "question__topic")
    list_select_related = ("question",)
    search_fields = ("key", "question__title", "=question__number")
    search_help_text = "The item’s key, or the number or title of its question"
    fields = ("question", "kind", "version", "state")
    readonly_fields = ("state",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        counts = Q(attempts__marks__newest=True)
        is_right = counts & Q(attempts__marks__verdict=Verdict.RIGHT)
        gone, right_gone = departed(), departed(verdict=Verdict.RIGHT)
        rows = (
            super()
            .get_queryset(request)
            .annotate(
                tries=Count("attempts", filter=counts) + gone,
                right_tries=Count("attempts", filter=is_right) + right_gone,
            )
        )
        # Without answers there is no percentage, and no database has to divide by zero.
        return rows.annotate(right_percent=F("right_tries") * 100 / NullIf(F("tries"), 0))

    @admin.display(description="Seeds")
    def seed_count(self, row: Item) -> int:
        return len(row.seeds)

    @admin.display(description="Answers", ordering="tries")
    def tries(self, row: Any) -> int:
        return row.tries

    @admin.display(description="Right", ordering="right_percent", empty_value="")
    def right_share(self, row: Any) -> str | None:
        return None if row.right_percent is None else f"{row.right_percent}%"

    @admin.display(description="State", ordering="retired")
    def state(self, row: Item) -> SafeString:
        return mark("quiet", "Retired") if row.retired else mark("right", "In use")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        item = context["original"]
        if item is not None:
            found = item_statistics(item)
            context["statistics"] = found
            context["verdicts"] = [(Verdict(v).label, n) for v, n in found.verdicts.items()]
            try:
                context["variants"] = shown_variants(item)
            except ValueError as error:
                # The spec of a retired item may be one that this code can no longer read.
                context["unreadable"] = str(error)
        return super().render_change_form(request, context, *args, **kwargs)
