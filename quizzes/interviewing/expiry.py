"""Ends interviews that were left alone."""

from datetime import datetime, timedelta

from django.db.models import Max, Q

from quizzes.models import Interview, Turn

from .turns import finish


def expire(before: datetime) -> int:
    """Ends the open interviews, anybody's, that nobody has touched since this time, as of when they
    were; and deletes those in which nothing was asked. Returns how many."""
    left = Interview.objects.filter(finished_at=None, started_at__lt=before)
    quiet = left.annotate(last_asked=Max("turns__asked_at")).filter(
        Q(last_asked=None) | Q(last_asked__lt=before)
    )
    count = 0
    for interview in quiet.defer("scripts"):
        last = interview.turns.order_by("number").last()
        if last is None:
            Interview.objects.filter(pk=interview.pk, turns=None).delete()
        elif _touched(last) < before:
            finish(interview, _touched(last))
        else:
            continue
        count += 1
    return count


def _touched(turn: Turn) -> datetime:
    """When the candidate was last seen to do something with a prompt. Nothing says when a pause was
    over, but it was not before the prompt was asked and the pauses had passed."""
    resumed = turn.asked_at + timedelta(seconds=turn.paused_seconds)
    times = (resumed, turn.paused_at, turn.answered_at, turn.marked_at)
    return max(time for time in times if time is not None)
