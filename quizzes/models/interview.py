"""Mock interviews: which scripts they ask, and each prompt with what was answered."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from .attempt import Attempt
from .goal import Role, Seniority
from .item import Item
from .item_version import ItemVersion
from .learner import Learner


class Interview(models.Model):
    """One mock interview of `minutes`. `scripts` are copies of what it asks, fixed at the start, so
    that its debrief is true whatever becomes of the bank. Each is a mapping: `question` (its slug),
    `title`, `topic` (a slug), and `spec` as in Script. `topics` is empty for a surprise.

    `seat_token` is in the link for a friend who takes the interviewer's seat; `seat_browser` is
    the browser that took it, empty until then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="interviews")
    token = models.CharField(max_length=32)
    role = models.CharField(max_length=10, choices=Role.choices)
    seniority = models.CharField(max_length=10, choices=Seniority.choices)
    minutes = models.PositiveSmallIntegerField()
    topics = models.JSONField(default=list, blank=True)
    scripts = models.JSONField()
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    seat_token = models.CharField(max_length=43, unique=True)
    seat_browser = models.CharField(max_length=32, blank=True, default="")
    seat_note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "token"], name="interview_started_once"),
            models.UniqueConstraint(
                fields=["learner"], condition=Q(finished_at=None), name="interview_one_is_open"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="interview_role_known"),
            models.CheckConstraint(
                condition=Q(seniority__in=Seniority.values), name="interview_seniority_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 120)), name="interview_minutes_5_to_120"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="interview_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"interview of {self.minutes} minutes, {self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("interview", args=[self.pk])


class Part(models.TextChoices):
    """Where in its script a prompt stands."""

    OPENING = "opening", "Opening"
    FOLLOW_UP = "follow_up", "Follow-up"
    PROBE = "probe", "Probe"
    TRAP = "trap", "Trap"


class Turn(models.Model):
    """One prompt of an interview and its answer. `script` is the place in the interview's scripts,
    `key` the prompt's key there (empty for an opening).

    A prompt with an `item` is a task at `seed`; `attempt` is the answer to it. `after` says which
    answer led to a probe or trap: `right`, `otherwise`, the id of a known mistake, or `heard`.

    The clock runs from `asked_at` to `answered_at`, without the pauses: `paused_at` is the start
    of the pause that is going on, `paused_seconds` the sum of those that are over.

    `marks` are the keys of the rubric points that the candidate found in the own answer, `heard`
    those of the traps. `seat_marks` are the points that the friend in the interviewer's seat heard,
    None as long as nobody there has marked any. `is_hint_given`: by that friend.
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveSmallIntegerField()
    script = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=9, choices=Part.choices)
    key = models.CharField(max_length=80, blank=True, default="")
    after = models.CharField(max_length=80, blank=True, default="")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT)
    item_version = models.ForeignKey(
        ItemVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="turns"
    )
    seed = models.PositiveIntegerField(null=True, blank=True)
    attempt = models.OneToOneField(
        Attempt, null=True, blank=True, on_delete=models.SET_NULL, related_name="turn"
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_seconds = models.PositiveIntegerField(default=0)
    pauses = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True, default="")
    is_skipped = models.BooleanField(default=False)
    marked_at = models.DateTimeField(null=True, blank=True)
    marks = models.JSONField(default=list, blank=True)
    heard = models.JSONField(default=list, blank=True)
    is_hint_given = models.BooleanField(default=False)
    seat_marks = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["interview", "number"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "number"], name="turn_number_once"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="turn_part_known"),
            models.CheckConstraint(
                condition=Q(item=None, item_version=None, seed=None)
                | Q(item__isnull=False, item_version__isnull=False, seed__isnull=False),
                name="turn_item_with_its_seed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interview_id} {self.number}"

    @property
    def is_cut_off(self) -> bool:
        """Whether the interview ended while this prompt was open: nobody skipped it."""
        return self.is_skipped and self.marked_at == self.answered_at
