"""The field in which a Markdown text is written."""

from typing import Any

from django import forms


class SourceArea(forms.Textarea):
    """A textarea that the editor script gives line numbers; plain without it."""

    def __init__(self, rows: int = 30, attrs: dict[str, Any] | None = None) -> None:
        shown = {
            "class": "source-area",
            "rows": rows,
            "cols": 100,
            "spellcheck": "true",
            "autocapitalize": "off",
            "data-source-area": "",
        }
        super().__init__(shown | (attrs or {}))

    class Media:
        js = ["quizzes/admin/editor.js"]
