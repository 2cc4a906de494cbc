"""Every text that a question or a quiz ever had, with its author and origin."""

import hashlib

from django.conf import settings
from django.db import models

from .append_only import AppendOnly
from .question import Question
from .quiz import Quiz


class Origin(models.TextChoices):
    FILE = "file", "A file of content/"
    BROWSER = "browser", "The admin"
    IMPORT = "import", "An import"
    RESTORE = "restore", "An older revision"


class Revision(AppendOnly):
    """One text of a question (with its context) or of a quiz, as it was stored.

    `name` was the text's file name then; it is kept when the question itself is deleted.
    """

    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.SET_NULL, related_name="revisions"
    )
    quiz = models.ForeignKey(
        Quiz, null=True, blank=True, on_delete=models.SET_NULL, related_name="revisions"
    )
    name = models.CharField(max_length=200)
    source = models.TextField()
    context_source = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    note = models.CharField(max_length=200, blank=True, default="")
    origin = models.CharField(max_length=10, choices=Origin.choices)

    class Meta(AppendOnly.Meta):
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(question=None) | models.Q(quiz=None),
                name="revision_of_question_or_quiz",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=Origin.values), name="revision_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.created_at:%Y-%m-%d %H:%M}"


def digest_of(source: str, context_source: str = "") -> str:
    """SHA-256 of the texts, including line endings, exactly as in their files."""
    texts = "\0".join((source, context_source))
    return hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()
