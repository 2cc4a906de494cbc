"""Deleting everything: nothing by accident, all of it by intent, and old links lead nowhere."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db.models import ProtectedError
from django.test import Client

from quizzes.models import Attempt, Learner, Quiz, Verdict
from quizzes.own_data.deletion import LastAdmin, delete_person, delete_user
from tests.answering.all_kinds import KEYS, stored_question, stored_quiz
from tests.own_data.living import client_of, person, unfinished

DELETE, DELETED, DATA = "/account/delete/", "/account/deleted/", "/account/data/"


@pytest.fixture
def quiz(db: None) -> Quiz:
    stored_question()
    return stored_quiz(*KEYS)


@pytest.fixture
def ann(bank, attempt, learner_client) -> Client:
    attempt("ann", "softmax/which-grows", Verdict.WRONG)
    return learner_client("ann")


def text(response) -> str:
    return response.content.decode()


def test_the_page_says_what_goes_and_what_stays_and_offers_the_export(ann):
    page = text(ann.get(DELETE))
    for words in ("What goes", "What stays", "skills: <strong>1</strong>", "cannot be undone"):
        assert words in page
    assert "/account/data/attention-by-hand.json" in page
    assert "type <code>delete</code>" in page


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_page_deletes_nothing(ann, method):
    getattr(ann, method)(DELETE, {"confirmation": "delete"})
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "delet", "<b>yes</b>", "delete me", "x" * 5_000])
def test_without_the_word_nothing_is_deleted_and_the_page_says_why(ann, typed):
    response = ann.post(DELETE, {"confirmation": typed})
    assert response.status_code == 422
    assert "nothing was deleted" in text(response)
    assert "Type delete." in text(response)
    assert "<b>" not in text(response).split("<main")[1]
    assert len(response.content) < 30_000
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("typed", ["delete", "Delete", " DELETE "])
def test_with_the_word_everything_goes(ann, typed):
    response = ann.post(DELETE, {"confirmation": typed})
    assert response.status_code == 302
    assert response.url == DELETED
    assert not Learner.objects.exists()
    assert not Attempt.objects.exists()


def test_a_form_of_another_site_deletes_nothing(bank, attempt, learner_client):
    attempt("ann", "softmax/which-grows", Verdict.WRONG)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(learner_client("ann").cookies)
    assert strict.post(DELETE, {"confirmation": "delete"}).status_code == 403
    assert Attempt.objects.count() == 1


def test_the_cookies_of_the_browser_are_removed(ann):
    response = ann.post(DELETE, {"confirmation": "delete"})
    removed = {name for name, cookie in response.cookies.items() if not cookie.value}
    assert {"learner", "time_zone", "theme", "csrftoken"} <= removed


def test_the_second_of_two_clicks_and_a_newcomer_are_told_that_nothing_is_stored(ann, client):
    ann.post(DELETE, {"confirmation": "delete"})
    for browser in (ann, client):
        response = browser.post(DELETE, {"confirmation": "delete"}, follow=True)
        assert response.status_code == 200
        assert "Nothing about you is stored" in text(response)
        assert "nothing to delete" in text(browser.get(DELETE))


def test_who_has_something_stored_is_never_told_that_nothing_is(ann):
    assert ann.get(DELETED).url == DATA


def test_an_account_types_its_own_address(quiz):
    ann = person("ann", with_account=True)
    assert ann.client.post(DELETE, {"confirmation": "delete"}).status_code == 422
    assert User.objects.filter(pk=ann.user.pk).exists()
    assert "type <code>ann@example.org</code>" in text(ann.client.get(DELETE))
    assert ann.client.post(DELETE, {"confirmation": "Ann@Example.org"}).status_code == 302
    assert not User.objects.filter(pk=ann.user.pk).exists()


def test_an_account_that_never_answered_can_go_too(db):
    user = User.objects.create_user("eve")
    client = Client()
    client.force_login(user)
    assert client.post(DELETE, {"confirmation": "eve"}).status_code == 302
    assert not User.objects.exists()


def test_an_old_cookie_is_a_newcomers(bank, attempt, learner_client):
    attempt("ann", "softmax/which-grows", Verdict.WRONG)
    other_tab = learner_client("ann")
    learner_client("ann").post(DELETE, {"confirmation": "delete"})
    for address in ("/", "/progress/", "/mistakes/", "/plan/", "/practice/", "/quizzes/", DATA):
        assert other_tab.get(address).status_code == 200
    page = other_tab.get("/questions/softmax/items/which-grows/", follow=True)
    token = page.context["token"]
    posted = other_tab.post(page.request["PATH_INFO"] + "?seed=1", {"token": token, "answer": "A"})
    assert posted.status_code == 200
    assert Attempt.objects.count() == 1


def test_old_links_say_that_nothing_is_there(quiz):
    ann = person("ann", with_account=True)
    sitting, practice = unfinished(ann.learner), ann.learner.practice.get()
    links = [sitting.get_absolute_url(), f"{sitting.get_absolute_url()}results/"]
    links.append(practice.get_absolute_url())
    stale = client_of(ann.learner, ann.user)
    ann.client.post(DELETE, {"confirmation": "ann@example.org"})
    for link in links:
        for browser in (ann.client, stale, Client()):
            assert browser.get(link).status_code == 404
    # The link of a quiz that others may have stays good.
    assert Client().get(ann.custom.get_absolute_url()).status_code == 200


def test_the_last_admin_is_refused_in_words_and_keeps_everything(quiz):
    boss = person("boss", with_account=False)
    user = User.objects.create_superuser("only")
    Learner.objects.filter(pk=boss.learner.pk).update(user=user)
    client = client_of(boss.learner, user)
    response = client.post(DELETE, {"confirmation": "only"})
    assert response.status_code == 409
    assert "only account that may do everything" in text(response)
    assert User.objects.filter(pk=user.pk).exists()
    assert Attempt.objects.filter(learner=boss.learner).exists()
    # An inactive one could not sign in.
    User.objects.create_superuser("asleep", is_active=False)
    with pytest.raises(LastAdmin):
        delete_user(user)
    User.objects.create_superuser("second")
    assert client.post(DELETE, {"confirmation": "only"}).status_code == 302


def test_an_account_is_never_deleted_beside_its_answers(quiz):
    ann = person("ann", with_account=True)
    with pytest.raises(ProtectedError):
        ann.user.delete()


def admin() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    return client


def test_the_admin_says_in_numbers_what_goes(quiz):
    ann = person("ann", with_account=True)
    page = text(admin().get(f"/admin/auth/user/{ann.user.pk}/delete/"))
    assert f"Attempts: {Attempt.objects.filter(learner=ann.learner).count()}" in page
    assert "Are you sure" in page


@pytest.mark.parametrize("by", ["page", "list"])
def test_the_admin_deletes_an_account_as_its_owner_would(quiz, by):
    ann, ben = person("ann", with_account=True), person("ben", with_account=True)
    chief = admin()
    if by == "page":
        response = chief.post(f"/admin/auth/user/{ann.user.pk}/delete/", {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [ann.user.pk], "post": "yes"}
        response = chief.post("/admin/auth/user/", chosen)
    assert response.status_code == 302
    assert not Learner.objects.filter(pk=ann.learner.pk).exists()
    assert Learner.objects.filter(pk=ben.learner.pk).exists()
    assert User.objects.filter(pk=ben.user.pk).exists()
    entry = LogEntry.objects.latest("action_time")
    assert entry.user.username == "chief"
    assert entry.object_repr == "1 account"
    assert not LogEntry.objects.filter(object_repr__contains="ann").exists()
    assert chief.get("/admin/").status_code == 200


def test_the_admin_refuses_to_delete_the_last_admin(db):
    chief = admin()
    user = User.objects.get()
    for _ in range(2):
        page = chief.post(f"/admin/auth/user/{user.pk}/delete/", {"post": "yes"})
        assert "only account that may do everything" in text(page)
    assert User.objects.exists()


def test_a_staff_member_without_the_right_deletes_no_account(staff_client, quiz):
    ann = person("ann", with_account=True)
    posted = staff_client.post(f"/admin/auth/user/{ann.user.pk}/delete/", {"post": "yes"})
    assert posted.status_code == 403
    assert User.objects.filter(pk=ann.user.pk).exists()


def test_deleting_what_is_gone_changes_nothing(quiz):
    ann, ben = person("ann", with_account=True), person("ben", with_account=False)
    for _ in range(2):
        delete_person(ann.learner, ann.user)
    assert Attempt.objects.filter(learner=ben.learner).exists()
