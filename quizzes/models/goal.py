"""What a learner prepares for: the role, the day of the interview, the time for each day."""

from django.db import models
from django.db.models import Q

from .learner import Learner


class Role(models.TextChoices):
    """The job that the interview is for."""

    ENGINEER = "engineer", "Machine learning engineer"
    SYSTEMS = "systems", "Inference or systems engineer"
    RESEARCH = "research", "Research scientist or engineer"


class Seniority(models.TextChoices):
    JUNIOR = "junior", "Intern or new graduate"
    MID = "mid", "Mid-level"
    SENIOR = "senior", "Senior or staff"


class Asked(models.TextChoices):
    """How often interviews for a role ask about a topic."""

    OFTEN = "often", "often asked"
    SOMETIMES = "sometimes", "sometimes asked"
    RARELY = "rarely", "rarely asked"


class Goal(models.Model):
    """One for a learner. Every field may be empty: nobody has to say anything."""

    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="goal")
    role = models.CharField(max_length=10, choices=Role.choices, blank=True, default="")
    seniority = models.CharField(max_length=10, choices=Seniority.choices, blank=True, default="")
    interview_on = models.DateField(null=True, blank=True)
    minutes_a_day = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["", *Role.values]), name="goal_role_known"
            ),
            models.CheckConstraint(
                condition=Q(seniority__in=["", *Seniority.values]), name="goal_seniority_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes_a_day=None) | Q(minutes_a_day__range=(1, 600)),
                name="goal_minutes_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"goal of {self.learner}"
