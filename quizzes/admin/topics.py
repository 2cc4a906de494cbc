"""Topics: those in `topics.yaml` are edited only there; the others get their title here."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from quizzes.models import Role, Topic

FROM_FILE = "This topic comes from content/topics.yaml. Change it there; the next sync picks it up."
FROM_QUESTION = (
    "A question names this topic, but content/topics.yaml does not list it: it comes last."
)


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ("place", "title", "slug", "question_count")
    list_display_links = ("title",)
    search_fields = ("title", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(question_count=Count("questions"))

    def get_fieldsets(self, request: HttpRequest, obj: Topic | None = None) -> list:
        if obj is not None and obj.is_placed:
            fields = ["title", "slug", "place", "summary", "first", "how_often"]
            return [(None, {"fields": fields, "description": FROM_FILE})]
        return [(None, {"fields": ["title", "slug"], "description": FROM_QUESTION})]

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> list[str]:
        fixed = ["title"] if obj is not None and obj.is_placed else []
        return [*fixed, "slug", "place", "summary", "first", "how_often"]

    @admin.display(description="Place", ordering="position", empty_value="")
    def place(self, row: Topic) -> int | None:
        return row.position if row.is_placed else None

    @admin.display(description="Read first")
    def first(self, row: Topic) -> str:
        return ", ".join(topic.title for topic in row.read_first.all())

    @admin.display(description="How often asked")
    def how_often(self, row: Topic) -> str:
        return ", ".join(f"{Role(role).label}: {often}" for role, often in row.asked.items())

    @admin.display(description="Questions", ordering="question_count")
    def question_count(self, row: Any) -> int:
        return row.question_count

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}
