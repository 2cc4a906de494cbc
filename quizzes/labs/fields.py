"""Form fields that many labs share."""

from django import forms

MAX_SEED = 9999


def whole_field(label: str, initial: int, least: int, most: int) -> forms.IntegerField:
    """A whole number from `least` to `most`, with the range shown next to the box."""
    return forms.IntegerField(
        label=label,
        initial=initial,
        min_value=least,
        max_value=most,
        help_text=f"A whole number from {least:,} to {most:,}.",
        error_messages={
            "invalid": f"A whole number from {least:,} to {most:,} is needed.",
            "required": f"A whole number from {least:,} to {most:,} is needed.",
            "min_value": f"%(show_value)s is too small: the least is {least:,}.",
            "max_value": f"%(show_value)s is too large: the limit is {most:,}.",
        },
    )


def number_field(label: str, initial: float, least: float, most: float) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        initial=initial,
        min_value=least,
        max_value=most,
        help_text=f"A number from {least:g} to {most:g}.",
        error_messages={
            "invalid": f"A number from {least:g} to {most:g} is needed.",
            "required": f"A number from {least:g} to {most:g} is needed.",
            "min_value": f"%(show_value)s is too small: the least is {least:g}.",
            "max_value": f"%(show_value)s is too large: the limit is {most:g}.",
        },
    )


def choice_field(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """A choice of several, initially the first."""
    return forms.ChoiceField(label=label, choices=choices, initial=choices[0][0])


def seed_field() -> forms.IntegerField:
    field = whole_field("Seed of the random numbers", 1, 0, MAX_SEED)
    field.help_text = (
        "The same seed gives the same numbers. Try another to see what stays the same."
    )
    return field
