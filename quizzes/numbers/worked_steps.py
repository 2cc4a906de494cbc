"""Works out a computation step by step for a page, with its cost already checked."""

from attention_engine import worked_answer
from attention_engine.computations.worked import WorkedAnswer

from .givens_form import Givens
from .table import shape_text


def work_out(givens: Givens) -> tuple[Givens, WorkedAnswer | None]:
    """The givens and their worked answer; if the engine refuses them, the givens with the error at
    its field, and None."""
    if not givens.is_valid:
        return givens, None
    try:
        return givens, worked_answer(givens.computation, **givens.inputs)
    except ValueError as error:
        return givens.blame(error), None


def announcement(givens: Givens, worked: WorkedAnswer | None) -> str:
    """What a screen reader says once new steps are on the page."""
    if worked is None:
        return fault_words(givens)
    last = worked.steps[-1]
    return f"{len(worked.steps)} steps computed. {last.title}: {shape_text(last.value.shape)}."


def fault_words(givens: Givens) -> str:
    """Which fields need another look, or the error that belongs to no field."""
    names = ", ".join(given.name for given in givens.faulty())
    return givens.fault or f"Not computed. Please look at {names}."
