"""Bookmarks: questions and tasks that a learner wants to find again."""

from django.db import models
from django.db.models import Q

from .item import Item
from .learner import Learner
from .question import Question


class Bookmark(models.Model):
    """Of a question or of an item, never of both."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="bookmarks")
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.CASCADE)
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.CASCADE)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "question"], name="bookmark_question_once"),
            models.UniqueConstraint(fields=["learner", "item"], name="bookmark_item_once"),
            models.CheckConstraint(
                condition=Q(question=None, item__isnull=False)
                | Q(question__isnull=False, item=None),
                name="bookmark_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"bookmark of {self.item or self.question}"
