"""A learner's practice: one task after the other, chosen from what is due and what is weak."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .attempt import Attempt
from .item import Item
from .learner import Learner


class PracticeUnit(models.TextChoices):
    TASKS = "tasks", "tasks"
    MINUTES = "minutes", "minutes"


class PracticeAim(models.TextChoices):
    """What the tasks of a session are chosen for."""

    PRACTICE = "practice", "To learn"
    DIAGNOSTIC = "diagnostic", "To find out what is known"


class PracticeReason(models.TextChoices):
    """Why a task was chosen."""

    SLIP = "slip", "A mistake you made before"
    DUE = "due", "Due for review"
    WEAK = "weak", "Not proficient yet"
    NEW = "new", "New to you"
    MORE = "more", "You know this well; a quick review keeps it fresh"
    ASK = "ask", "To find out whether you know this topic"
    GAP = "gap", "A second task on this topic: one wrong answer can be a fluke"


class PracticeSession(models.Model):
    """`length` counts tasks or minutes. `slip` is the id of the known mistake and `topic` the slug
    of the topic that is practiced alone; both are empty for mixed practice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="practice")
    token = models.CharField(max_length=32)
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=7, choices=PracticeUnit.choices)
    slip = models.CharField(max_length=140, blank=True, default="")
    topic = models.CharField(max_length=80, blank=True, default="", db_default="")
    aim = models.CharField(
        max_length=10,
        choices=PracticeAim.choices,
        default=PracticeAim.PRACTICE,
        db_default=PracticeAim.PRACTICE.value,
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "token"], name="practice_started_once"),
            models.CheckConstraint(
                condition=Q(unit__in=PracticeUnit.values), name="practice_unit_known"
            ),
            models.CheckConstraint(
                condition=Q(aim__in=PracticeAim.values), name="practice_aim_known"
            ),
            models.UniqueConstraint(
                fields=["learner"], condition=Q(finished_at=None), name="practice_one_is_open"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="practice_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"practice of {self.length} {self.unit}, {self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("practice-session", args=[self.pk])


class PracticeTask(models.Model):
    """One task of a session. `attempt` is the first answer to it; without one it was skipped, or
    it is the one to answer now. `slip` is the known mistake that it was chosen for."""

    session = models.ForeignKey(PracticeSession, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.CASCADE)
    item_version = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    reason = models.CharField(max_length=4, choices=PracticeReason.choices)
    slip = models.CharField(max_length=140, blank=True, default="")
    attempt = models.OneToOneField(
        Attempt, null=True, blank=True, on_delete=models.SET_NULL, related_name="practice_task"
    )

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="practice_number_once"),
            models.CheckConstraint(
                condition=Q(reason__in=PracticeReason.values), name="practice_reason_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.number}"
