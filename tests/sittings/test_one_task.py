"""A quiz one task at a time: every button saves, the strip tells what is done, flags are kept."""

import re

import pytest
from django.db import connection
from django.test import Client

from quizzes.models import Attempt, Item, SavedAnswer, Sitting
from quizzes.sittings import lifecycle
from tests.sittings.taking import HTMX, begun, field, page, post, task_at, words

pytestmark = pytest.mark.usefixtures("all_kinds")
KEYS = ("dot", "softmax", "grows")


@pytest.fixture
def sitting(client):
    return begun(client, *KEYS)


def strip(response) -> list[str]:
    text = words(response).partition('class="strip"')[2].partition("</nav>")[0]
    stops = re.findall(r"<(?:button|a) class=\"stop.*?</(?:button|a)>", text)
    return [" ".join(re.sub(r"<[^>]*>", " ", stop).split()) for stop in stops]


def test_it_begins_with_the_first_task_without_an_answer(sitting, client):
    assert client.get(sitting.get_absolute_url()).url == page(sitting, 1)
    post(client, sitting, 1, "3")
    assert client.get(sitting.get_absolute_url()).url == page(sitting, 2)
    post(client, sitting, 2, "1 2 3 4")
    post(client, sitting, 3, "a")
    assert client.get(sitting.get_absolute_url()).url.endswith("/check/")


def test_a_page_asks_one_task_and_says_which(sitting, client):
    text = words(client.get(page(sitting, 2)))
    assert "Task 2 of 3" in text
    assert "What are the weights?" in text
    assert "What is the dot product?" not in text


@pytest.mark.parametrize(
    ("action", "to"), [("2", "2/"), ("3", "3/"), ("all", "?all=1"), ("check", "check/")]
)
def test_every_way_out_of_a_page_saves_what_was_typed(sitting, client, action, to):
    assert post(client, sitting, 1, "7", action).url == f"{sitting.get_absolute_url()}{to}"
    assert SavedAnswer.objects.get().raw == "7"


def test_the_first_button_of_the_form_saves_and_goes_on(sitting, client):
    for number, value in ((1, "2"), (2, "3"), (3, "check")):
        text = words(client.get(page(sitting, number)))
        form = text.partition('id="sitting-form"')[2]
        first = re.search(r"<button[^>]*>", form)
        assert first
        assert f'value="{value}"' in first[0]


def test_the_strip_tells_in_words_what_is_answered_blank_and_flagged(sitting, client):
    post(client, sitting, 1, "3")
    post(client, sitting, 2, "", "flag")
    response = client.get(page(sitting, 3))
    assert strip(response) == [
        "Task 1 : answered ✓",
        "Task 2 : blank, flagged ⚑",
        "Task 3 : blank",
    ]
    assert words(response).count('aria-current="step"') == 1


def test_a_flag_is_kept_and_taken_away_beside_what_was_typed(sitting, client):
    assert post(client, sitting, 1, "3", "flag").url == page(sitting, 1)
    saved = SavedAnswer.objects.get()
    assert (saved.raw, saved.flagged) == ("3", True)
    post(client, sitting, 1, "4")
    saved.refresh_from_db()
    assert (saved.raw, saved.flagged) == ("4", True)
    post(client, sitting, 1, "4", "unflag")
    saved.refresh_from_db()
    assert (saved.raw, saved.flagged) == ("4", False)


def test_a_flag_alone_is_no_answer(sitting, client):
    post(client, sitting, 1, "", "flag")
    lifecycle.finish(sitting, sitting.started_at)
    assert Attempt.marked.get(item__key="dot").mark.verdict == "given_up"


def test_finishing_asks_about_blank_unreadable_and_flagged_tasks_first(sitting, client):
    post(client, sitting, 1, "3", "flag")
    response = post(client, sitting, 2, "0.1 0.2,,", "finish")
    text = words(client.get(response.url))
    assert "1 answer couldn't be read." in text
    assert "1 task is blank." in text
    assert "You flagged 1 task" in text
    for number in (1, 2, 3):
        assert f'href="{page(sitting, number)}">Task {number}</a>' in text
    assert not Attempt.objects.exists()
    assert client.post(response.url).url == f"{sitting.get_absolute_url()}results/"
    assert Attempt.objects.count() == 3
    assert Attempt.objects.get(item__key="dot").raw == "3"


