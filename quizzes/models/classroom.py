"""Classes: a teacher, a code to join, and who has joined under which name."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from .learner import Learner

NAME_LENGTH, DISPLAY_NAME_LENGTH = 100, 60
CODE_LENGTH = 9


class Classroom(models.Model):
    """`code` lets learners join while the class `is_joinable`. `token` comes from the posted form:
    the same form makes one class only. It goes with its teacher's account; what its learners
    answered stays theirs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="classrooms"
    )
    name = models.CharField(max_length=NAME_LENGTH)
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    is_joinable = models.BooleanField(default=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    token = models.CharField(max_length=32)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["teacher", "token"], name="classroom_made_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("class", args=[self.pk])

    @property
    def can_be_joined(self) -> bool:
        return self.is_joinable and self.archived_at is None


class Membership(models.Model):
    """A learner in a class, under a `name` that only the teacher sees."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="memberships")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="memberships")
    name = models.CharField(max_length=DISPLAY_NAME_LENGTH)
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["classroom", "learner"], name="in_a_class_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.classroom_id}"
