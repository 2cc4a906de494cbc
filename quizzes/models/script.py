"""Scripts: how an interviewer asks a question, what comes of each answer, what a good one holds."""

from typing import Any

from django.db import models
from django.db.models import Q

from .goal import Seniority
from .question import Question, Status


class ScriptKind(models.TextChoices):
    QUESTION = "question", "Question"
    ESTIMATE = "estimate", "Estimate"


class PublishedScripts(models.Manager):
    def get_queryset(self) -> models.QuerySet:
        public = super().get_queryset().filter(retired=False)
        return public.filter(
            question__status=Status.PUBLISHED, question__file_missing_since__isnull=True
        )


class Script(models.Model):
    """One script of a question, derived from the question's text like its items.

    `spec` is the validated block of the source together with its rendered texts. A script removed
    from the source is retired. An interview keeps its own copy of what it asks.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="scripts")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=ScriptKind.choices)
    seniority = models.CharField(max_length=10, choices=Seniority.choices)
    roles = models.JSONField(default=list)
    spec = models.JSONField()
    retired = models.BooleanField(default=False)

    objects = models.Manager()
    published = PublishedScripts()

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "key"], name="script_key_unique_in_question"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ScriptKind.values), name="script_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(seniority__in=Seniority.values), name="script_seniority_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question.slug}/{self.key}"

    @property
    def rendered(self) -> dict[str, Any]:
        return self.spec["rendered"]
