"""A quiz that a class has to take within a window of time."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from .classroom import Classroom
from .custom_quiz import CustomQuiz
from .quiz import Quiz

MOST_TRIES = 5


class Assignment(models.Model):
    """`plan` lists the tasks as in a sitting, fixed when the assignment is made. Its numbers are
    everybody's if `same_numbers`, else each try draws its own. The best of `tries` counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    quiz = models.ForeignKey(
        Quiz, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    custom = models.ForeignKey(
        CustomQuiz, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    title = models.CharField(max_length=200)
    plan = models.JSONField()
    same_numbers = models.BooleanField()
    tries = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    created_at = models.DateTimeField()
    token = models.CharField(max_length=32)

    class Meta:
        ordering = ["closes_at", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["classroom", "token"], name="assignment_made_once"),
            models.CheckConstraint(
                condition=Q(quiz__isnull=False, custom=None) | Q(quiz=None, custom__isnull=False),
                name="assignment_of_one_quiz",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")), name="assignment_closes_later"
            ),
            models.CheckConstraint(
                condition=Q(tries__range=(1, MOST_TRIES)), name="assignment_tries_1_to_5"
            ),
            # A second try with the same numbers would measure memory.
            models.CheckConstraint(
                condition=Q(same_numbers=False) | Q(tries=1), name="assignment_same_numbers_once"
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1), name="assignment_clock_runs"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assignment", args=[self.classroom_id, self.pk])

    @property
    def subject(self) -> Quiz | CustomQuiz:
        """The quiz that is assigned."""
        found = self.quiz or self.custom
        assert found is not None  # noqa: S101 - a constraint of the table
        return found

    def is_open(self, now: datetime) -> bool:
        return self.opens_at <= now < self.closes_at
