"""The interviewer's seat: a friend sees the script while the candidate sees the prompts."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizzes.answering.prompt import givens_of
from quizzes.answering.task import Task
from quizzes.models import Interview, Part, Turn
from quizzes.numbers.given import Given

from .asked import AskedScript, Prompt, shown_scripts
from .clock import Clock, clock_of
from .review import SAID
from .turns import task_of_turn, turns_of, typed_in


@dataclass(frozen=True)
class Seat:
    """What the friend sees now. `turn` is the latest prompt, None before the first, and `task` its
    task, if it has one. `version` is another one whenever the page has to change."""

    interview: Interview
    version: str
    turn: Turn | None = None
    script: AskedScript | None = None
    prompt: Prompt | None = None
    task: Task | None = None
    givens: Sequence[Given] = ()
    typed: str = ""
    clock: Clock | None = None

    @property
    def is_opening(self) -> bool:
        return self.prompt is not None and self.prompt.part == Part.OPENING

    @property
    def heard(self) -> list[str]:
        return (self.turn.seat_marks if self.turn else None) or []


def seat_of(interview: Interview, now: datetime) -> Seat:
    turns = turns_of(interview)
    if not turns:
        return Seat(interview, "over" if interview.finished_at else "0")
    turn = turns[-1]
    task = task_of_turn(turn)
    script = shown_scripts(interview)[turn.script]
    facts = (turn.number, turn.answered_at, turn.paused_at, interview.finished_at)
    version = "-".join(str(fact and 1) if index else str(fact) for index, fact in enumerate(facts))
    return Seat(
        interview,
        f"{version}-{turn.is_hint_given:d}",
        turn,
        script,
        script.prompt(turn.part, turn.key),
        task,
        givens_of(task) if task else (),
        typed_in(turn),
        clock_of(interview, turns, now),
    )


def take(interview: Interview) -> str:
    """The secret of whoever takes the seat; empty if somebody sits there."""
    secret = secrets.token_hex(16)
    free = Interview.objects.filter(pk=interview.pk, seat_browser="")
    return secret if free.update(seat_browser=secret) else ""


def sits(interview: Interview, secret: str) -> bool:
    taken = interview.seat_browser
    return bool(taken) and secrets.compare_digest(taken.encode(), secret.encode())


def renew(interview: Interview) -> None:
    """A new link: the old one leads nowhere, and whoever sat there has left."""
    rows = Interview.objects.filter(pk=interview.pk)
    rows.update(seat_token=secrets.token_urlsafe(32), seat_browser="")


def rate(seat: Seat, number: str, heard: list[str]) -> None:
    """Stores which points the friend heard in the answer to the prompt of this number. A task has
    none: it is judged."""
    turn, prompt = seat.turn, seat.prompt
    if turn is None or seat.script is None or prompt is None or number != str(turn.number):
        return
    if not prompt.is_spoken:
        return
    keys = [point.key for point in seat.script.rubric] if seat.is_opening else [SAID]
    Turn.objects.filter(pk=turn.pk).update(seat_marks=[key for key in keys if key in heard])


def give_hint(seat: Seat, number: str) -> None:
    has_hint = seat.prompt is not None and bool(seat.prompt.hint)
    if seat.turn is not None and has_hint and number == str(seat.turn.number):
        Turn.objects.filter(pk=seat.turn.pk, answered_at=None).update(is_hint_given=True)


def note(interview: Interview, text: str) -> None:
    Interview.objects.filter(pk=interview.pk).update(seat_note=text)
