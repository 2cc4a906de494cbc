"""A learner's interviews, as rows that can be written as JSON."""

from collections.abc import Iterator

from django.db.models import Prefetch

from quizzes.learners.own_rows import OwnRows, Row, in_chunks
from quizzes.models import Interview, Learner, Turn

from .asked import AskedScript, scripts_of
from .clock import seconds_of

# Each holds copies of its scripts.
SIZE = 10


def interviews(learner: Learner) -> Iterator[list[Row]]:
    turns = Turn.objects.select_related("item", "item_version").order_by("number")
    rows = Interview.objects.filter(learner=learner).prefetch_related(Prefetch("turns", turns))
    for page in in_chunks(rows, SIZE):
        yield [_interview(interview) for interview in page]


def _interview(interview: Interview) -> Row:
    """What the friend in the interviewer's seat heard is told once the interview is over."""
    scripts = scripts_of(interview)
    return {
        "id": interview.pk,
        "role": interview.role,
        "seniority": interview.seniority,
        "minutes": interview.minutes,
        "topics": interview.topics,
        "started_at": interview.started_at,
        "finished_at": interview.finished_at,
        "friends_note": interview.seat_note if interview.finished_at else "",
        "prompts": [
            _turn(turn, scripts[turn.script], is_over=interview.finished_at is not None)
            for turn in interview.turns.all()
        ],
    }


def _turn(turn: Turn, script: AskedScript, *, is_over: bool) -> Row:
    """Of a task that is open there is nothing that would judge it."""
    return {
        "number": turn.number,
        "question": script.question,
        "script": script.spec.key,
        "part": turn.part,
        "prompt": turn.key,
        "after": turn.after,
        "task": turn.item.key if turn.item else None,
        "version": turn.item_version.version if turn.item_version else None,
        "seed": turn.seed,
        "attempt": turn.attempt_id,
        "asked_at": turn.asked_at,
        "answered_at": turn.answered_at,
        "seconds": seconds_of(turn, turn.answered_at or turn.asked_at),
        "pauses": turn.pauses,
        "paused_seconds": turn.paused_seconds,
        "skipped": turn.is_skipped,
        "text": turn.text,
        "points_marked": turn.marks,
        "admitted": turn.heard,
        "hint_given": turn.is_hint_given,
        "friends_points": turn.seat_marks if is_over else None,
    }


INTERVIEWS = OwnRows(
    "interviews",
    "Mock interviews, with what you wrote and marked in them",
    lambda learner: Interview.objects.filter(learner=learner).count(),
    interviews,
)
