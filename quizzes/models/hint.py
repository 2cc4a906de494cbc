"""Which hints a learner has seen before answering."""

from django.db import models

from quizzes.items.spec import MOST_HINTS

from .item import Item
from .learner import Learner


class HintsShown(models.Model):
    """The first `count` hints of one variant were shown to one learner. The count only grows."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="hints")
    item = models.ForeignKey(Item, on_delete=models.CASCADE)
    item_version = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "item", "item_version", "seed"],
                name="hints_counted_once_per_variant",
            ),
            models.CheckConstraint(
                condition=models.Q(count__range=(1, MOST_HINTS)), name="hints_shown_1_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} seed {self.seed}: {self.count}"
