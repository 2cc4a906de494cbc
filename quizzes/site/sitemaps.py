"""Sitemaps for search engines: every public page, and when its text last changed."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from quizzes.labs import LABS
from quizzes.models import Question, Quiz, Status, Topic

PAGES = (
    *("home", "questions", "topics", "quizzes", "glossary", "labs"),
    *("workbench", "typing", "api-docs"),
)


class Pages(Sitemap):
    def items(self) -> list[str]:
        return list(PAGES)

    def location(self, item: str) -> str:
        return reverse(item)


class Questions(Sitemap):
    def items(self) -> QuerySet[Question]:
        return Question.published.only("slug", "text_changed_at", "topic__id").order_by("number")

    def lastmod(self, item: Question) -> datetime | None:
        return item.text_changed_at


class Contexts(Questions):
    def items(self) -> QuerySet[Question]:
        return super().items().exclude(context_html="")

    def location(self, item: Question) -> str:
        return reverse("context", args=[item.slug])


class Topics(Sitemap):
    def items(self) -> QuerySet[Topic]:
        public = Q(questions__status=Status.PUBLISHED, questions__file_missing_since__isnull=True)
        changed = Max("questions__text_changed_at", filter=public)
        return (
            Topic.objects.annotate(changed=changed)
            .exclude(changed=None)
            .order_by("position", "slug")
        )

    def lastmod(self, item: Topic) -> datetime:
        return item.changed


class Quizzes(Sitemap):
    def items(self) -> QuerySet[Quiz]:
        return Quiz.published.only("slug", "updated_at").order_by("slug")

    def lastmod(self, item: Quiz) -> datetime:
        return item.updated_at


class Labs(Sitemap):
    def items(self) -> list[str]:
        return [lab.slug for lab in LABS]

    def location(self, item: str) -> str:
        return reverse("lab", args=[item])


SITEMAPS = {
    "labs": Labs,
    "pages": Pages,
    "topics": Topics,
    "questions": Questions,
    "contexts": Contexts,
    "quizzes": Quizzes,
}
