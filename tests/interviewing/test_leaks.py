"""Nothing tells an answer, or what comes next, before it is due: no page, no export, no API."""

import pytest
from django.test import Client

from quizzes.answering.task import Task
from tests.interviewing.interviewee import Interviewee

pytestmark = pytest.mark.django_db

# Of follow-ups and probes; what the opening holds is on the page of its question, too.
HIDDEN = (
    *("BECAUSE-OF-VARIANCE", "EQUAL.", "YOU-WERE-RIGHT", "YOU-LEFT-OUT-THE-ROOT"),
    *("THE-DOT-PRODUCTS", "STEP-BY-STEP", "Why the root?", "What if keys are equal?"),
)
ADDRESSES = (
    *("/", "/interview/", "/plan/", "/progress/", "/practice/", "/account/data/"),
    *(
        "/account/data/attention-by-hand.json",
        "/questions/asked/",
        "/search/?q=variance",
        "/quizzes/",
    ),
    *("/api/v1/questions/asked", "/api/v1/items", "/api/v1/questions/asked/items/first-weights"),
)


@pytest.fixture
def shown(interviewee: Interviewee):
    def shown() -> dict[str, str]:
        found = {}
        for address in (*ADDRESSES, interviewee.address, f"{interviewee.address}end/"):
            response = interviewee.client.get(address)
            text = response.getvalue().decode()
            assert response.status_code == 200, (address, response.status_code)
            found[address] = text
        return found

    return shown


def test_no_page_tells_what_the_interview_will_ask_or_wants_to_hear(interviewee, shown):
    for step in (interviewee.page, interviewee.say, interviewee.page):
        step()
        for address, text in shown().items():
            assert [words for words in HIDDEN if words in text] == [], address


def test_no_page_tells_the_number_of_an_open_task(interviewee, shown):
    interviewee.say()
    interviewee.page()
    raw = Task(interviewee.turn.item, interviewee.turn.seed).kind.right_answer()
    digits = raw.strip("[]").split(",")[0]
    assert len(digits) >= 4
    for address, text in shown().items():
        if interviewee.address in address or address.startswith("/account/"):
            assert digits not in text, address


def test_what_the_friend_hears_is_told_in_the_debrief(interviewee):
    interviewee.page()
    address, friend = f"/interview/seat/{interviewee.interview.seat_token}/", Client()
    friend.post(address, {"action": "take"})
    friend.post(address, {"action": "rate", "turn": "1", "heard": ["dot"]})
    friend.post(address, {"action": "note", "note": "FRIENDS-NOTE"})

    def export() -> str:
        return interviewee.client.get("/account/data/attention-by-hand.json").getvalue().decode()

    assert '"friends_points": null' in export()
    assert "FRIENDS-NOTE" not in export() + interviewee.page()
    interviewee.client.post(f"{interviewee.address}end/")
    assert '"dot"' in export()
    assert "FRIENDS-NOTE" in export()
    assert "FRIENDS-NOTE" in interviewee.page()
