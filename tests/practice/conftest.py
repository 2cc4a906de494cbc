"""A clock that a test sets: all of the site asks it for the time."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from quizzes.models import Attempt


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def goes_on(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Noon UTC of the first of December 2026, until the test sets another time."""
    set_by_test = Clock(datetime.fromisoformat("2026-12-01T12:00:00Z"))
    monkeypatch.setattr(timezone, "now", lambda: set_by_test.now)
    # This field holds the function itself.
    created = Attempt._meta.get_field("created_at")
    monkeypatch.setattr(created, "_get_default", lambda: set_by_test.now)
    return set_by_test
