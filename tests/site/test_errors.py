import pytest
from django.db import OperationalError, connection
from django.test import Client

from quizzes.finding import question_list as bank_service

HTMX = {"HX-Request": "true"}


def test_a_wrong_address_offers_a_search(client, db):
    response = client.get("/nowhere/")
    page = response.content.decode()
    assert response.status_code == 404
    assert 'action="/search/"' in page
    assert 'name="q"' in page


@pytest.mark.parametrize("part", ["", "context/", "examples/three-scores/"])
def test_a_misspelled_question_is_told_the_nearest(client, bank, part):
    page = client.get(f"/questions/softmaks/{part}").content.decode()
    assert 'href="/questions/softmax/">What does softmax do?' in page


def test_the_nearest_may_have_no_word_in_common(bank):
    assert [question.slug for question in bank_service.closest_questions("sofmaxx")] == ["softmax"]


def test_no_draft_is_among_the_nearest(client, bank):
    assert bank_service.closest_questions("unfinished") == []


def test_a_slug_unlike_all_others_is_told_none(client, bank):
    assert "Did you mean" not in client.get("/questions/zzzz/").content.decode()


def test_a_wrong_address_is_shown_as_words_not_as_html(client, db):
    page = client.get("/questions/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page


def test_a_part_of_a_page_is_answered_with_a_part(client, bank):
    page = client.get("/questions/masks/context/", headers=HTMX)
    assert page.status_code == 404
    assert "<html" not in page.content.decode()
    assert "This question has no extended context." in page.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_form_that_is_too_old_gives_back_what_was_typed(bank, headers):
    client = Client(enforce_csrf_checks=True)
    address = "/questions/softmax/items/which-grows/"
    response = client.post(address, {"answer": "0.25 <b>0.75"}, headers=headers)
    page = response.content.decode()
    assert response.status_code == 403
    assert "0.25 &lt;b&gt;0.75" in page
    assert "Nothing was checked or saved" in page
    assert ("<html" in page) is not bool(headers)


def test_a_page_without_its_database_says_to_try_again(client, bank):
    response = without_database(client.get, "/questions/softmax/")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "Try again in a few seconds" in response.content.decode()


def test_it_says_so_to_somebody_with_a_session_too(staff_client, bank):
    assert without_database(staff_client.get, "/questions/").status_code == 503


def test_an_error_of_ours_shows_nothing_of_its_inside(bank, monkeypatch):
    def broken(*arguments: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("quizzes.finding.views.public_topics", broken)
    response = Client(raise_request_exception=False).get("/questions/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "This error is our fault" in page
    assert "secret inside" not in page
    assert "Traceback" not in page


@pytest.mark.parametrize("address", ["/nowhere/", "/questions/softmaks/"])
def test_error_pages_leave_no_cookie(client, bank, address):
    assert not client.get(address).cookies


def without_database(get, address: str):
    def gone(*call: object) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(gone):
        return get(address)


def test_every_text_of_a_refused_form_comes_back_and_no_password_does(bank):
    client = Client(enforce_csrf_checks=True)
    typed = {
        "answer-12-masked_scores": "1 2",
        "answer-13": "3 4",
        "source": "## My text",
        "password": "secret-word",
        "answer": " ",
    }
    page = client.post("/admin/login/", typed).content.decode()
    labels = ("What you typed for masked scores", "What you typed", "The question")
    for words in (*labels, "1 2", "3 4", "## My text"):
        assert words in page
    assert "secret-word" not in page
    assert page.count("<textarea") == 3
