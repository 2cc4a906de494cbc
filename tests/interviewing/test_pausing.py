"""The clock stands in a pause, however long it is and however often somebody pauses."""

import pytest

from quizzes.interviewing.turns import MOST_PAUSES
from quizzes.models import Turn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [1, 8, 29, 400])
def test_a_pause_of_many_days_costs_no_time(clock, interviewee, days):
    interviewee.page()
    clock.goes_on(seconds=50)
    interviewee.post("pause")
    clock.goes_on(days=days)
    assert "14:10" in interviewee.page()
    interviewee.post("resume")
    assert "14:10" in interviewee.page()


@pytest.mark.parametrize("ends", ["answer", "skip"])
def test_an_answer_in_a_long_pause_costs_no_time(clock, interviewee, ends):
    interviewee.page()
    clock.goes_on(seconds=50)
    interviewee.post("pause")
    clock.goes_on(days=9)
    interviewee.post(ends)
    assert "14:10" in interviewee.page()


def test_pauses_are_counted_as_far_as_the_column_holds(interviewee):
    """PostgreSQL refuses a number that is larger."""
    interviewee.page()
    Turn.objects.update(pauses=MOST_PAUSES)
    assert interviewee.post("pause").status_code == 302
    turn = interviewee.turn
    assert turn.pauses == MOST_PAUSES
    assert turn.paused_at is not None


def test_a_clock_that_was_set_back_gives_no_time_and_takes_none(clock, interviewee):
    interviewee.page()
    interviewee.post("pause")
    clock.goes_on(hours=-2)
    interviewee.post("resume")
    assert "15:00" in interviewee.page()
