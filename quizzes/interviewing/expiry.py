"""Ends interviews that were left alone."""

from datetime import datetime

from django.db.models import Max, Q

from quizzes.models import Interview

from .turns import finish


def expire(before: datetime) -> int:
    """Ends the open interviews, anybody's, in which nothing was asked since this time, and deletes
    those in which nothing was asked at all. Returns how many."""
    left = Interview.objects.filter(finished_at=None, started_at__lt=before).annotate(
        last_asked=Max("turns__asked_at")
    )
    count = 0
    for interview in left.filter(Q(last_asked=None) | Q(last_asked__lt=before)):
        if interview.last_asked is None:
            Interview.objects.filter(pk=interview.pk, turns=None).delete()
        else:
            finish(interview, interview.last_asked)
        count += 1
    return count
