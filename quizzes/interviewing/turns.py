"""From prompt to prompt: each is asked, answered or skipped, looked at, and followed by the next.

A prompt is open until it is answered or skipped. Then the learner compares the answer with the
model and goes on, which asks the next one. Every step is done once, whatever is posted twice.
"""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Least
from django.utils.crypto import salted_hmac

from quizzes.answering import marking
from quizzes.answering.task import Task
from quizzes.models import Interview, Item, Learner, Mark, Part, Turn, Verdict
from quizzes.models.item import LONG_TEXTS

from .asked import AskedScript, scripts_of
from .branching import OTHERWISE, RIGHT, Done, Next, next_prompt
from .clock import clock_of, seconds_of
from .seeds import seed_for

# Seconds for another question, which was not planned.
LEAST_FOR_ANOTHER = 3 * 60
# What the column holds on PostgreSQL.
MOST_PAUSES = 32_767


def turns_of(interview: Interview) -> list[Turn]:
    """The turns in order, each with its item and the marks of its answer. Two queries."""
    rows = interview.turns.select_related(
        "item__question", "item_version", "attempt"
    ).prefetch_related("attempt__marks")
    return list(rows.defer(*(f"item__{name}" for name in LONG_TEXTS)).order_by("number"))


def task_of_turn(turn: Turn) -> Task | None:
    """The task of a turn, while the item is as it was when it was asked."""
    item, version = turn.item, turn.item_version
    if item is None or version is None or turn.seed is None:
        return None
    is_same = item.version == version.version and turn.seed in item.seeds
    return Task(item, turn.seed) if is_same and not item.retired else None


def typed_in(turn: Turn) -> str:
    """The answer to a task as it was typed, step by step if it has steps; empty without one."""
    raw = turn.attempt.raw if turn.attempt else ""
    task = task_of_turn(turn)
    steps = task.kind.typed_steps(raw) if raw and task else []
    return "; ".join(f"{step.title}: {step.text}" for step in steps if step.text) or raw


def outcome_of(turn: Turn) -> str:
    """What an answer leads to; see Done."""
    mark = newest_mark(turn)
    if mark is None:
        return OTHERWISE
    # The right idea with too few digits needs no help.
    if mark.verdict in (Verdict.RIGHT, Verdict.IMPRECISE):
        return RIGHT
    return mark.mistakes[0] if mark.mistakes else OTHERWISE


def newest_mark(turn: Turn) -> Mark | None:
    """The mark that counts of the answer to a task."""
    marks = turn.attempt.marks.all() if turn.attempt else ()
    return next((mark for mark in marks if mark.newest), None)


def answer_aloud(turn: Turn, text: str, now: datetime) -> bool:
    """Ends a spoken prompt; whether this call did."""
    return bool(_open(turn).update(**_ended(turn, now), text=text))


def skip(turn: Turn, text: str, now: datetime) -> bool:
    values = {**_ended(turn, now), "text": text, "is_skipped": True}
    return bool(_open(turn).update(**values))


def keep_text(turn: Turn, text: str) -> bool:
    """Stores what is typed so far; False if the prompt was answered meanwhile."""
    return bool(_open(turn).update(text=text))


def answer_task(
    turn: Turn, task: Task, learner: Learner, raw: str, notes: str, now: datetime
) -> bool:
    """Judges the answer to a task and ends its prompt; whether this is the answer that counts.
    Raises as `marking.mark`, with nothing stored and the prompt still open."""
    token = salted_hmac("quizzes.turn", f"{turn.interview_id} {turn.number}").hexdigest()[:32]
    marked = marking.mark(task, learner, token, raw, seconds_of(turn, now))
    values = {**_ended(turn, now), "attempt": marked.attempt}
    # Another number, sent at the same moment, may have been stored first.
    is_own = marked.attempt.raw == raw
    is_ended = _open(turn).update(**values, **({"text": notes} if is_own else {}))
    return bool(is_ended) and is_own


def show_solution(turn: Turn, task: Task, learner: Learner) -> None:
    """Notes that the learner saw the solution of an answered task. Raises QuizRunning."""
    token = salted_hmac("quizzes.solution", f"{turn.interview_id} {turn.number}").hexdigest()[:32]
    marking.give_up(task, learner, token, None)


def pause(turn: Turn, now: datetime) -> None:
    _open(turn).filter(paused_at=None).update(
        paused_at=now, pauses=Least(F("pauses") + 1, MOST_PAUSES)
    )


def go_on_after_pause(turn: Turn, now: datetime) -> None:
    paused = _open(turn).filter(paused_at__isnull=False)
    paused.filter(paused_at=turn.paused_at).update(
        paused_at=None, paused_seconds=F("paused_seconds") + _seconds_paused(turn, now)
    )


