"""Every version an item ever had, so that an old attempt can be shown with its own numbers."""

from django.db import models

from .append_only import AppendOnly
from .item import Item


class ItemVersion(AppendOnly):
    """An item at one version: everything needed to make its variants and their page.

    `identity` was `question-slug/item-key` at that time; variants are made from it. `spec` is as in
    Item, including its rendered texts. It is null for a version that predates this record, whose
    numbers cannot be made again.
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
