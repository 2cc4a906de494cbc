"""One prompt of an interview as the debrief tells it: the answer, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from attention_engine import AnswerSyntaxError
from quizzes.models import Part, Turn, Verdict

from .asked import AskedScript, Prompt
from .clock import seconds_of
from .review import SAID
from .turns import newest_mark, task_of_turn, typed_in

# The ids of one known mistake, or of two made at once.
Cause = tuple[str, ...]
# An answer is late from this many times what was planned.
LATE = 1.5
_VERDICTS = {
    Verdict.RIGHT: ("right", "right"),
    Verdict.IMPRECISE: ("too few digits", "imprecise"),
    Verdict.WRONG: ("wrong", "wrong"),
}


@dataclass(frozen=True)
class AskedTurn:
    """One prompt with its answer. `words` say what came of it, `tone` sets their look; `causes`
    explain a wrong number, likeliest first. `is_unsaid`: a spoken follow-up whose main point was
    not said."""

    turn: Turn
    prompt: Prompt
    seconds: int
    words: str
    tone: str
    causes: Sequence[Cause] = ()
    address: str = ""
    is_unsaid: bool = False
    typed: str = ""

    @property
    def seat_words(self) -> str:
        """What the friend in the interviewer's seat said of a follow-up; empty if nothing."""
        if self.turn.part == Part.OPENING or self.turn.seat_marks is None:
            return ""
        heard = "heard" if SAID in self.turn.seat_marks else "did not hear"
        return f"Your interviewer {heard} the main point."

    @property
    def is_over_time(self) -> bool:
        return self.seconds > LATE * 60 * self.prompt.minutes


def asked_turn(script: AskedScript, turn: Turn) -> AskedTurn:
    prompt = script.prompt(turn.part, turn.key)
    seconds = seconds_of(turn, turn.answered_at or turn.asked_at)
    address = _address(script, turn)
    if turn.is_cut_off:
        return AskedTurn(turn, prompt, seconds, "cut off by the end", "info")
    is_follow_up = prompt.is_spoken and turn.part != Part.OPENING
    if turn.is_skipped:
        return AskedTurn(
            turn, prompt, seconds, "skipped", "info", address=address, is_unsaid=is_follow_up
        )
    if turn.part == Part.OPENING:
        return AskedTurn(turn, prompt, seconds, "answered", "info")
    if prompt.is_spoken:
        said = SAID in turn.marks
        words, tone = ("said", "right") if said else ("not said", "imprecise")
        return AskedTurn(turn, prompt, seconds, words, tone, is_unsaid=not said)
    return _task_turn(turn, prompt, seconds, address)


def _task_turn(turn: Turn, prompt: Prompt, seconds: int, address: str) -> AskedTurn:
    mark = newest_mark(turn)
    if mark is None or turn.item is None:
        return AskedTurn(turn, prompt, seconds, "not judged", "info")
    words, tone = _VERDICTS.get(Verdict(mark.verdict), ("not judged", "info"))
    return AskedTurn(
        turn, prompt, seconds, words, tone, _causes(turn), address, typed=typed_in(turn)
    )


def _causes(turn: Turn) -> list[Cause]:
    """Which mistakes were made at once is not stored, so the answer is judged again."""
    task = task_of_turn(turn)
    if task is None or turn.attempt is None:
        return []
    try:
        judgement = task.kind.judge(turn.attempt.raw)
    except AnswerSyntaxError:
        # An earlier version of the parser could read this answer; today's cannot.
        return []
    return [finding.mistakes for finding in judgement.diagnosis.findings]


def _address(script: AskedScript, turn: Turn) -> str:
    """Of a task that is there as it was asked; else empty."""
    task = task_of_turn(turn) if script.is_public else None
    return task.address if task else ""
