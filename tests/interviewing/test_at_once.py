"""Several requests at the same moment, on a database that threads share: each step is done once,
and whatever was not stored is told."""

import pytest
from django.http import HttpResponse
from django.test import Client

from quizzes.answering.task import Task
from quizzes.models import Attempt, Interview, Turn
from tests.at_once import AT_ONCE, all_at_once, at_once
from tests.interviewing.interviewee import Interviewee

pytestmark = pytest.mark.usefixtures("shared_database")


@pytest.fixture
def tabs(asked) -> list[Interviewee]:
    """Tabs of one browser in an interview that has just begun."""
    first = Client(headers={"Sec-Fetch-Site": "same-origin"})
    person = Interviewee(first)
    person.start()
    found = [person]
    for _tab in range(AT_ONCE - 1):
        client = Client(headers={"Sec-Fetch-Site": "same-origin"})
        client.cookies.update(first.cookies)
        found.append(Interviewee(client))
    return found


def posted(tabs: list[Interviewee], action: str, **fields: object) -> list[HttpResponse]:
    """One form from each tab; a field that is callable is given the number of the tab."""
    address, turn = tabs[0].address, tabs[0].turn.number

    def form(number: int) -> dict[str, object]:
        said = {name: each(number) if callable(each) else each for name, each in fields.items()}
        return {"turn": turn, "action": action} | said

    return all_at_once(
        [
            lambda tab=tab, number=number: tab.client.post(address, form(number))
            for number, tab in enumerate(tabs)
        ]
    )


def test_many_looks_ask_one_prompt(tabs):
    address = tabs[0].address
    for expected in (1, 2):
        pages = all_at_once([lambda tab=tab: tab.client.get(address) for tab in tabs])
        assert {page.status_code for page in pages} == {200}
        assert Turn.objects.count() == expected
        tabs[0].post("answer")
        tabs[0].post("mark")


def test_of_many_answers_one_is_kept_and_the_others_come_back(tabs):
    tabs[0].page()
    answers = posted(tabs, "answer", text=lambda number: f"what tab {number} said")
    kept = [number for number, each in enumerate(answers) if each.status_code == 302]
    assert len(kept) == 1
    assert Turn.objects.get().text == f"what tab {kept[0]} said"
    for number, each in enumerate(answers):
        if number not in kept:
            assert f"what tab {number} said" in each.content.decode()


def test_one_number_posted_many_times_is_one_attempt(tabs):
    tabs[0].say()
    tabs[0].page()
    raw = Task(tabs[0].turn.item, tabs[0].turn.seed).kind.right_answer()
    assert {each.status_code for each in posted(tabs, "answer", answer=raw)} == {302}
    assert tabs[0].turn.attempt == Attempt.objects.get()


def test_of_many_numbers_one_is_judged_and_the_others_come_back(tabs):
    tabs[0].say()
    tabs[0].page()
    answers = posted(tabs, "answer", answer=lambda number: f"[[{number}, 0, 0], [0, 0, 0]]")
    assert sorted(each.status_code for each in answers) == [302] + [409] * (AT_ONCE - 1)
    assert tabs[0].turn.attempt == Attempt.objects.get()
    [kept] = [number for number, each in enumerate(answers) if each.status_code == 302]
    assert tabs[0].turn.attempt.raw.startswith(f"[[{kept}")


def test_pausing_and_going_on_many_times_at_once_counts_once(tabs, clock):
    tabs[0].page()
    posted(tabs, "pause", text="so far")
    assert tabs[0].turn.pauses == 1
    clock.goes_on(minutes=5)
    posted(tabs, "resume")
    assert tabs[0].turn.paused_seconds == 300
    assert tabs[0].turn.paused_at is None


def test_an_answer_and_the_end_at_once_leave_no_prompt_open(tabs):
    tabs[0].page()
    address, turn = tabs[0].address, tabs[0].turn.number
    facts = {"turn": turn, "action": "answer", "text": "my words"}
    all_at_once(
        [
            lambda: tabs[0].client.post(address, facts),
            lambda: tabs[1].client.post(f"{address}end/"),
            lambda: tabs[2].client.get(address),
        ]
    )
    assert Interview.objects.get().finished_at is not None
    assert not Turn.objects.filter(answered_at=None).exists()


def test_one_seat_is_taken_once(tabs):
    tabs[0].page()
    address = f"/interview/seat/{tabs[0].interview.seat_token}/"
    taken = at_once(lambda: Client().post(address, {"action": "take"}).status_code)
    assert taken.count(302) == 1


def test_starting_many_times_at_once_opens_one(asked):
    client = Client()
    token = client.get("/interview/").context["token"]
    form = {"token": token, "role": "engineer", "seniority": "mid", "minutes": "15"}
    started = at_once(lambda: Client().post("/interview/", form).headers.get("Location"))
    assert len(set(started)) == 1
    assert Interview.objects.count() == 1
