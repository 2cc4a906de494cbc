"""Sitemaps for search engines: every public page, and when its text last changed."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from quizzes.labs import LABS
from quizzes.models import Question, Quiz, Status, Topic

PAGES = (
    *("home", "questions", "topics", "quizzes", "glossary", "labs"),
    *("workbench", "typing", "api-docs", "about", "privacy"),
)


class OfThisSite(Sitemap):
    """Links to the address of the settings. Without one, to the host of the request."""

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_ADDRESS).netloc or super().get_domain(site)

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_ADDRESS).scheme or super().get_protocol(protocol)


class Pages(OfThisSite):
    def items(self) -> list[str]:
        return list(PAGES)

    def location(self, item: str) -> str:
        return reverse(item)


class Questions(OfThisSite):
    def items(self) -> QuerySet[Question]:
        return Question.published.only("slug", "text_changed_at", "topic__id").order_by("number")

    def lastmod(self, item: Question) -> datetime | None:
        return item.text_changed_at


class Contexts(Questions):
    def items(self) -> QuerySet[Question]:
        return super().items().exclude(context_html="")

    def location(self, item: Question) -> str:
        return reverse("context", args=[item.slug])


class Topics(OfThisSite):
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


class Quizzes(OfThisSite):
    def items(self) -> QuerySet[Quiz]:
        return Quiz.published.only("slug", "updated_at").order_by("slug")

    def lastmod(self, item: Quiz) -> datetime:
        return item.updated_at


class Labs(OfThisSite):
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
