"""Answers whose learners have deleted everything: how many there were, and nothing else."""

from django.db import models
from django.db.models import Q

from .attempt import Verdict
from .item_version import ItemVersion


class DepartedAnswers(models.Model):
    """How many answers to one version of an item had this verdict and this first mistake, which is
    empty where there was none. There is no date and no learner: a number is all that stays."""

    item_version = models.ForeignKey(
        ItemVersion, on_delete=models.CASCADE, related_name="departed_answers"
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    mistake = models.CharField(max_length=140, blank=True, default="")
    answers = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "departed answers"
        constraints = [
            models.UniqueConstraint(
                fields=["item_version", "verdict", "mistake"], name="departed_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="departed_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answers} {self.verdict} {self.mistake}"
