"""Bookmarks: on the pages of questions and tasks, and the list by topic."""

import pytest
from django.test import Client

from quizzes.models import Bookmark, Item, Learner, Question
from tests.keeping.kept import OWN, QUESTION, TASK, keep, learner

pytestmark = pytest.mark.django_db
BUTTON = ">Bookmark</button>"
REMOVE = ">Remove bookmark</button>"


@pytest.fixture
def ann(learner_client, bank):
    learner("ann")
    return learner_client("ann")


def text(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("page", [QUESTION, TASK])
def test_a_newcomers_first_act_can_be_a_bookmark(client, bank, page):
    assert BUTTON in client.get(page, follow=True).content.decode()
    response = keep(client, page)
    assert (response.status_code, response.url) == (302, page)
    assert "learner" in client.cookies
    assert REMOVE in client.get(page, follow=True).content.decode()
    assert BUTTON in Client().get(page, follow=True).content.decode()
    assert f'href="{page}"' in text(client, "/bookmarks/")


@pytest.mark.parametrize("page", [QUESTION, TASK])
def test_pressed_twice_is_kept_once_and_removed_twice_is_removed(ann, page):
    for _time in range(2):
        keep(ann, page)
        assert Bookmark.objects.count() == 1
    for _time in range(2):
        assert keep(ann, page, "no").status_code == 302
        assert not Bookmark.objects.exists()
    assert Learner.objects.count() == 1


def test_with_htmx_only_the_strip_comes_back_and_tells_what_happened(ann):
    headers = {**OWN, "HX-Request": "true"}
    response = ann.post(f"{QUESTION}bookmark/", {"keep": "yes"}, headers=headers)
    strip = response.content.decode()
    assert "<html" not in strip
    assert REMOVE in strip
    assert 'data-announce="Bookmark kept"' in strip


def test_the_way_back_keeps_the_numbers_of_the_task(ann):
    seed = Item.objects.get(key="weights-of-keys").seeds[1]
    address = f"{TASK}bookmark/?seed={seed}"
    assert address in text(ann, f"{TASK}?seed={seed}")
    assert ann.post(address, {"keep": "yes"}, headers=OWN).url == f"{TASK}?seed={seed}"
    wrong = ann.post(f"{TASK}bookmark/?seed=//evil.example", {"keep": "yes"}, headers=OWN)
    assert wrong.url == TASK


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_page_of_another_site_cannot_press_the_button(ann, headers):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ann.cookies
    response = strict.post(f"{QUESTION}bookmark/", {"keep": "yes"}, headers=headers)
    assert response.status_code == 403
    assert not Bookmark.objects.exists()


def test_a_browser_that_only_names_its_origin_may(ann):
    headers = {"Origin": "http://testserver"}
    ann.post(f"{QUESTION}bookmark/", {"keep": "yes"}, headers=headers)
    assert Bookmark.objects.count() == 1


def test_neither_yes_nor_no_and_a_get_change_nothing(ann):
    assert keep(ann, QUESTION, "maybe").status_code == 400
    assert ann.get(f"{QUESTION}bookmark/").status_code == 405
    assert not Bookmark.objects.exists()


def test_nothing_is_kept_of_drafts_and_of_what_is_not_there(ann):
    for slug in ("unfinished", "nothing"):
        for wanted in ("yes", "no"):
            assert keep(ann, f"/questions/{slug}/", wanted).status_code == 404
    assert keep(ann, f"{QUESTION}items/nothing/").status_code == 404


def test_the_list_is_the_learners_own(ann, learner_client):
    keep(ann, QUESTION)
    learner("ben")
    ben = learner_client("ben")
    assert "You have no bookmarks yet" in text(ben, "/bookmarks/")
    keep(ben, QUESTION, "no")
    assert Bookmark.objects.get().learner.browser_id == "ann"
    assert "private" in ann.get("/bookmarks/").headers["Cache-Control"]


def test_the_empty_list_says_what_to_do(client, bank):
    page = client.get("/bookmarks/")
    assert "choose “Bookmark” below its title" in page.content.decode()
    assert not page.cookies


def test_the_list_goes_by_topic_and_tasks_follow_their_question(ann):
    for page in (TASK, "/questions/masks/", QUESTION):
        keep(ann, page)
    page = text(ann, "/bookmarks/")
    places = [page.index(f'href="{each}"') for each in (QUESTION, TASK, "/questions/masks/")]
    assert places == sorted(places)
    topic = Question.objects.get(slug="softmax").topic
    assert f"/practice/?topic={topic.slug}" in page


def test_what_was_removed_from_the_list_can_be_put_back(ann):
    keep(ann, QUESTION)
    response = keep(ann, QUESTION, "no", **{"from": "list"})
    assert response.url == f"/bookmarks/?removed=question-{Question.objects.get(slug='softmax').pk}"
    assert "Undo" in text(ann, response.url)
    back = keep(ann, QUESTION, "yes", **{"from": "list"})
    assert back.url == "/bookmarks/"
    assert "Undo" not in text(ann, response.url)
    assert Bookmark.objects.count() == 1


@pytest.mark.parametrize("removed", ["", "question-", "question-x", "task-99999", "goal-1", "²-²"])
def test_an_address_of_ones_own_making_offers_no_undo(ann, removed):
    assert "Undo" not in text(ann, f"/bookmarks/?removed={removed}")


def test_the_title_of_a_draft_is_told_by_no_address(ann):
    draft = Question.objects.get(slug="unfinished")
    page = text(ann, f"/bookmarks/?removed=question-{draft.pk}")
    assert draft.title not in page
    assert "Undo" not in page


def test_a_withdrawn_question_keeps_its_place_without_its_title(ann):
    keep(ann, QUESTION)
    Question.objects.filter(slug="softmax").update(status="draft", title="Secret plans")
    page = text(ann, "/bookmarks/")
    assert "A question that was withdrawn" in page
    assert "Secret plans" not in page
    keep(ann, QUESTION, "no", **{"from": "list"})
    assert not Bookmark.objects.exists()


def test_a_page_costs_a_stranger_nothing_more_and_a_learner_one_query(
    ann, client, django_assert_num_queries
):
    keep(ann, QUESTION)
    for each in (client, ann):
        each.get(QUESTION)
    with django_assert_num_queries(1):
        client.get(QUESTION)
    with django_assert_num_queries(3):
        ann.get(QUESTION)


def test_the_button_is_right_after_an_answer_without_javascript(ann):
    keep(ann, TASK)
    page = text(ann, ann.get(TASK).url)
    token = page.partition('name="token" value="')[2].partition('"')[0]
    answered = ann.post(TASK, {"token": token, "answer": "1 2 3\n4 5 6"})
    assert REMOVE in answered.content.decode()


def test_the_list_costs_one_query_for_any_number(ann, django_assert_max_num_queries):
    for page in (TASK, QUESTION, "/questions/masks/"):
        keep(ann, page)
    with django_assert_max_num_queries(3):
        ann.get("/bookmarks/")


def test_a_network_that_keeps_too_much_is_told_when_to_come_back(client, bank, monkeypatch):
    monkeypatch.setattr("quizzes.keeping.keeping_limit.MOST_AN_HOUR", 1)
    keep(client, QUESTION)
    response = keep(Client(), QUESTION)
    assert response.status_code == 429
    assert "Try again in" in response.content.decode()
    assert int(response.headers["Retry-After"]) > 0
    assert Learner.objects.count() == 1


@pytest.mark.parametrize("page", [QUESTION, TASK])
def test_another_learner_sees_the_usual_button(ann, learner_client, page):
    keep(ann, page)
    learner("ben")
    assert BUTTON in learner_client("ben").get(page, follow=True).content.decode()
