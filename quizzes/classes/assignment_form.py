"""The forms with which a teacher assigns a quiz, and changes its window."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms

from quizzes.models import Assignment, CustomQuiz, Quiz
from quizzes.models.assignment import MOST_TRIES
from quizzes.sittings.clock import MOST_MINUTES

from .names import BadName, name_in
from .windows import BadMoment, fault_of_end, moment_in, text_of

TITLE_LENGTH = 100
DIFFERENT, SAME = "different", "same"
USUAL_LENGTH = timedelta(days=7)
Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Wanted:
    """What a teacher assigns. `minutes` is None without a time limit."""

    quiz: Quiz | CustomQuiz
    title: str
    opens_at: datetime
    closes_at: datetime
    same_numbers: bool
    tries: int
    minutes: int | None


class MomentField(forms.CharField):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, required=False, **more)


class WindowForm(forms.Form):
    """When an assignment opens and closes. `zone` is the time zone in which both are typed."""

    use_required_attribute = False

    opens_at = MomentField(label="Opens", help_text="Leave it empty to open now.")
    closes_at = MomentField(
        label="Closes",
        help_text="The server ends unfinished work then and scores what is saved. Nothing is "
        "accepted later.",
    )

    def __init__(self, *args: Any, now: datetime, zone: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.now, self.zone = now, zone

    def clean_opens_at(self) -> datetime:
        text = self.cleaned_data["opens_at"]
        return self._moment(text) if text else self.now

    def clean_closes_at(self) -> datetime:
        text = self.cleaned_data["closes_at"]
        if not text:
            raise forms.ValidationError("Enter when the assignment closes.")
        closes_at = self._moment(text)
        opens_at = self.cleaned_data.get("opens_at", self.now)
        if fault := fault_of_end(opens_at, closes_at, self.now, self.zone):
            raise forms.ValidationError(fault)
        return closes_at

    def _moment(self, text: str) -> datetime:
        try:
            return moment_in(text, self.zone)
        except BadMoment as error:
            raise forms.ValidationError(str(error)) from error


class AssignmentForm(WindowForm):
    field_order = ("quiz", "title", "opens_at", "closes_at", "numbers", "tries", "minutes")

    quiz = forms.ChoiceField(
        label="Quiz",
        error_messages={
            "required": "Choose a quiz.",
            "invalid_choice": "There is no such quiz for you, or it was withdrawn. Choose another.",
        },
    )
    title = forms.CharField(
        label="Title for the class",
        required=False,
        help_text="Leave it empty to use the title of the quiz.",
    )
    numbers = forms.ChoiceField(
        label="Numbers",
        initial=DIFFERENT,
        widget=forms.RadioSelect,
        choices=[
            (DIFFERENT, "Different for each learner: solutions are shown after each try"),
            (SAME, "The same for everyone, one try: solutions are shown when it closes"),
        ],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose different numbers or the same."
        ),
    )
    tries = forms.TypedChoiceField(
        label="Tries",
        coerce=int,
        initial="1",
        choices=[(str(count), str(count)) for count in range(1, MOST_TRIES + 1)],
        help_text="The best score counts. Each try has new numbers.",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), f"Choose 1 to {MOST_TRIES} tries."
        ),
    )
    minutes = forms.IntegerField(
        label="Time limit in minutes",
        required=False,
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_MINUTES}),
        help_text="From the start of each try. Leave it empty for no time limit.",
        error_messages={"invalid": "Enter a whole number of minutes, such as 30."},
    )

    def __init__(self, *args: Any, quizzes: "Offered", **more: Any) -> None:
        super().__init__(*args, **more)
        self.offered = quizzes
        self.fields["quiz"].choices = [("", "Choose a quiz"), *quizzes.choices]
        self.initial.setdefault("opens_at", text_of(self.now, self.zone))
        self.initial.setdefault("closes_at", text_of(self.now + USUAL_LENGTH, self.zone))

    def clean_title(self) -> str:
        text = self.cleaned_data["title"]
        if not text.strip():
            return ""
        try:
            return name_in(text, TITLE_LENGTH)
        except BadName as error:
            raise forms.ValidationError(str(error)) from error

    def clean_minutes(self) -> int | None:
        minutes: int | None = self.cleaned_data["minutes"]
        if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
            raise forms.ValidationError(
                f"We cannot limit the time to {minutes} minutes. Choose 1 to {MOST_MINUTES}, or "
                "leave it empty."
            )
        return minutes

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("numbers") == SAME and found.get("tries", 1) > 1:
            self.add_error(
                "tries",
                f"With the same numbers for everyone there is one try, not {found['tries']}: a "
                "second would measure memory. Choose 1, or different numbers.",
            )
        return found

    @property
    def wanted(self) -> Wanted:
        found = self.cleaned_data
        quiz = self.offered.quiz(found["quiz"])
        return Wanted(
            quiz,
            found["title"] or quiz.title,
            found["opens_at"],
            found["closes_at"],
            found["numbers"] == SAME,
            found["tries"],
            found["minutes"],
        )


class Offered:
    """The quizzes that a teacher can assign: those of the bank, and their own."""

    def __init__(self, bank: Iterable[Quiz], custom: Iterable[CustomQuiz]) -> None:
        self._bank = {f"bank:{quiz.slug}": quiz for quiz in bank}
        self._custom = {f"custom:{quiz.pk}": quiz for quiz in custom}

    @property
    def choices(self) -> Choices:
        groups = (("Your own quizzes", self._custom), ("Quizzes of this site", self._bank))
        return [
            (title, [(name, quiz.title) for name, quiz in quizzes.items()])
            for title, quizzes in groups
            if quizzes
        ]

    def quiz(self, name: str) -> Quiz | CustomQuiz:
        return self._custom.get(name) or self._bank[name]


def window_of(assignment: Assignment, zone: str) -> dict[str, str]:
    """What the form of a window shows first."""
    return {
        "opens_at": text_of(assignment.opens_at, zone),
        "closes_at": text_of(assignment.closes_at, zone),
    }
