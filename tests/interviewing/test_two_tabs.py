"""A form that comes too late, from an old tab or sent again, changes nothing, and what was typed
in it is shown, because it is stored nowhere."""

import pytest

from quizzes.models import Attempt, Turn

pytestmark = pytest.mark.django_db


def late(interviewee, **fields):
    """The form of the first prompt, posted as it was."""
    return interviewee.client.post(interviewee.address, {"turn": "1"} | fields)


@pytest.mark.parametrize("action", ["answer", "skip", "pause", "end"])
def test_what_was_typed_in_an_old_tab_is_shown(interviewee, action):
    interviewee.page()
    interviewee.post("answer", text="the first tab")
    for where in ("answered", "gone on", "over"):
        if where == "gone on":
            interviewee.post("mark")
            interviewee.page()
        if where == "over":
            interviewee.client.post(f"{interviewee.address}end/")
        before = list(Turn.objects.values())
        response = late(interviewee, action=action, text="the second <tab>")
        page = response.content.decode()
        assert response.status_code == 409, where
        assert "the second &lt;tab&gt;" in page, where
        assert "was not saved" in page, where
        assert list(Turn.objects.values()) == before


def test_the_number_of_a_task_that_was_typed_in_an_old_tab_is_shown(interviewee):
    interviewee.say()
    interviewee.type()
    for _where in ("answered", "gone on"):
        response = interviewee.client.post(
            interviewee.address, {"turn": "2", "action": "answer", "answer": "[[7, 7, 7]]"}
        )
        assert response.status_code == 409
        assert "[[7, 7, 7]]" in response.content.decode()
        interviewee.go_on()
    assert Attempt.objects.count() == 1


def test_a_double_click_is_no_other_tab(interviewee):
    """The same form again: it leads to where the interview is, and nothing is said."""
    interviewee.page()
    for _click in range(2):
        response = late(interviewee, action="answer", text="one\r\nanswer")
        assert response.headers["Location"] == interviewee.address
    for _click in range(2):
        response = late(interviewee, action="mark", points=["dot"])
        assert response.headers["Location"] == interviewee.address
    assert Turn.objects.get().marks == ["dot"]


def test_a_double_click_on_a_number_is_no_other_tab(interviewee):
    interviewee.say()
    interviewee.type("unscaled")
    raw = interviewee.turn.attempt.raw
    response = interviewee.post("answer", answer=raw)
    assert response.headers["Location"] == interviewee.address
    assert Attempt.objects.count() == 1


def test_a_late_form_without_words_leads_on_and_says_why(interviewee):
    interviewee.say(text="words")
    interviewee.page()
    for fields in ({"action": "skip"}, {"action": "mark", "points": "dot"}, {"action": "x" * 99}):
        response = late(interviewee, **fields)
        assert response.headers["Location"] == f"{interviewee.address}?stale=1"


@pytest.mark.parametrize("number", ["", "0", "-1", "99", "1 ", "١", "9" * 400, "\x00", "one"])
def test_a_form_for_no_prompt_changes_nothing(interviewee, number):
    interviewee.page()
    before = list(Turn.objects.values())
    response = late(interviewee, turn=number, action="answer", text="my words")
    assert response.status_code == 409
    assert "my words" in response.content.decode()
    assert list(Turn.objects.values()) == before