def test_with_every_task_answered_it_is_finished_at_once(sitting, client):
    post(client, sitting, 1, "3")
    post(client, sitting, 2, "1 2 3 4")
    response = post(client, sitting, 3, "a", "finish")
    assert response.url == f"{sitting.get_absolute_url()}results/"


def test_looking_at_the_last_page_ends_nothing(sitting, client):
    assert client.get(f"{sitting.get_absolute_url()}check/").status_code == 200
    assert not Attempt.objects.exists()


def test_a_second_post_of_the_last_page_says_that_it_was_done(sitting, client):
    address = f"{sitting.get_absolute_url()}check/"
    client.post(address)
    response = client.post(address, follow=True)
    assert "You had already submitted this quiz." in words(response)
    assert Attempt.objects.count() == 3


def test_a_second_tab_after_the_end_is_told_so_and_gets_its_text_back(sitting, client):
    client.post(f"{sitting.get_absolute_url()}check/")
    response = post(client, sitting, 1, "0.125", "2")
    assert response.status_code == 409
    assert "You submitted this quiz at" in words(response)
    assert ">0.125</textarea>" in words(response)
    assert client.get(page(sitting, 1)).url == f"{sitting.get_absolute_url()}results/"


def test_what_is_too_long_stays_on_its_page(sitting, client):
    text = "1 " * 2_001
    response = post(client, sitting, 2, text, "3")
    assert response.status_code == 422
    assert "longer than 4,000 characters" in words(response)
    assert text.strip() in words(response)
    assert not SavedAnswer.objects.exists()


def test_a_task_saves_itself_while_one_types(sitting, client):
    assert "Saved." in words(post(client, sitting, 1, "3", headers=HTMX))
    assert SavedAnswer.objects.get().raw == "3"


def test_how_an_answer_is_read_is_shown_without_a_verdict(sitting, client):
    response = post(client, sitting, 2, "1 2 3 4", "read")
    assert "4 numbers" in words(response)
    assert "EXPLAIN" not in words(response)


def test_a_task_that_changed_meanwhile_is_left_out_and_the_others_go_on(sitting, client):
    Item.objects.filter(key="softmax").update(retired=True)
    response = client.get(page(sitting, 2))
    assert "It is left out of your score." in words(response)
    assert strip(response)[1] == "Task 2 : left out ×"
    assert post(client, sitting, 2, "", "3").url == page(sitting, 3)
    assert "was not saved" in words(post(client, sitting, 2, "1 2", "3"))
    gone = post(client, sitting, 2, "1 2", headers=HTMX)
    assert gone.status_code == 409
    assert not SavedAnswer.objects.exists()


@pytest.mark.parametrize("number", [0, 4, 10**30])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_number_that_no_task_has_is_told_so(sitting, client, number, method):
    response = getattr(client, method)(page(sitting, number))
    assert response.status_code == 404
    assert "Its tasks are 1 to 3." in words(response)
    assert "Continue the quiz" in words(response)


@pytest.mark.parametrize("end", ["1/", "4/", "check/"])
def test_nobody_else_learns_whether_it_exists(sitting, end):
    other, unknown = Client(), "/sittings/00000000-0000-0000-0000-000000000000/"
    for address in (sitting.get_absolute_url(), unknown):
        for answer in (other.get(f"{address}{end}"), other.post(f"{address}{end}")):
            assert answer.status_code == 404
            assert "can't open this quiz attempt here" in words(answer)
    typed = other.post(page(sitting, 1), {field(sitting, 1): "0.25"})
    assert "0.25" in words(typed)
    assert not Attempt.objects.exists()


def test_no_page_of_a_running_quiz_holds_an_answer(client):
    sitting = begun(client, "weights", "dot")
    for number in (1, 2):
        post(client, sitting, number, "1")
        for address in (page(sitting, number), f"{sitting.get_absolute_url()}?all"):
            text = words(client.get(address))
            assert "EXPLAIN" not in text
            assert task_at(sitting, number).kind.right_answer() not in text


def test_the_previous_release_can_save_beside_this_one(sitting):
    """It knows nothing of flags."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {SavedAnswer._meta.db_table} (sitting_id, item_id, raw, saved_at)"  # noqa: S608
            f" SELECT id, %s, '7', started_at FROM {Sitting._meta.db_table}",
            [sitting.plan[0]["item"]],
        )
    saved = SavedAnswer.objects.get()
    assert (saved.raw, saved.flagged) == ("7", False)