def mark_own(turn: Turn, points: Sequence[str], heard: Sequence[str], now: datetime) -> bool:
    """Stores what the learner found in the own answer, and is done with the prompt."""
    rows = Turn.objects.filter(pk=turn.pk, answered_at__isnull=False, marked_at=None)
    return bool(rows.update(marks=list(points), heard=list(heard), marked_at=now))


def is_next_due(interview: Interview) -> bool:
    """Whether `advance` would ask the next prompt, which starts its clock, or end the interview."""
    last = interview.turns.order_by("number").last()
    is_over = interview.finished_at is not None
    return not is_over and (last is None or last.marked_at is not None)


def advance(interview: Interview, now: datetime, chance: np.random.Generator) -> Turn | None:
    """The prompt to answer or to look at; asks the next if the last is done with. None if the
    interview is over, which it is when nothing is left to ask or the time is used."""
    if interview.finished_at is not None:
        return None
    turns = turns_of(interview)
    if turns and turns[-1].marked_at is None:
        return turns[-1]
    left = clock_of(interview, turns, now).left
    asked = _next(interview, turns, left, chance) if left else None
    if asked is None:
        finish(interview, now)
        return None
    asked.asked_at = now
    try:
        with transaction.atomic():
            rows = Interview.objects.select_for_update()
            if not rows.filter(pk=interview.pk, finished_at=None).exists():
                return None
            asked.save()
    except IntegrityError:
        # Asked at the same moment by another tab.
        return turns_of(interview)[-1]
    return asked


def finish(interview: Interview, now: datetime) -> None:
    """Ends an interview, with the prompt that is open cut off. A second call changes nothing."""
    with transaction.atomic():
        rows = Interview.objects.filter(pk=interview.pk, finished_at=None)
        if rows.update(finished_at=max(now, interview.started_at)):
            # The plan says what to say again.
            learner = Learner.objects.filter(pk=interview.learner_id)
            learner.update(record_version=F("record_version") + 1)
            for turn in interview.turns.filter(answered_at=None):
                ended = _ended(turn, now)
                _open(turn).update(**ended, is_skipped=True, marked_at=ended["answered_at"])
    # None if its learner was deleted meanwhile.
    stored = Interview.objects.filter(pk=interview.pk).values_list("finished_at", flat=True)
    interview.finished_at = stored.first()


def _open(turn: Turn) -> QuerySet[Turn]:
    return Turn.objects.filter(pk=turn.pk, answered_at=None)


def _ended(turn: Turn, now: datetime) -> dict:
    """A prompt ends, and with it a pause that is going on."""
    return {
        "answered_at": max(now, turn.asked_at),
        "paused_at": None,
        "paused_seconds": turn.paused_seconds + _seconds_paused(turn, now),
    }


def _seconds_paused(turn: Turn, now: datetime) -> int:
    if turn.paused_at is None:
        return 0
    return max(0, int((now - turn.paused_at).total_seconds()))


def _next(
    interview: Interview, turns: list[Turn], left: int, chance: np.random.Generator
) -> Turn | None:
    """The next turn, not stored: of the script that is going on, or the opening of the next. With
    few of the seconds `left`, none in reserve is begun."""
    scripts = scripts_of(interview)
    place = turns[-1].script if turns else 0
    number = turns[-1].number + 1 if turns else 1
    for index in range(place, len(scripts)):
        if index > place and scripts[index].is_reserve and left < LEAST_FOR_ANOTHER:
            return None
        items = _items(scripts[index])
        done = [_done(turn) for turn in turns if turn.script == index]
        found = next_prompt(scripts[index].spec, done, items)
        if found is not None:
            turn = Turn(
                interview=interview,
                number=number,
                script=index,
                part=found.part,
                key=found.key,
                after=found.after,
            )
            _give_task(turn, scripts[index], items, found, chance)
            return turn
    return None


def _give_task(
    turn: Turn,
    script: AskedScript,
    items: dict[str, Item],
    found: Next,
    chance: np.random.Generator,
) -> None:
    key = script.prompt(found.part, found.key).item
    if key:
        turn.item = items[key]
        turn.item_version = turn.item.current_version
        turn.seed = seed_for(turn.item, turn.interview.learner, found.after, chance)


def _done(turn: Turn) -> Done:
    return Done(Part(turn.part), turn.key, outcome_of(turn), tuple(turn.heard))


def _items(script: AskedScript) -> dict[str, Item]:
    """The items of a script that can be asked now, by key."""
    rows = Item.published.filter(question__slug=script.question, key__in=script.items)
    return {item.key: item for item in rows if item.seeds}
