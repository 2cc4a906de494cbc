"""In which step of a computation a known mistake is made."""

from attention_engine import mistake_step
from attention_engine.computations import computation_names, computation_of
from quizzes.items.skills import parts_of


def slip_step(slip: str, skill: str) -> str:
    """The title of the step in which the tasks of this skill show the mistake; empty for one of
    the whole result, and for a skill without steps."""
    kind, name = parts_of(skill)
    if kind != "computation" or name not in computation_names():
        return ""
    step = mistake_step(slip, name)
    return next((s.title for s in computation_of(name).steps if s.name == step), "")
