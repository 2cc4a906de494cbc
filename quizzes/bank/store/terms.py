"""The terms of the glossary as `glossary.yaml` has them."""

from collections.abc import Iterable

from quizzes.models import Term

from ..page.glossary import GlossaryEntry, definition_html


def write_terms(entries: Iterable[GlossaryEntry]) -> None:
    """Makes the terms those of the file; the caller's transaction makes it whole."""
    Term.objects.all().delete()
    Term.objects.bulk_create(
        Term(
            slug=entry.slug,
            title=entry.term,
            aliases=entry.aliases,
            definition_html=definition_html(entry.definition),
            read=entry.read or "",
        )
        for entry in entries
    )
