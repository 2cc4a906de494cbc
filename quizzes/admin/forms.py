"""The forms for writing a question or a quiz. Everything else is derived from the texts."""

import re
from dataclasses import dataclass, field
from typing import Any

from django import forms

from quizzes.bank.text.faults import ContentFaults, Fault
from quizzes.bank.text.newlines import in_the_form_of
from quizzes.editing import edits, new_texts
from quizzes.models import Question, Quiz, Status

from .faults import MOST_SHOWN, ShownFault, shown_faults
from .widgets import SourceArea

SLUG_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
_VERSION = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class Refusal:
    """Why the store refused an edit that had passed the form's checks."""

    faults: list[Fault] = field(default_factory=list)
    conflict: str = ""


class DocumentForm(forms.ModelForm):
    """A text, its version when it was opened, and faults under the rules as form errors.

    The admin sets `refusal` when storing fails although the form was valid.
    """

    refusal: Refusal | None = None

    slug = forms.RegexField(
        rf"\A{SLUG_PATTERN}\Z",
        required=False,
        max_length=new_texts.MAX_SLUG,
        label="Address",
        help_text="Lowercase letters, digits and hyphens. If left empty, made from the title.",
        error_messages={"invalid": "Use lowercase letters, digits and hyphens, as in dot-product."},
    )
    source = forms.CharField(widget=SourceArea(), strip=False, label="Text")
    base_version = forms.IntegerField(
        required=False, min_value=1, max_value=999_999_999, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_faults: list[ShownFault] = []
        if self.instance.pk:
            self.initial.setdefault("base_version", self.instance.version)

    @property
    def version(self) -> int | None:
        """The version that the edit began from, or the one the writer chose to overwrite."""
        chosen = self.data.get("_save_on_top", "")
        return int(chosen) if _VERSION.fullmatch(chosen) else self.cleaned_data["base_version"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.refusal is not None and self.refusal.conflict:
            self.add_error(None, self.refusal.conflict)
        if self.instance.pk and not data.get("base_version"):
            self.add_error(None, "The form came without its version. Open the page again.")
        if "source" in data and not self.errors:
            self._read(data)
        return data

    def _read(self, data: dict[str, Any]) -> None:
        """Normalizes the texts to how they are stored, and checks them against the rules."""
        self.restore_endings(data)
        no_line = self._set_status(data)
        if not self.instance.pk:
            taken = set(self._meta.model.objects.values_list("slug", flat=True))
            if data.get("slug") in taken:
                self.add_error("slug", "This address is taken; choose another.")
                return
            data["slug"] = data["slug"] or new_texts.slug_for(self.title(data["source"]), taken)
        faults = self.refusal.faults if self.refusal else self.judge(data)
        self._tell(faults or no_line, data)

    def _set_status(self, data: dict[str, Any]) -> list[Fault]:
        """Writes the pressed button's status into the text; faults if there is no place for it."""
        if status := wanted_status(self.data):
            try:
                data["source"] = edits.with_status(data["source"], status)
            except ContentFaults as error:
                return error.faults
        return []

    def _tell(self, faults: list[Fault], data: dict[str, Any]) -> None:
        self.shown_faults = shown_faults(faults, data["source"], data.get("context_source", ""))
        blocking = [fault for fault in self.shown_faults if fault.blocks]
        for fault in blocking[:MOST_SHOWN]:
            self.add_error(fault.field, fault.html())
        if len(blocking) > MOST_SHOWN:
            self.add_error(
                None, f"{len(blocking)} faults in all; the first {MOST_SHOWN} are shown."
            )
        if not data.get("slug") and not self.instance.pk and not blocking:
            self.add_error(
                "slug", "The title has no letters to make an address from; type one here."
            )

    def restore_endings(self, data: dict[str, Any]) -> None:
        data["source"] = in_the_form_of(data["source"], self.instance.source)

    def title(self, source: str) -> str:
        raise NotImplementedError

    def judge(self, data: dict[str, Any]) -> list[Fault]:
        raise NotImplementedError


class QuestionForm(DocumentForm):
    context_source = forms.CharField(
        widget=SourceArea(rows=12),
        strip=False,
        required=False,
        label="Extended context",
        help_text="A second page for readers who want more. Leave it empty for none.",
    )

    class Meta:
        model = Question
        fields = ["slug", "source", "context_source"]

    def restore_endings(self, data: dict[str, Any]) -> None:
        data["source"], data["context_source"] = edits.texts_as_stored(
            self.instance, data["source"], data["context_source"]
        )

    def title(self, source: str) -> str:
        return new_texts.title_of_question(source)

    def judge(self, data: dict[str, Any]) -> list[Fault]:
        question = Question(slug=self.instance.slug or data["slug"] or "new-question")
        return edits.faults_of_question(question, data["source"], data["context_source"])


class QuizForm(DocumentForm):
    class Meta:
        model = Quiz
        fields = ["slug", "source"]

    def title(self, source: str) -> str:
        return new_texts.title_of_quiz(source)

    def judge(self, data: dict[str, Any]) -> list[Fault]:
        quiz = Quiz(slug=self.instance.slug or data["slug"] or "new-quiz")
        return edits.faults_of_quiz(quiz, data["source"])


def wanted_status(data: Any) -> str:
    """The status that the pressed button asks for; empty for a plain save."""
    if "_publish" in data:
        return Status.PUBLISHED
    return Status.DRAFT if "_draft" in data else ""
