"""Topics, which group the questions and order them for reading."""

from django.db import models
from django.urls import reverse

# The position of a topic that `topics.yaml` does not list: after all that it lists.
UNPLACED = 9_999


class Topic(models.Model):
    """`position`, `summary`, `read_first` and `asked` come from `topics.yaml`. `asked` says for
    roles (`Role`) how often interviews ask about the topic (`Asked`)."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=UNPLACED, editable=False)
    summary = models.TextField(blank=True, default="", editable=False)
    read_first = models.ManyToManyField(
        "self", symmetrical=False, related_name="leads_to", blank=True, editable=False
    )

    asked = models.JSONField(default=dict, db_default={}, editable=False)

    class Meta:
        ordering = ["position", "title", "slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])

    @property
    def place(self) -> tuple[int, str, str]:
        """Sorts topics as the bank lists them. Those that `topics.yaml` does not list share a
        position, so their titles decide, and for equal titles their slugs."""
        return self.position, self.title, self.slug

    @property
    def is_placed(self) -> bool:
        """Whether `topics.yaml` lists it."""
        return self.position != UNPLACED
