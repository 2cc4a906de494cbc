"""The contents of the page on typing: which forms are refused, and with which message."""

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
    """Each refused form with the engine's own error."""
    return tuple(Refusal(form, _fault_of(form.example)) for form in REFUSED_FORMS)


def _fault_of(text: str) -> AnswerSyntaxError:
    try:
        parse_array(text)
    except AnswerSyntaxError as fault:
        return fault
    raise AssertionError(f"REFUSED_FORMS lists {text!r}, but parse_array accepts it")
