"""The parts of a lab: a prediction, settings, a run of the engine, and its outcome."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from quizzes.pictures import Picture

# The most FLOPs that one run may cost, estimated before it starts.
MAX_FLOPS = 200_000_000
# One drawn number, and one exponential of a softmax with its sum, take about as long as so many
# operations of a product.
FOR_EACH_DRAW, FOR_EACH_EXPONENTIAL = 35, 20


class LabForm(forms.Form):
    """The settings of a lab. Each field has an `initial`, so a request can send none."""

    use_required_attribute = False

    @classmethod
    def of(cls, sent: Mapping[str, Any]) -> "LabForm":
        """The form with what was sent, and initial values for the fields that were not."""
        fields = cls.base_fields
        return cls({name: sent.get(name, str(field.initial)) for name, field in fields.items()})


@dataclass(frozen=True)
class Expectation:
    """What the learner has to predict. `options` are (key, words)."""

    ask: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Outcome:
    """What a run shows. `right` is the key of the option that the run's own numbers confirm;
    `says` are paragraphs that explain the result with these numbers."""

    right: str
    says: tuple[str, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Source:
    title: str
    url: str


@dataclass(frozen=True)
class LiveRun:
    """A measurement made on request, which no URL can reproduce. `run` returns paragraphs and
    pictures. The names of its settings begin with `live_`, so that a URL can have them along with
    the lab's own."""

    lead: str
    form: type[LabForm]
    run: Callable[..., tuple[tuple[str, ...], tuple[Picture, ...]]]
    cost: Callable[..., int]

    def refuse_costly(self, settings: Mapping[str, Any]) -> None:
        refuse_above(MAX_FLOPS, self.cost(**settings))


@dataclass(frozen=True)
class Lab:
    """`run` and `cost` take the cleaned settings by name. `cost` is the FLOPs of that run, at most
    `max_flops`. `questions` are the slugs of related questions."""

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
    """Raises ValueError with the estimate if a run would cost too much."""
    if flops > most:
        raise ValueError(
            f"These settings take {flops:,} operations; the limit is {most:,}. Choose smaller "
            "numbers."
        )
