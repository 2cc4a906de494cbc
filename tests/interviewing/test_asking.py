"""A prompt is asked, and its clock begins, when somebody looks at the page, and never before."""

import pytest

from quizzes.models import Turn

pytestmark = pytest.mark.django_db

FETCHES_AHEAD = [
    {"Sec-Purpose": "prefetch"},
    {"Sec-Purpose": "prefetch;prerender"},
    {"Purpose": "prefetch"},
    {"X-Moz": "prefetch"},
]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_head_request_asks_nothing(interviewee, is_first):
    if not is_first:
        interviewee.say()
    count = Turn.objects.count()
    response = interviewee.client.head(interviewee.address)
    assert response.status_code == 200
    assert Turn.objects.count() == count


@pytest.mark.parametrize("headers", FETCHES_AHEAD)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_browser_that_fetches_ahead_asks_nothing(interviewee, headers, is_first):
    """It is refused, so it comes again once somebody wants the page."""
    if not is_first:
        interviewee.say()
    count = Turn.objects.count()
    response = interviewee.client.get(interviewee.address, headers=headers)
    assert response.status_code == 503
    assert Turn.objects.count() == count


def test_neither_ends_an_interview_whose_time_is_out(clock, interviewee):
    interviewee.page()
    clock.goes_on(minutes=16)
    interviewee.post("answer")
    interviewee.post("mark")
    interviewee.client.head(interviewee.address)
    interviewee.client.get(interviewee.address, headers={"Sec-Purpose": "prefetch"})
    assert interviewee.interview.finished_at is None
    assert "Debrief" in interviewee.page()


def test_what_is_asked_already_may_be_fetched_in_any_way(interviewee):
    interviewee.page()
    for headers in ({}, *FETCHES_AHEAD):
        page = interviewee.client.get(interviewee.address, headers=headers).content.decode()
        assert "Tell me how a query attends" in page
    assert interviewee.client.head(interviewee.address).status_code == 200
