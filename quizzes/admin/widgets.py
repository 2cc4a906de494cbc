"""The form field for a Markdown text."""

from typing import Any

from django import forms


class SourceArea(forms.Textarea):
    """A textarea to which the editor script adds line numbers; plain without the script."""

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
