"""Attempts, which record what was typed, and marks, which record how it was judged."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import F, FilteredRelation, Max, Q
from django.utils import timezone

from quizzes.items.spec import MOST_HINTS

from .append_only import AppendOnly, AppendOnlyRows
from .item import Item
from .item_version import ItemVersion
from .learner import Learner
from .sitting import Sitting

# How the tokens of attempts begin that nobody made: they say that the solution of a variant was
# taken along, in a deck or on paper. The tokens of forms are hexadecimal.
TAKEN_ALONG = "taken-"


class Verdict(models.TextChoices):
    RIGHT = "right", "Right"
    IMPRECISE = "imprecise", "Right idea, too few digits"
    WRONG = "wrong", "Wrong"
    GIVEN_UP = "given_up", "Given up"


class MarkedAttempts(models.Manager.from_queryset(AppendOnlyRows)):
    """Attempts with their current mark, joined as `mark`."""

    def get_queryset(self) -> models.QuerySet:
        newest = FilteredRelation("marks", condition=Q(marks__newest=True))
        return super().get_queryset().annotate(mark=newest).select_related("mark")

    def at_a_task(self) -> models.QuerySet:
        """Those with which somebody answered a task or gave it up: no solutions taken along."""
        return self.get_queryset().exclude(token__startswith=TAKEN_ALONG)

    def that_count(self) -> models.QuerySet:
        """Those made before the learner had seen the solution: the others prove nothing."""
        return self.get_queryset().filter(way_shown=False)


class Attempt(AppendOnly):
    """One answer as it was typed. It is never edited: judging it again adds another Mark.

    `token` comes from the posted form: posting the same form twice finds the first attempt instead
    of making a second. `way_shown`: the solution of this variant had been shown before, so a right
    answer proves nothing. `hints`: how many of its hints had been shown. `created_at`: when it was
    answered, which in a quiz is the end of it, even if nobody was there to have it judged.

    Solutions that were taken along are attempts, too, given up, with `way_shown`: see TAKEN_ALONG.
    """

    # Two learners can turn out to be one person.
    MAY_CHANGE = frozenset({"learner"})

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="attempts")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="attempts")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="attempts")
    seed = models.PositiveIntegerField()
    raw = models.TextField(blank=True)
    seconds = models.PositiveIntegerField(null=True)
    way_shown = models.BooleanField(default=False)
    hints = models.PositiveSmallIntegerField(default=0)
    token = models.CharField(max_length=32)
    sitting = models.ForeignKey(
        Sitting, null=True, blank=True, on_delete=models.CASCADE, related_name="attempts"
    )

    objects = AppendOnlyRows.as_manager()
    marked = MarkedAttempts()

    class Meta(AppendOnly.Meta):
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["learner", "item", "seed"], name="attempt_by_learner_item"),
            # Finds a learner's latest attempt. Not by `created_at`: SQLite would walk such an index
            # from end to end where only the few attempts at one item are wanted.
            models.Index(fields=["learner", "id"], name="attempt_latest_of_learner"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "item", "token"], name="attempt_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(hints__range=(0, MOST_HINTS)), name="attempt_hints_0_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} seed {self.seed}"


class Marks(AppendOnlyRows):
    """Marks; storing one tells that the record of its learner has changed."""

    def bulk_create(self, objs: Iterable["Mark"], *args: Any, **options: Any) -> list["Mark"]:
        marks = list(objs)
        with transaction.atomic(savepoint=False):
            made = super().bulk_create(marks, *args, **options)
            _record_changed({mark.attempt.learner_id for mark in marks})
        return made


class Mark(AppendOnly):
    """The judge's verdict on an attempt. `number` counts the attempt's marks from 1. The newest
    mark counts; older ones are kept. `submitted` is what was parsed from the text."""

    MAY_CHANGE = frozenset({"newest"})

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="marks")
    number = models.PositiveSmallIntegerField(default=1)
    newest = models.BooleanField(default=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    score = models.FloatField()
    submitted = models.JSONField(null=True)
    mistakes = models.JSONField(default=list)
    engine_version = models.CharField(max_length=40, blank=True, default="")
    reason = models.CharField(max_length=200, blank=True, default="")

    objects = Marks.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="mark_number_once"),
            models.UniqueConstraint(
                fields=["attempt"], condition=Q(newest=True), name="mark_one_is_newest"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="mark_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1), name="mark_score_0_to_1"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)
            _record_changed({self.attempt.learner_id})

    def add(self) -> None:
        """Stores this mark as the one that counts. Earlier marks are kept."""
        with transaction.atomic():
            Attempt.objects.select_for_update().get(pk=self.attempt_id)
            before = Mark.objects.filter(attempt=self.attempt_id)
            self.number = 1 + (before.aggregate(last=Max("number"))["last"] or 0)
            before.filter(newest=True).update(newest=False)
            self.save()

    def __str__(self) -> str:
        return f"mark {self.number} of attempt {self.attempt_id}: {self.verdict}"


def _record_changed(learners: Iterable[int]) -> None:
    rows = Learner.objects.filter(pk__in=learners)
    rows.update(record_version=F("record_version") + 1)
