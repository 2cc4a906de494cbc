"""Attempts: the record of every judged answer."""

from django.db import models

from quizzes.items.spec import MOST_HINTS

from .item import Item
from .sitting import Sitting


class Verdict(models.TextChoices):
    RIGHT = "right", "Right"
    IMPRECISE = "imprecise", "Right idea, too few digits"
    WRONG = "wrong", "Wrong"
    GIVEN_UP = "given_up", "Given up"


class Attempt(models.Model):
    """One judged answer. Never edited.

    `raw` is the text as typed, `submitted` what was read from it. `token` comes from the form
    that was posted: the same form posted twice finds the first attempt instead of making one.
    `way_shown`: the way to this very variant had been shown before, so that being right is no
    longer knowing. `hints`: how many hints to it had been shown.
    """

    learner = models.CharField(max_length=32)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="attempts")
    item_version = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    raw = models.TextField(blank=True)
    submitted = models.JSONField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    score = models.FloatField()
    mistakes = models.JSONField(default=list)
    seconds = models.PositiveIntegerField(null=True)
    way_shown = models.BooleanField(default=False)
    hints = models.PositiveSmallIntegerField(default=0)
    token = models.CharField(max_length=32)
    sitting = models.ForeignKey(
        Sitting, null=True, blank=True, on_delete=models.CASCADE, related_name="attempts"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["learner", "item", "seed"], name="attempt_by_learner_item")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "item", "token"], name="attempt_once_per_form"
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="attempt_verdict_known"
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=1), name="attempt_score_0_to_1"
            ),
            models.CheckConstraint(
                condition=models.Q(hints__range=(0, MOST_HINTS)), name="attempt_hints_0_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.verdict}"
