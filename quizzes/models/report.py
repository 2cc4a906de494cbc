"""Reports: what learners say is wrong with a task."""

from django.db import models
from django.db.models import Q

from .attempt import Attempt, Verdict
from .item import Item
from .item_version import ItemVersion
from .learner import Learner


class Problem(models.TextChoices):
    """What seems to be wrong."""

    ANSWER = "answer", "The answer looks wrong"
    TEXT = "text", "The text is unclear"
    BROKEN = "broken", "Something is broken"
    OTHER = "other", "Something else"


class ReportStatus(models.TextChoices):
    OPEN = "open", "Open"
    LOOKED_INTO = "looked_into", "Looked into"
    MENDED = "mended", "Mended"
    NO_FAULT = "no_fault", "Not a fault"


class Report(models.Model):
    """A problem with one variant of an item, in the learner's words.

    `attempt` is the learner's latest answer to this variant by then, and `verdict` what the judge
    said of it. `token` comes from the posted form: the same form makes one report only.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="reports")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reports")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="reports")
    seed = models.PositiveIntegerField()
    attempt = models.ForeignKey(
        Attempt, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True, default="")
    kind = models.CharField("problem", max_length=10, choices=Problem.choices)
    text = models.TextField()
    token = models.CharField(max_length=32)
    created_at = models.DateTimeField()
    status = models.CharField(
        max_length=12, choices=ReportStatus.choices, default=ReportStatus.OPEN, db_index=True
    )
    reply = models.TextField(
        max_length=2_000, blank=True, default="", help_text="The learner reads this."
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "token"], name="report_once_per_form"),
            models.CheckConstraint(
                condition=Q(kind__in=Problem.values), name="report_problem_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values), name="report_status_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *Verdict.values]), name="report_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk} on {self.item}"
