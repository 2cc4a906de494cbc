"""Stores the terms of `glossary.yaml`."""

from collections.abc import Iterable

from quizzes.models import Term

from ..page.glossary import GlossaryEntry, definition_html


def write_terms(entries: Iterable[GlossaryEntry]) -> None:
    """Replaces the stored terms with those of the file, inside the caller's transaction."""
    Term.objects.all().delete()
    Term.objects.bulk_create(
        Term(
            slug=entry.slug,
            title=entry.term,
            aliases=entry.aliases,
            typed=entry.typed,
            definition_html=definition_html(entry.definition),
            read=entry.read or "",
        )
        for entry in entries
    )
