"""Terms of the glossary, and the bank files that are neither question nor quiz."""

from django.db import models
from django.urls import reverse


class BankFile(models.Model):
    """`topics.yaml` or `glossary.yaml` as last synced, so that export can write it back."""

    name = models.CharField(max_length=40, unique=True)
    source = models.TextField()
    render_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """One entry of `glossary.yaml`. `read` is the slug of the question to read about it; `typed`
    are names that nobody is shown, for the search alone."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=80)
    aliases = models.JSONField(default=list, blank=True)
    typed = models.JSONField(default=list, blank=True)
    definition_html = models.TextField()
    read = models.SlugField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('glossary')}#{self.slug}"
