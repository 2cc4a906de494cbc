"""What a candidate or a friend typed is stored whole or comes back with a sentence; nothing that
was kept is lost to a form that does not speak of it."""

import pytest
from django.test import Client

from quizzes.interviewing.typed import LONGEST_NOTE, LONGEST_TEXT
from quizzes.models import Attempt, Interview

pytestmark = pytest.mark.django_db

TOO_LONG = "x" * LONGEST_TEXT + " the end"
ASKS = {"headers": {"HX-Request": "true", "Sec-Fetch-Site": "same-origin"}}


@pytest.mark.parametrize("action", ["answer", "skip", "pause", "end"])
def test_a_text_over_the_limit_comes_back_with_a_sentence(interviewee, action):
    interviewee.page()
    interviewee.post("save", text="kept before")
    response = interviewee.post(action, text=TOO_LONG)
    page = response.content.decode()
    assert response.status_code == 422
    assert "What you wrote has 10,008 characters, and we keep up to 10,000." in page
    assert TOO_LONG in page
    turn = interviewee.turn
    assert (turn.text, turn.answered_at, turn.paused_at) == ("kept before", None, None)


def test_too_long_notes_leave_a_task_open_with_its_answer_in_the_box(interviewee):
    interviewee.say()
    interviewee.page()
    response = interviewee.post("answer", text=TOO_LONG, answer="[[1, 2, 3], [4, 5, 6]]")
    page = response.content.decode()
    assert response.status_code == 422
    assert TOO_LONG in page
    assert "[[1, 2, 3], [4, 5, 6]]" in page
    assert interviewee.turn.answered_at is None
    assert not Attempt.objects.exists()


def test_saving_a_text_over_the_limit_is_refused_in_words(interviewee):
    interviewee.page()
    facts = {"turn": interviewee.turn.number, "action": "save", "text": TOO_LONG}
    response = interviewee.client.post(interviewee.address, facts, **ASKS)
    assert response.status_code == 422
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "up to 10,000" in response.content.decode()
    assert interviewee.turn.text == ""


def test_a_text_at_the_limit_is_kept_whole_whatever_ends_its_lines(interviewee):
    """A browser counts the end of a line once and sends it as two characters."""
    text = ("a line\n" * LONGEST_TEXT)[: LONGEST_TEXT - 1] + "."
    interviewee.page()
    response = interviewee.post("answer", text=text.replace("\n", "\r\n"))
    assert response.status_code == 302
    assert interviewee.turn.text == text


@pytest.mark.parametrize(
    "text",
    [
        "𝒬𝒦ᵀ/√d 👩‍🔬",
        "\u202eright to left",
        "\ufeff\u2028\u0085\x1b[0m",
        "e\u0301 \ud7ff\ue000\uffff",
    ],
)
def test_any_character_is_stored_and_shown(interviewee, text):
    interviewee.page()
    interviewee.post("answer", text=text)
    assert interviewee.turn.text == text
    assert text in interviewee.page()


@pytest.mark.parametrize("action", ["answer", "skip", "pause", "resume", "end", "save", "nonsense"])
def test_a_form_without_the_field_erases_nothing(interviewee, action):
    interviewee.page()
    interviewee.post("save", text="kept before")
    interviewee.post(action)
    assert interviewee.turn.text == "kept before"


@pytest.mark.parametrize("action", ["resume", "end"])
def test_a_pause_takes_nothing_back_that_another_tab_typed(interviewee, action):
    interviewee.page()
    interviewee.post("pause", text="before the pause")
    assert 'name="text"' not in interviewee.page()
    interviewee.post("save", text="in the other tab")
    interviewee.post(action)
    assert interviewee.turn.text == "in the other tab"


def test_a_note_of_the_friend_over_the_limit_comes_back_with_a_sentence(interviewee):
    interviewee.page()
    address, friend = f"/interview/seat/{interviewee.interview.seat_token}/", Client()
    friend.post(address, {"action": "take"})
    interviewee.client.post(f"{interviewee.address}end/")
    friend.post(address, {"action": "note", "note": "kept before"})
    note = "x" * LONGEST_NOTE + " the end"
    response = friend.post(address, {"action": "note", "note": note})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Your note has 4,008 characters, and a note holds up to 4,000." in page
    assert note in page
    assert Interview.objects.get().seat_note == "kept before"
    friend.post(address, {"action": "note"})
    assert Interview.objects.get().seat_note == "kept before"
    whole = ("a line\n" * LONGEST_NOTE)[: LONGEST_NOTE - 1] + "."
    friend.post(address, {"action": "note", "note": whole.replace("\n", "\r\n")})
    assert Interview.objects.get().seat_note == whole
