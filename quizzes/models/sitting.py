"""One learner taking one quiz once."""

import uuid

from django.db import models
from django.urls import reverse

from .item import Item
from .learner import Learner
from .quiz import Quiz


class Sitting(models.Model):
    """`plan` lists the tasks, fixed at the start: `{"item": id, "version": n, "seed": n}`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="sittings")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="sittings")
    token = models.CharField(max_length=32)
    plan = models.JSONField()
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quiz", "token"], name="sitting_started_once_per_token"
            )
        ]

    def __str__(self) -> str:
        return f"{self.quiz} {self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("sitting", args=[self.pk])


class SavedAnswer(models.Model):
    """What the learner has typed so far in a running sitting; it is judged only at the end."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    raw = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "item"], name="one_saved_answer_per_sitting_and_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.item_id}"
