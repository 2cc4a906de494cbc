"""The glossary as it was last synced. It is edited only in content/glossary.yaml."""

from django.contrib import admin

from quizzes.models import Term

from .records import ReadOnlyAdmin


@admin.register(Term)
class TermAdmin(ReadOnlyAdmin):
    list_display = ("title", "aliases_shown", "typed_shown", "read")
    search_fields = ("title", "slug")
    fields = ("title", "slug", "aliases_shown", "typed_shown", "read", "definition_html")

    @admin.display(description="Also")
    def aliases_shown(self, row: Term) -> str:
        return ", ".join(row.aliases)

    @admin.display(description="Found in a search as")
    def typed_shown(self, row: Term) -> str:
        return ", ".join(row.typed)
