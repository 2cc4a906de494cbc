"""The fields of every text in the bank: its source, the last synced source, and a version."""

from django.db import models


class Document(models.Model):
    """A Markdown file of `content/` in the database.

    `source` is the whole file, including front matter, so that export returns the same bytes.
    `synced_source` is the text at the last sync, the base of the three-way merge. It is empty for
    a text made in the browser that never was a file.
    """

    source = models.TextField()
    synced_source = models.TextField(blank=True, default="", editable=False)
    render_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    file_missing_since = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
