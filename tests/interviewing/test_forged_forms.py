"""Forms that no page of ours has: nothing of them is believed."""

import pytest

from quizzes.models import Interview, Turn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_follow_up", [False, True])
def test_whoever_skipped_has_said_nothing(interviewee, is_follow_up):
    if is_follow_up:
        interviewee.say()
        interviewee.type()
        interviewee.go_on()
    interviewee.page()
    interviewee.post("skip")
    interviewee.post("mark", points=["dot", "scale", "said"], heard=["free"])
    assert (interviewee.turn.marks, interviewee.turn.heard) == ([], [])
    assert interviewee.turn.marked_at is not None


def test_points_that_are_not_there_are_not_counted(interviewee):
    interviewee.page()
    interviewee.post("answer")
    interviewee.post("mark", points=["dot", "dot", "said", "", "\x00"], heard=["nonsense"])
    assert (interviewee.turn.marks, interviewee.turn.heard) == (["dot"], [])


@pytest.mark.parametrize("action", ["mark", "solution", "resume", "", "\x00", "finish"])
def test_an_action_before_its_time_changes_nothing(interviewee, action):
    interviewee.page()
    before = list(Turn.objects.values())
    interviewee.post(action, points=["dot"])
    if action == "mark":
        assert interviewee.turn.marked_at is None
    assert list(Turn.objects.values()) == before


@pytest.mark.parametrize(
    "choice",
    [
        {"question": "unfinished"},
        {"question": "no-such-question"},
        {"question": "x" * 5000},
        {"scripts": "masks/secret"},
    ],
)
def test_no_forged_choice_asks_what_is_not_public(asked, client, choice):
    token = client.get("/interview/").context["token"]
    form = {"token": token, "role": "systems", "seniority": "mid", "minutes": "15"} | choice
    client.post("/interview/", form)
    asks = [each["question"] for found in Interview.objects.all() for each in found.scripts]
    assert asks == ["asked"]
