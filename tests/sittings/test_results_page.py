"""Results in one look: score, a tick for each task, topics, mistakes, and what to do next."""

import re
from datetime import timedelta

import pytest

from quizzes.models import Quiz, Sitting
from quizzes.sittings import lifecycle
from tests.sittings.taking import begun, ends, page, post, task_at, words

pytestmark = pytest.mark.usefixtures("all_kinds")


@pytest.fixture
def sitting(client) -> Sitting:
    """One right, one with a known mistake, one unreadable, one blank."""
    sitting = begun(client, "dot", "weights", "softmax", "grows")
    slip = next(p for p in task_at(sitting, 2).kind.probes() if p.mistake == "unscaled")
    right = task_at(sitting, 1).kind.right_answer()
    for number, raw in ((1, right), (2, slip.raw), (3, "0.1 0.2,,")):
        post(client, sitting, number, raw)
    return sitting


def results(client, sitting) -> str:
    client.post(f"{sitting.get_absolute_url()}check/")
    return words(client.get(f"{sitting.get_absolute_url()}results/"))


def test_each_task_has_a_tick_in_words_that_leads_to_its_details(sitting, client):
    text = results(client, sitting)
    ticks = text.partition('class="ticks"')[2].partition("</ol>")[0]
    found = re.findall(r'href="#task-(\d)".*?hidden">: ([^<]+)<', ticks)
    assert found == [("1", "right"), ("2", "wrong"), ("3", "could not be read"), ("4", "blank")]


def test_details_are_open_where_something_typed_was_wrong(sitting, client):
    text = results(client, sitting)
    shown = re.findall(r'<details class="card result"( open)?>.*?id="task-(\d)"', text)
    assert shown == [("", "1"), (" open", "2"), (" open", "3"), ("", "4")]


def test_the_mistakes_that_were_made_are_named_with_their_tasks(sitting, client):
    text = results(client, sitting)
    slips = text.partition("Mistakes to review")[2].partition("</section>")[0]
    assert '<a href="#task-2">task&nbsp;2</a>' in slips
    assert 'href="/mistakes/"' in slips


def test_what_comes_next_stands_beside_the_score(sitting, client):
    text = results(client, sitting).partition("What to do next")[2].partition("</section>")[0]
    assert 'Read <a href="/questions/weights/#the-long-answer">' in text
    assert 'href="/practice/">Practice</a>' in text


def test_it_says_the_topics_with_what_was_right(sitting, client):
    text = results(client, sitting).partition("By topic")[2].partition("</section>")[0]
    assert '<span class="meta">1 of 4</span>' in text


def test_below_the_pass_mark_it_is_not_passed_yet(sitting, client):
    # A matrix that is wrong in part gives a part of its point.
    assert re.search(r"2\d% \(pass mark 60%\): not passed yet", results(client, sitting))


def test_a_quiz_without_a_pass_mark_is_neither_passed_nor_failed(sitting, client):
    Quiz.objects.update(pass_mark=0)
    text = results(client, sitting)
    assert re.search(r"<strong>\d+%</strong>", text)
    assert "passed" not in text
    assert "pass mark" not in text
    assert "Pass mark" not in words(client.get(Quiz.objects.get().get_absolute_url()))


def test_retaking_starts_at_once_with_new_numbers_and_the_same_clock(client):
    sitting = begun(client, "dot", clock="12")
    client.post(f"{sitting.get_absolute_url()}check/")
    retake = client.get(f"{sitting.get_absolute_url()}results/").context["retake"]
    data = {"token": retake.token, "clock": retake.minutes}
    response = client.post(retake.address, data)
    again = Sitting.objects.order_by("-started_at")[0]
    assert response.url == again.get_absolute_url()
    assert again != sitting
    assert again.plan[0]["seed"] != sitting.plan[0]["seed"]
    assert again.ends_at is not None
    assert again.ends_at - again.started_at > timedelta(minutes=11)


def test_a_quiz_that_was_withdrawn_cannot_be_retaken(sitting, client):
    Quiz.objects.update(status="draft")
    text = results(client, sitting)
    assert "Retake" not in text
    assert 'href="/quizzes/">All quizzes</a>' in text


def test_with_a_clock_it_says_how_long_it_took(client):
    sitting = begun(client, "dot", clock="12")
    sitting = ends(sitting, sitting.started_at + timedelta(minutes=30))
    assert sitting.ends_at is not None
    lifecycle.finish(sitting, sitting.ends_at - timedelta(minutes=5))
    text = words(client.get(f"{sitting.get_absolute_url()}results/"))
    assert "0 of 1 point in 7 minutes." in text
    assert "Time was up" not in text


def test_without_a_clock_no_time_is_told(sitting, client):
    assert "points in" not in results(client, sitting)


def test_a_task_can_be_opened_again_only_as_a_result(sitting, client):
    results(client, sitting)
    assert client.get(page(sitting, 1)).url == f"{sitting.get_absolute_url()}results/"
