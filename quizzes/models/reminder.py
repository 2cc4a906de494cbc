"""Reminders by email: what a learner has chosen, and each mail from its day to its end."""

from django.db import models
from django.db.models import Q

from .learner import Learner


class ReminderKind(models.TextChoices):
    DAILY = "daily", "Daily reminder"
    WEEKLY = "weekly", "Weekly summary"


class ReminderState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    SKIPPED = "skipped", "Not needed"
    REFUSED = "refused", "Refused by the mail server"
    UNKNOWN = "unknown", "Perhaps sent: the sender ended before it knew"


class ReminderSettings(models.Model):
    """One for a learner who has opened the switch. `hour` and `weekday` (0 is Monday) are those of
    `time_zone`. A kind of mail is on if it has a next time, and off without one."""

    learner = models.OneToOneField(
        Learner, on_delete=models.CASCADE, related_name="reminder_settings"
    )
    time_zone = models.CharField(max_length=64)
    hour = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    next_daily_at = models.DateTimeField(null=True, blank=True, db_index=True)
    next_weekly_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name_plural = "reminder settings"
        constraints = [
            models.CheckConstraint(condition=Q(hour__lte=23), name="reminder_hour_of_a_day"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="reminder_weekday_of_a_week"),
        ]

    def __str__(self) -> str:
        return f"reminders of {self.learner}"

    @property
    def is_on(self) -> bool:
        return bool(self.next_daily_at or self.next_weekly_at)


class Reminder(models.Model):
    """One mail on the learner's own `day`, or the decision that none was needed. `due_at` is when
    it was wished for, `try_at` when to try (again), `changed_at` when its state was set."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=6, choices=ReminderKind.choices)
    day = models.DateField()
    state = models.CharField(
        max_length=7, choices=ReminderState.choices, default=ReminderState.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    try_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "kind", "day"], name="reminder_once_a_day"),
            models.CheckConstraint(
                condition=Q(kind__in=ReminderKind.values), name="reminder_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReminderState.values), name="reminder_state_known"
            ),
        ]
        indexes = [
            # Of years of reminders only a few are open.
            models.Index(
                fields=["try_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="reminder_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day} of {self.learner}: {self.state}"
