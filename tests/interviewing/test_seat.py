"""A friend in the interviewer's seat sees the script; the candidate and others do not."""

import pytest
from django.test import Client
from django.utils.html import escape

from quizzes.answering.task import Task
from quizzes.models import Turn
from tests.interviewing.interviewee import Interviewee

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(interviewee) -> str:
    interviewee.page()
    return f"/interview/seat/{interviewee.interview.seat_token}/"


@pytest.fixture
def friend(address) -> Client:
    friend = Client()
    assert friend.post(address, {"action": "take"}).status_code == 302
    return friend


def test_the_link_is_on_the_candidates_page(interviewee, address):
    assert address in interviewee.page()


def test_whoever_only_opens_the_link_takes_nothing(address, interviewee):
    scanner = Client()
    page = scanner.get(address).content.decode()
    assert "Take the seat" in page
    assert "A weight says how much" not in page
    assert interviewee.interview.seat_browser == ""


def test_the_friend_sees_the_script_and_not_the_answer_to_a_task(friend, address, interviewee):
    page = friend.get(address).content.decode()
    assert "A weight says how much" in page
    assert "It divides by the root." in page
    interviewee.say()
    interviewee.page()
    page = friend.get(address).content.decode()
    assert "Put numbers on it." in page
    assert "Begin with the dot products." in page
    assert "Right" not in page
    interviewee.type("unscaled")
    assert "Wrong" in friend.get(address).content.decode()


def test_the_candidate_is_refused_with_a_sentence(friend, address, interviewee):
    response = interviewee.client.get(address)
    assert response.status_code == 403
    page = response.content.decode()
    assert "your own interview" in page
    assert "A weight says how much" not in page


def test_a_third_person_is_told_that_the_seat_is_taken(friend, address):
    third = Client()
    for response in (third.get(address), third.post(address, {"action": "take"})):
        assert response.status_code == 403
        assert "A weight says how much" not in response.content.decode()


def test_a_new_link_makes_the_old_one_lead_nowhere(friend, address, interviewee):
    interviewee.post("new-seat")
    assert friend.get(address).status_code == 404
    assert address not in interviewee.page()


def test_nothing_moves_while_nothing_changes(friend, address, interviewee):
    version = friend.get(address).context["seat"].version
    asks = {"headers": {"HX-Request": "true"}}
    friend.post(address, {"action": "rate", "turn": "1", "heard": ["dot"]})
    assert friend.get(f"{address}?seen={version}", **asks).status_code == 204
    interviewee.post("pause")
    changed = friend.get(f"{address}?seen={version}", **asks)
    assert changed.status_code == 200
    assert "paused" in changed.content.decode()


def test_the_friends_ticks_stand_beside_the_own_in_the_debrief(friend, address, interviewee):
    friend.post(address, {"action": "rate", "turn": "1", "heard": ["dot", "scale", "nonsense"]})
    assert Turn.objects.get(number=1).seat_marks == ["dot", "scale"]
    interviewee.say(points=("dot", "soft"))
    interviewee.client.post(f"{interviewee.address}end/")
    friend.post(address, {"action": "note", "note": "Speak more slowly."})
    page = interviewee.page()
    assert "2 of 3 points of a good answer" in page
    assert "Your interviewer heard 2 of the 3 points" in page
    assert "Speak more slowly." in page
    assert "The interview is over." in friend.get(address).content.decode()


def test_a_tick_on_a_follow_up_stands_in_the_debrief(friend, address, interviewee):
    interviewee.say()
    interviewee.type()
    interviewee.go_on()
    number = str(interviewee.turn.number)
    friend.post(address, {"action": "rate", "turn": number, "heard": ["said"]})
    interviewee.post("answer")
    interviewee.client.post(f"{interviewee.address}end/")
    assert "Your interviewer heard the main point." in interviewee.page()


