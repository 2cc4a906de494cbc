"""What a learner says that they prepare for. Every part may be left out."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import F

from quizzes.models import Goal, Learner, Role, Seniority

from .plan import MOST_MINUTES

FEWEST_MINUTES = 5
FARTHEST = timedelta(days=730)


@dataclass(frozen=True)
class Aim:
    """The fields of a goal, for whoever has one stored and whoever has not."""

    role: str = ""
    seniority: str = ""
    interview_on: date | None = None
    minutes_a_day: int | None = None


class GoalForm(forms.Form):
    """The set-up of a plan. `today` is the learner's own day."""

    use_required_attribute = False

    role = forms.ChoiceField(
        label="Role",
        required=False,
        choices=[("", "Not sure yet"), *Role.choices],
        error_messages={"invalid_choice": "Choose a role from the list."},
    )
    seniority = forms.ChoiceField(
        label="Seniority",
        required=False,
        choices=[("", "Not sure yet"), *Seniority.choices],
        error_messages={"invalid_choice": "Choose a seniority from the list."},
    )
    interview_on = forms.DateField(
        label="Interview date",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Enter the date as year-month-day, such as 2027-03-08."},
    )
    minutes_a_day = forms.IntegerField(
        label="Minutes a day",
        required=False,
        widget=forms.NumberInput(attrs={"min": FEWEST_MINUTES, "max": MOST_MINUTES, "step": 5}),
        error_messages={"invalid": "Enter a whole number of minutes, such as 20."},
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_interview_on(self) -> date | None:
        day: date | None = self.cleaned_data["interview_on"]
        if day and day < self.today:
            raise forms.ValidationError(
                f"{in_words(day)} has passed. Choose today or a later day, or leave it empty."
            )
        if day and day > self.today + FARTHEST:
            raise forms.ValidationError(
                f"{in_words(day)} is more than two years away. Choose an earlier day, or leave it "
                "empty."
            )
        return day

    def clean_minutes_a_day(self) -> int | None:
        minutes: int | None = self.cleaned_data["minutes_a_day"]
        if minutes is not None and not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
            raise forms.ValidationError(
                f"We cannot plan with {minutes} minutes. Choose {FEWEST_MINUTES} to "
                f"{MOST_MINUTES}, or leave it empty."
            )
        return minutes

    @property
    def aim(self) -> Aim:
        return Aim(**self.cleaned_data)


def in_words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def aim_of(learner: Learner | None) -> Aim:
    """What is stored for a learner. One query."""
    if learner is None or learner.is_new:
        return Aim()
    row = Goal.objects.filter(learner=learner).values(*Aim.__dataclass_fields__).first()
    return Aim(**row) if row else Aim()


def store(learner: Learner, aim: Aim) -> None:
    """Keeps what a learner prepares for; a newcomer gets a row. Raises LearnerGone."""
    learner.keep()
    try:
        with transaction.atomic():
            Goal.objects.update_or_create(learner=learner, defaults=vars(aim))
            # What is kept of the learner depends on the goal, too.
            Learner.objects.filter(pk=learner.pk).update(record_version=F("record_version") + 1)
    except IntegrityError:
        learner.refuse_gone()
        raise
