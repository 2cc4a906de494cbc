"""The worked steps of the workbench as text to copy."""

from dataclasses import dataclass

from attention_engine import written_answer
from quizzes.numbers.givens_form import Givens

# Enough to continue computing with. The Python code and the CSV are exact.
DIGITS = 6
FORMS = (
    ("python", "Python", "Runs with numpy alone and makes exactly these numbers.", None),
    ("latex", "LaTeX", f"For amsmath, numbers with {DIGITS} significant digits.", DIGITS),
    ("csv", "CSV", "For a spreadsheet: a name, its rows, a blank line. Numbers are exact.", None),
    ("markdown", "Markdown", f"Tables, numbers with {DIGITS} significant digits.", DIGITS),
)


@dataclass(frozen=True)
class Export:
    form: str
    title: str
    about: str
    text: str


def exports_of(givens: Givens) -> list[Export]:
    """The four export formats of a computation whose givens are valid."""
    return [
        Export(form, title, about, written_answer(givens.computation, givens.inputs, form, digits))
        for form, title, about, digits in FORMS
    ]