def test_the_friend_sees_the_numbers_the_right_answer_and_what_was_typed(
    friend, address, interviewee
):
    interviewee.say()
    interviewee.page()
    page = friend.get(address).content.decode()
    task = Task(interviewee.turn.item, interviewee.turn.seed)
    assert 'class="givens"' in page
    assert escape(task.kind.right_answer()) in page
    assert "They typed" not in page
    interviewee.post("answer", answer="[[1, 0, 0], [0, 1, 0]]")
    assert "[[1, 0, 0], [0, 1, 0]]" in friend.get(address).content.decode()


def test_a_late_tick_for_another_prompt_is_dropped(friend, address, interviewee):
    interviewee.say()
    interviewee.page()
    friend.post(address, {"action": "rate", "turn": "1", "heard": ["dot"]})
    assert list(Turn.objects.values_list("seat_marks", flat=True)) == [None, None]


def test_the_hint_comes_when_the_friend_gives_it(friend, address, interviewee):
    interviewee.say()
    page = interviewee.page()
    assert "Begin with the dot products." not in page
    ask = f"{interviewee.address}?hint=2"
    asks = {"headers": {"HX-Request": "true", "Sec-Fetch-Site": "same-origin"}}
    assert interviewee.client.get(ask, **asks).status_code == 204
    friend.post(address, {"action": "hint", "turn": "2"})
    assert "Begin with the dot products." in interviewee.client.get(ask, **asks).content.decode()
    assert "gives you a hint" in interviewee.page()


def test_an_unknown_link_is_answered_in_words(db, client):
    response = client.get("/interview/seat/nothing/")
    assert response.status_code == 404
    assert "leads to no interview" in response.content.decode()


def test_a_number_is_not_ticked_and_no_hint_is_given_where_there_is_none(
    friend, address, interviewee
):
    """Forms that the page does not have: the debrief must not tell what nobody could do."""
    friend.post(address, {"action": "hint", "turn": "1"})
    interviewee.say()
    interviewee.page()
    friend.post(address, {"action": "rate", "turn": "2", "heard": ["said"]})
    assert list(Turn.objects.values_list("is_hint_given", flat=True)) == [False, False]
    assert list(Turn.objects.values_list("seat_marks", flat=True)) == [None, None]


def test_an_interview_that_ended_before_its_first_question_says_so(asked):
    candidate = Interviewee(Client(headers={"Sec-Fetch-Site": "same-origin"}))
    candidate.start()
    address, friend = f"/interview/seat/{candidate.interview.seat_token}/", Client()
    friend.post(address, {"action": "take"})
    assert "has not opened the first question yet" in friend.get(address).content.decode()
    version = friend.get(address).context["seat"].version
    candidate.client.post(f"{candidate.address}end/")
    asks = {"headers": {"HX-Request": "true"}}
    page = friend.get(f"{address}?seen={version}", **asks).content.decode()
    assert "The interview is over." in page
    assert "has not opened the first question yet" not in page


def test_whoever_lost_the_seat_is_told_and_the_page_asks_no_more(friend, address, interviewee):
    """htmx stops asking at a 286, and puts the sentence where the script was."""
    asks = {"headers": {"HX-Request": "true"}}
    interviewee.post("new-seat")
    response = friend.get(f"{address}?seen=1", **asks)
    assert response.status_code == 286
    assert "leads to no interview" in response.content.decode()
    new = f"/interview/seat/{interviewee.interview.seat_token}/"
    assert Client().post(new, {"action": "take"}).status_code == 302
    friend.cookies.clear()
    response = friend.get(f"{new}?seen=1", **asks)
    assert response.status_code == 286
    assert "Somebody else has taken" in response.content.decode()


def test_a_friend_sees_nothing_of_what_the_candidate_writes(friend, address, interviewee):
    interviewee.post("save", text="MY-NOTES")
    assert "MY-NOTES" not in friend.get(address).content.decode()
    interviewee.post("answer", text="MY-NOTES")
    assert "MY-NOTES" not in friend.get(address).content.decode()
    interviewee.client.post(f"{interviewee.address}end/")
    page = friend.get(address).content.decode()
    assert "MY-NOTES" not in page
    assert "A weight says how much" not in page
