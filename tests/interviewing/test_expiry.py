"""An interview ends by itself once nobody has touched it for a while, and not before."""

from datetime import timedelta

import pytest

from quizzes.interviewing.clock import seconds_of
from quizzes.interviewing.expiry import expire
from quizzes.models import Interview

pytestmark = pytest.mark.django_db


def expired(clock) -> int:
    return expire(clock.now - timedelta(days=30))


@pytest.mark.parametrize("touches", ["pause", "answer", "skip"])
def test_whoever_came_back_lately_goes_on(clock, interviewee, touches):
    interviewee.page()
    clock.goes_on(days=29)
    interviewee.post(touches)
    clock.goes_on(days=29)
    assert expired(clock) == 0
    clock.goes_on(days=2)
    assert expired(clock) == 1


def test_whoever_came_back_from_a_long_pause_goes_on(clock, interviewee):
    interviewee.page()
    clock.goes_on(seconds=50)
    interviewee.post("pause")
    clock.goes_on(days=40)
    interviewee.post("resume")
    clock.goes_on(minutes=1)
    assert expired(clock) == 0
    assert "13:10" in interviewee.page()


def test_whoever_marked_an_answer_lately_goes_on(clock, interviewee):
    interviewee.page()
    interviewee.post("answer")
    clock.goes_on(days=29)
    interviewee.post("mark", points=["dot"])
    clock.goes_on(days=2)
    assert expired(clock) == 0


def test_it_ends_when_it_was_last_touched(clock, interviewee):
    """So that the debrief does not count a month as time used."""
    interviewee.page()
    clock.goes_on(seconds=50)
    interviewee.post("pause", text="so far")
    paused = clock.now
    clock.goes_on(days=31)
    assert expired(clock) == 1
    assert interviewee.interview.finished_at == paused
    turn = interviewee.turn
    assert turn.text == "so far"
    assert turn.is_cut_off
    assert seconds_of(turn, clock.now) == 50


def test_one_in_which_nothing_was_asked_is_deleted(clock, interviewee):
    clock.goes_on(days=29)
    assert expired(clock) == 0
    clock.goes_on(days=2)
    assert expired(clock) == 1
    assert not Interview.objects.exists()
