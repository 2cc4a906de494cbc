"""The form of a report: what kind of problem it is, and what is wrong in the learner's words."""

from django import forms

from quizzes.models import Problem

from .reports import LONGEST, SHORTEST, TOKEN


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        label="What is the problem?",
        choices=Problem.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what the problem is.",
            "invalid_choice": "Choose one of the four problems.",
        },
    )
    text = forms.CharField(
        label="What did you notice?",
        widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "id_text_hint"}),
        error_messages={"required": f"Describe it in {SHORTEST} to {LONGEST:,} characters."},
    )
    token = forms.RegexField(TOKEN.pattern, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        # Browsers send two characters for the end of a line.
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        if not SHORTEST <= len(text) <= LONGEST:
            raise forms.ValidationError(
                f"Your text has {len(text):,} characters. Describe the problem in {SHORTEST} to "
                f"{LONGEST:,}."
            )
        return text
