"""Attempts: the read-only record of what learners answered."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from attention_engine import mistake_title
from quizzes.editing.variants import kept_variant
from quizzes.models import Attempt, ItemVersion, Verdict

from .badges import verdict_mark
from .records import ReadOnlyAdmin


class VerdictFilter(admin.SimpleListFilter):
    """Filters by the current mark; the list does not show older ones."""

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
        *("created_at", "learner", "item_link", "item_version", "seed", "task_as_it_was", "raw"),
        *(
            "verdict_mark",
            "marks",
            "score",
            "mistake_names",
            "seconds",
            "way_shown",
            "hints",
            "sitting",
        ),
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

    @admin.display(description="Task as it was answered")
    def task_as_it_was(self, row: Attempt) -> SafeString | str:
        return task_as_answered(row.item_version, row.seed)

    @admin.display(description="Marks")
    def marks(self, row: Attempt) -> SafeString:
        return format_html_join(
            mark_safe("<br>"),
            "{}. {}, score {}, {}{}",
            (
                (
                    m.number,
                    m.get_verdict_display(),
                    m.score,
                    date_format(m.created_at),
                    f": {m.reason}" if m.reason else "",
                )
                for m in row.marks.all()
            ),
        )

    @admin.display(description="Item")
    def item_link(self, row: Attempt) -> SafeString:
        url = reverse("admin:quizzes_item_change", args=[row.item_id])
        return format_html('<a href="{}#seed-{}">{}</a>', url, row.seed, row.item)


def task_as_answered(version: ItemVersion, seed: int) -> SafeString | str:
    """The task with its numbers and its right answer; a sentence where they cannot be made."""
    if version.spec is None:
        return "This item version predates the record of its numbers, so the task cannot be shown."
    try:
        shown = kept_variant(version, seed)
    except ValueError as error:
        # This code can no longer read the stored spec.
        return str(error)
    return format_html(
        "{}{}<p>Right answer: {}</p>",
        mark_safe(version.ask_html),  # noqa: S308 - sanitized when it was rendered
        format_html_join("", "<pre>{} = {}</pre>", shown.givens),
        shown.right_answer,
    )


def title_of(mistake: str) -> str:
    """A mistake's title, or its id if only an older engine had that mistake."""
    try:
        return mistake_title(mistake)
    except ValueError:
        return mistake
