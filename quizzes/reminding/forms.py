"""The form in which a learner chooses their reminders."""

from datetime import time
from typing import Any

from django import forms
from django.utils.dateformat import time_format

from .choosing import WEEKDAYS, Choice
from .times import zones_by_region

HOURS = [(hour, f"{time_format(time(hour), 'g A')} ({hour:02d}:00)") for hour in range(24)]


def _zones(own: str) -> list[Any]:
    """By region; whoever is in a zone that is not listed keeps it."""
    listed = zones_by_region()
    others = sorted({"UTC", own} - {name for names in listed.values() for name in names})
    named = {
        region: [(name, _in_words(name)) for name in names] for region, names in listed.items()
    }
    return [*((name, name) for name in others), *named.items()]


def _in_words(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


class ReminderForm(forms.Form):
    use_required_attribute = False

    daily = forms.BooleanField(label="Daily reminder", required=False)
    hour = forms.TypedChoiceField(
        label="Hour",
        coerce=int,
        choices=HOURS,
        error_messages={
            "invalid_choice": "Choose an hour from the list.",
            "required": "Choose an hour from the list.",
        },
    )
    time_zone = forms.ChoiceField(
        label="Time zone",
        error_messages={
            "invalid_choice": "Choose a time zone from the list.",
            "required": "Choose a time zone from the list.",
        },
    )
    weekly = forms.BooleanField(label="Weekly summary", required=False)
    weekday = forms.TypedChoiceField(
        label="Day of the weekly summary",
        coerce=int,
        choices=list(enumerate(WEEKDAYS)),
        error_messages={
            "invalid_choice": "Choose a day from the list.",
            "required": "Choose a day from the list.",
        },
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)  # noqa: S101 - declared above
        zone.choices = _zones(self.initial["time_zone"])

    @property
    def choice(self) -> Choice:
        return Choice(**self.cleaned_data)
