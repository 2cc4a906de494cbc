"""What the page on typing shows: forms that are read, and what is told of the others."""

from dataclasses import dataclass
from functools import cache

from attention_engine import AnswerSyntaxError, parse_array
from attention_engine.reading.arrays.forms import REFUSED_FORMS, RefusedForm


@dataclass(frozen=True)
class Refusal:
    form: RefusedForm
    fault: AnswerSyntaxError


@cache
def refusals() -> tuple[Refusal, ...]:
    """Each refused form with what the engine itself says of it."""
    return tuple(Refusal(form, _fault_of(form.example)) for form in REFUSED_FORMS)


def _fault_of(text: str) -> AnswerSyntaxError:
    try:
        parse_array(text)
    except AnswerSyntaxError as fault:
        return fault
    raise AssertionError(f"This is said to be refused, and it is read: {text!r}")
