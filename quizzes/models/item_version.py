"""Every form that an item ever had, so that an old attempt can be shown with its own numbers."""

from django.db import models

from .append_only import AppendOnly
from .item import Item


class ItemVersion(AppendOnly):
    """An item as it was at one version: all that makes its variants and their page.

    `identity` is `question-slug/item-key` at that time: variants are made from it. `spec` is as
    in Item, its rendered texts included; it is null for a version from before there was a record,
    whose numbers cannot be made again.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    identity = models.CharField(max_length=201)
    spec = models.JSONField(null=True)
    ask_html = models.TextField(blank=True, default="")
    seeds = models.JSONField(default=list)
    engine_version = models.CharField(max_length=40, blank=True, default="")

    class Meta(AppendOnly.Meta):
        ordering = ["item", "version"]
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="item_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.identity} version {self.version}"
