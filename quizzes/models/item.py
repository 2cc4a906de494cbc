"""Items: the tasks that a learner answers."""

import hashlib
import json
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from .question import Question, Status

if TYPE_CHECKING:
    from .item_version import ItemVersion

# Fields that a task does not need: texts and pages of up to a hundred thousand characters.
LONG_TEXTS = [
    f"question__{name}"
    for name in (
        "source",
        "synced_source",
        "context_source",
        "synced_context_source",
        "context_html",
        "search_text",
        "blocks",
    )
]


class PublishedItems(models.Manager):
    def get_queryset(self) -> models.QuerySet:
        return (
            super()
            .get_queryset()
            .filter(
                retired=False,
                question__status=Status.PUBLISHED,
                question__file_missing_since__isnull=True,
            )
            .select_related("question")
            .defer(*LONG_TEXTS)
        )


class Item(models.Model):
    """One task of a question. It stores its givens and computation, never the right answer.

    `spec` is the validated block of the source. `version` increases whenever `spec` changes, and a
    variant is made from item, version and seed together. `seeds` are the released ones, whose
    variants passed every proof. An item removed from the source is retired, not deleted, because
    attempts still point to it.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="items")
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    spec = models.JSONField()
    ask_html = models.TextField()
    version = models.PositiveIntegerField(default=1)
    seeds = models.JSONField(default=list)
    retired = models.BooleanField(default=False)
    # Derived from `spec` and the question's slug, to find the items that train a skill.
    skill = models.CharField(
        max_length=140, default="", db_default="", db_index=True, editable=False
    )

    objects = models.Manager()
    published = PublishedItems()

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="item_key_unique_in_question")
        ]

    def __str__(self) -> str:
        return f"{self.question.slug}/{self.key}"

    def get_absolute_url(self) -> str:
        return reverse("item", args=[self.question.slug, self.key])

    @cached_property
    def current_version(self) -> "ItemVersion":
        """The stored row of the version that this item has now, without its long fields."""
        return self.versions.only("item", "version").get(version=self.version)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that the item's page shows."""
        own = (self.pk, self.key, self.kind, self.version, self.spec, self.ask_html, self.seeds)
        shown = [*own, self.question.slug, self.question.title]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()
