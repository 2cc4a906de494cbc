"""What a learner is to review: a card for each skill and each slip, and the log behind it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from .append_only import AppendOnly
from .attempt import Attempt
from .learner import Learner


class CardKind(models.TextChoices):
    SKILL = "skill", "Skill"
    SLIP = "slip", "Slip"


class Rating(models.IntegerChoices):
    """How an answer went, computed from it. The values are those of FSRS."""

    AGAIN = 1, "Wrong, left blank, or the solution was shown"
    HARD = 2, "Right with hints, or with too few digits"
    GOOD = 3, "Right at once"


class Card(models.Model):
    """One skill, or one known mistake that the learner has made, named by its id.

    All fields after `name` are worked out from the card's reviews and can be rebuilt from them.
    Days are the learner's own. `streak`: how many answers in a row, up to the last, were right at
    once; `streak_days`: on how many days; `streak_mixed`: how many of them among mixed tasks.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="cards")
    kind = models.CharField(max_length=5, choices=CardKind.choices)
    name = models.CharField(max_length=140)
    stability = models.FloatField()
    difficulty = models.FloatField()
    reviewed_on = models.DateField()
    due_on = models.DateField()
    reviews = models.PositiveIntegerField()
    lapses = models.PositiveIntegerField()
    streak = models.PositiveIntegerField()
    streak_days = models.PositiveIntegerField()
    streak_mixed = models.PositiveIntegerField()

    class Meta:
        ordering = ["learner", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "kind", "name"], name="card_once"),
            models.CheckConstraint(condition=Q(kind__in=CardKind.values), name="card_kind_known"),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("reviewed_on")), name="card_never_due_the_same_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    def is_due(self, day: date) -> bool:
        return self.due_on <= day


class Review(AppendOnly):
    """One answer that says something about one card, on the learner's own `day`."""

    # Where two learners turn out to be one person, two cards of one skill become one.
    MAY_CHANGE = frozenset({"card"})

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="log")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="reviews")
    rating = models.PositiveSmallIntegerField(choices=Rating.choices)
    day = models.DateField()
    is_mixed = models.BooleanField()

    class Meta(AppendOnly.Meta):
        ordering = ["card", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["card", "attempt"], name="review_once_per_attempt"),
            models.CheckConstraint(
                condition=Q(rating__in=Rating.values), name="review_rating_known"
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.pk} of card {self.card_id}: {self.rating}"
