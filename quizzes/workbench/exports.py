"""The worked steps of the workbench as text to copy, or as files where they are long."""

from dataclasses import dataclass

from attention_engine import written_answer
from attention_engine.computations.worked import WorkedAnswer
from quizzes.numbers.givens_form import Givens

# Enough to continue computing with. The Python code and the CSV are exact.
DIGITS = 6
# Steps with more numbers are offered as files: four texts of them would be half a megabyte of page.
MOST_SHOWN = 2_000
FORMS = (
    ("python", "Python", "Runs with numpy alone and makes exactly these numbers.", None),
    ("latex", "LaTeX", f"For amsmath, numbers with {DIGITS} significant digits.", DIGITS),
    ("csv", "CSV", "For a spreadsheet: a name, its rows, a blank line. Numbers are exact.", None),
    ("markdown", "Markdown", f"Tables, numbers with {DIGITS} significant digits.", DIGITS),
)


@dataclass(frozen=True)
class Export:
    """`text` is empty if it is long: then there is a file of it."""

    form: str
    title: str
    about: str
    text: str


def exports_of(givens: Givens, worked: WorkedAnswer) -> list[Export]:
    """The four export formats of a computation."""
    is_long = sum(step.value.size for step in worked.steps) > MOST_SHOWN
    return [
        Export(form, title, about, "" if is_long else export_of(givens, form))
        for form, title, about, _digits in FORMS
    ]


def export_of(givens: Givens, form: str) -> str:
    """The text of one export format. Raises ValueError if the engine refuses the givens."""
    digits = next(digits for name, _title, _about, digits in FORMS if name == form)
    return written_answer(givens.computation, givens.inputs, form, digits)
