"""What a lab is: a question to predict, settings, a run by the engine, and what it shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from quizzes.pictures import Picture

# What one run may cost, counted before it starts.
MAX_FLOPS = 200_000_000


class LabForm(forms.Form):
    """The settings of a lab. Each field has an `initial`, so that nothing need be sent."""

    use_required_attribute = False

    @classmethod
    def of(cls, sent: Mapping[str, Any]) -> "LabForm":
        """The form with what was sent, and the initial value of each field that was not."""
        fields = cls.base_fields
        return cls({name: sent.get(name, str(field.initial)) for name, field in fields.items()})


@dataclass(frozen=True)
class Expectation:
    """What a learner is asked to predict. `options` are (key, words)."""

    ask: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Outcome:
    """What a run shows. `right` is the key of the option that its own numbers bear out; `says`
    are paragraphs, with these numbers, on what is to be seen and why."""

    right: str
    says: tuple[str, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Source:
    title: str
    url: str


@dataclass(frozen=True)
class LiveRun:
    """A measurement that is made when it is asked for and that no address can repeat: `run` gives
    paragraphs and pictures. The names of its settings begin with `live_`, so that they can stand
    in an address beside those of the lab."""

    lead: str
    form: type[LabForm]
    run: Callable[..., tuple[tuple[str, ...], tuple[Picture, ...]]]
    cost: Callable[..., int]

    def refuse_costly(self, settings: Mapping[str, Any]) -> None:
        refuse_above(MAX_FLOPS, self.cost(**settings))


@dataclass(frozen=True)
class Lab:
    """`run` takes the cleaned settings by name, and so does `cost`: the FLOPs of that run, of
    which at most `max_flops` are spent. `questions` are the slugs of questions to read beside
    it."""

    slug: str
    title: str
    lead: str
    expectation: Expectation
    form: type[LabForm]
    run: Callable[..., Outcome]
    cost: Callable[..., int]
    sources: tuple[Source, ...]
    questions: tuple[str, ...]
    max_flops: int = MAX_FLOPS
    live: LiveRun | None = None

    def refuse_costly(self, settings: Mapping[str, Any]) -> None:
        refuse_above(self.max_flops, self.cost(**settings))


def refuse_above(most: int, flops: int) -> None:
    """Raises ValueError with the estimate where a run would cost too much."""
    if flops > most:
        raise ValueError(
            f"These settings take {flops:,} operations; up to {most:,} are run here. "
            "Choose smaller numbers."
        )
