"""A quiz that a learner put together: fixed tasks with fixed numbers, to be shared by its link."""

from functools import partial

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import get_random_string

from .learner import Learner

# Nobody can guess it: whoever knows the key of a quiz may take it.
KEY_LENGTH = 16


class CustomQuiz(models.Model):
    """`plan` lists the tasks as in a sitting, so that everybody gets the same numbers. `choice` is
    what they were chosen by: `{"topics": [slug], "kinds": [name], "length": n, "pace": name}`.

    `learner` made it, and is shown to nobody. `token` comes from the posted form: the same form
    makes one quiz only.
    """

    id = models.CharField(
        primary_key=True,
        max_length=KEY_LENGTH,
        default=partial(get_random_string, KEY_LENGTH),
        editable=False,
    )
    learner = models.ForeignKey(
        Learner, null=True, blank=True, on_delete=models.SET_NULL, related_name="custom_quizzes"
    )
    token = models.CharField(max_length=32)
    title = models.CharField(max_length=200)
    choice = models.JSONField()
    plan = models.JSONField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "custom quizzes"
        constraints = [
            models.UniqueConstraint(fields=["learner", "token"], name="custom_quiz_made_once"),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1), name="custom_quiz_clock_runs"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("custom-quiz", args=[self.pk])
