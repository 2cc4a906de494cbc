"""Reports of problems: what a learner says of a variant, its status, and the reply."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quizzes.models import Report, ReportStatus

from .attempts import task_as_answered
from .badges import mark, verdict_mark

TONES = {
    ReportStatus.OPEN: "imprecise",
    ReportStatus.LOOKED_INTO: "info",
    ReportStatus.MENDED: "right",
    ReportStatus.NO_FAULT: "quiet",
}
SHOWN_CHARACTERS = 80


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    actions = ["set_open", "set_looked_into", "set_mended", "set_no_fault"]
    list_display = ("created_at", "status_mark", "kind", "beginning", "item_key", "seed", "judged")
    list_filter = ("status", "kind", "verdict", "created_at", "item__question__topic")
    search_fields = ("text", "reply", "item__key", "item__question__title")
    search_help_text = "Words of a report or reply, an item’s key or a question’s title"
    list_per_page = 50
    date_hierarchy = "created_at"
    fields = (
        *("created_at", "kind", "text", "item_link", "item_version", "seed"),
        *("task_as_it_was", "judged", "typed", "status", "reply", "answered_at"),
    )
    readonly_fields = tuple(name for name in fields if name not in ("status", "reply"))

    class Media:
        css = {"all": ["quizzes/admin/editor.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        rows = super().get_queryset(request)
        return rows.select_related("item__question", "item_version", "attempt")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        if form.changed_data:
            obj.answered_at = timezone.now()
            obj.save(update_fields=["status", "reply", "answered_at"])

    @admin.action(description="Set to open", permissions=["change"])
    def set_open(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        self._set(request, queryset, ReportStatus.OPEN)

    @admin.action(description="Set to looked into", permissions=["change"])
    def set_looked_into(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        self._set(request, queryset, ReportStatus.LOOKED_INTO)

    @admin.action(description="Set to mended", permissions=["change"])
    def set_mended(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        self._set(request, queryset, ReportStatus.MENDED)

    @admin.action(description="Set to not a fault", permissions=["change"])
    def set_no_fault(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        self._set(request, queryset, ReportStatus.NO_FAULT)

    def _set(self, request: HttpRequest, queryset: QuerySet[Report], status: ReportStatus) -> None:
        changed = list(queryset.exclude(status=status))
        rows = Report.objects.filter(pk__in=[report.pk for report in changed])
        rows.update(status=status, answered_at=timezone.now())
        for report in changed:
            self.log_change(request, report, f"status {report.status} → {status.value}.")
        messages.info(request, f"Now {status.label.lower()}: {len(changed)}.")

    @admin.display(description="Status", ordering="status")
    def status_mark(self, row: Report) -> SafeString:
        status = ReportStatus(row.status)
        return mark(TONES[status], str(status.label))

    @admin.display(description="Report")
    def beginning(self, row: Report) -> str:
        short = row.text[:SHOWN_CHARACTERS]
        return short if short == row.text else f"{short}…"

    @admin.display(description="Item", ordering="item__key")
    def item_key(self, row: Report) -> str:
        return row.item.key

    @admin.display(description="Item")
    def item_link(self, row: Report) -> SafeString:
        url = reverse("admin:quizzes_item_change", args=[row.item_id])
        return format_html('<a href="{}#seed-{}">{}</a>', url, row.seed, row.item)

    @admin.display(description="Task as it was reported")
    def task_as_it_was(self, row: Report) -> SafeString | str:
        return task_as_answered(row.item_version, row.seed)

    @admin.display(description="Verdict then", ordering="verdict", empty_value="not answered")
    def judged(self, row: Report) -> SafeString | None:
        return verdict_mark(row.verdict) if row.verdict else None

    @admin.display(description="What was typed", empty_value="nothing")
    def typed(self, row: Report) -> SafeString | None:
        return format_html("<pre>{}</pre>", row.attempt.raw) if row.attempt else None
