"""Forms that come too late: their prompt was answered meanwhile, or the interview is over."""

from django.http import QueryDict

from quizzes.answering.boxes import FIELD
from quizzes.items.posted import clean
from quizzes.models import Turn

from .turns import task_of_turn

# What only the form of an open prompt sends.
_OF_AN_OPEN_PROMPT = ("answer", "skip", "save", "pause", "resume")


def is_late(posted: QueryDict, turn: Turn) -> bool:
    """Whether a form is of this prompt as it was before it was answered."""
    is_of_open = posted.get("action") in _OF_AN_OPEN_PROMPT or "text" in posted
    return turn.answered_at is not None and is_of_open


def unsaved_in(posted: QueryDict, turn: Turn | None) -> list[str]:
    """What was typed into the form and is not stored with its prompt. `turn` is None if the form
    names none of the interview."""
    text = clean(posted.get("text", ""))
    has_words = bool(text.strip()) and (turn is None or text != turn.text)
    found = [text] if has_words else []
    values = [
        clean(value)
        for name in posted
        if name == FIELD or name.startswith(f"{FIELD}-")
        for value in posted.getlist(name)
        if value.strip()
    ]
    if values and not _is_stored(posted, turn):
        found.append("; ".join(values))
    return found


def _is_stored(posted: QueryDict, turn: Turn | None) -> bool:
    task = task_of_turn(turn) if turn else None
    if turn is None or task is None or turn.attempt is None:
        return False
    return task.kind.raw_from(posted, FIELD) == turn.attempt.raw
