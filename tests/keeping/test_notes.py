"""Private notes: Markdown that only their learner sees, and no tab overwrites another."""

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.core.cache import caches
from django.test import Client

from quizzes.keeping.notes import MOST_BYTES
from quizzes.models import Learner, Note, Question
from tests.keeping.kept import NOTE, QUESTION, learner, write

pytestmark = pytest.mark.django_db
SECRET = "softmaximilian"


@pytest.fixture
def ann(learner_client, bank):
    learner("ann")
    return learner_client("ann")


def text(client, address=NOTE):
    return client.get(address).content.decode()


def test_a_newcomers_first_act_can_be_a_note(client, bank):
    response = write(client, "Rows sum to **one**: $\\sqrt{d_k}$")
    assert response.url == f"{NOTE}?saved=note"
    page = text(client, response.url)
    assert "Your note is saved." in page
    assert "<strong>one</strong>" in page
    assert "<msqrt>" in page
    assert "Your note</a>" in text(client, QUESTION)
    assert "Rows sum to" in text(client, "/bookmarks/")


def test_nothing_is_stored_for_an_empty_note(client, bank):
    write(client, "  \n ")
    assert not Learner.objects.exists()
    assert "learner" not in client.cookies


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "</textarea><script>alert(1)</script>",
        '<a href="x" style="position:fixed" onclick="alert(1)">x</a>',
        "$\\href{javascript:alert(1)}{x}$",
    ],
)
def test_markup_in_a_note_stays_harmless(ann, hostile):
    write(ann, f"words {hostile}")
    shown = text(ann).partition('class="prose card">')[2].partition("</section>")[0]
    assert shown
    for sign in ("<script", "<img", "onerror=", "onclick=", "style=", 'href="javascript'):
        assert sign not in shown
    assert "<script>alert" not in text(ann)
    assert "<script>alert" not in text(ann, "/bookmarks/")


def test_expressions_in_a_note_are_not_worked_out(ann):
    write(ann, "{{ 1 + 1 }}")
    assert "{{ 1 + 1 }}</p>" in text(ann)


def test_a_note_over_the_limit_is_refused_and_still_there(ann):
    response = write(ann, "é" * (MOST_BYTES // 2 + 1))
    assert response.status_code == 422
    page = response.content.decode()
    assert "This note has 20,002 bytes, and a note holds up to 20,000." in page
    assert "é" * (MOST_BYTES // 2 + 1) in page
    assert not Note.objects.exists()
    assert write(ann, "é" * (MOST_BYTES // 2)).status_code == 302


def test_a_second_tab_overwrites_nothing_and_sees_both_texts(ann):
    write(ann, "from the first tab")
    response = write(ann, "from the second tab")
    assert response.status_code == 409
    page = response.content.decode()
    assert "from the first tab</pre>" in page
    assert "from the second tab</textarea>" in page
    assert Note.objects.get().text == "from the first tab"
    assert 'name="version" value="1"' in page
    write(ann, "both", version=1)
    assert Note.objects.get().text == "both"


def test_a_note_emptied_and_written_anew_is_not_the_one_that_a_tab_has_seen(ann):
    write(ann, "first")
    write(ann, "", version=1)
    write(ann, "second", version=2)
    assert write(ann, "late", version=1).status_code == 409
    assert Note.objects.get().text == "second"


def test_a_double_click_saves_once_and_is_no_conflict(ann):
    for _time in range(2):
        assert write(ann, "twice").status_code == 302
    assert Note.objects.get().version == 1
    for _time in range(2):
        assert write(ann, "edited", version=1).status_code == 302
    assert Note.objects.get().version == 2


@pytest.mark.parametrize("version", ["", "x", "-1", "²", "9" * 40])
def test_a_version_of_ones_own_making_overwrites_nothing(ann, version):
    write(ann, "mine")
    response = ann.post(NOTE, {"text": "other", "version": version})
    assert response.status_code == 409
    assert Note.objects.get().text == "mine"


def test_an_empty_note_leaves_the_lists(ann):
    write(ann, "gone soon")
    response = write(ann, "", version=1)
    assert "Your note is empty now" in text(ann, response.url)
    assert "You have no notes yet" in text(ann, "/bookmarks/")
    assert "Write a note" in text(ann, QUESTION)


def test_nobody_else_sees_a_note(ann, learner_client, staff_client):
    write(ann, SECRET)
    write(learner_client("ben"), "of Ben")
    addresses = [NOTE, QUESTION, "/bookmarks/", "/search/?q=" + SECRET, "/feed.xml", "/questions/"]
    for other in (Client(), learner_client("ben"), staff_client):
        for address in addresses:
            assert f"{SECRET}</" not in text(other, address), address
    assert SECRET not in text(learner_client("ben"))
    assert Note not in admin.site._registry


def test_no_note_is_kept_in_a_cache(ann):
    write(ann, SECRET)
    for address in (NOTE, QUESTION, "/bookmarks/"):
        ann.get(address)
    kept = [
        repr(value) for name in ("default", "learners") for value in caches[name]._cache.values()
    ]
    assert kept
    assert not any(SECRET in value for value in kept)
    assert "no-store" in ann.get(NOTE).headers["Cache-Control"]


def test_a_form_of_another_site_saves_nothing(ann):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ann.cookies
    assert write(strict, "forged").status_code == 403
    assert not Note.objects.exists()


def test_a_note_stays_readable_when_its_question_is_withdrawn(ann, client):
    write(ann, "still mine")
    Question.objects.filter(slug="softmax").update(status="draft", title="Secret plans")
    page = text(ann)
    assert "still mine" in page
    assert "Secret plans" not in page + text(ann, "/bookmarks/")
    assert client.get(NOTE).status_code == 404


def test_there_is_no_note_on_a_draft(ann):
    draft = "/questions/unfinished/note/"
    assert ann.get(draft).status_code == 404
    assert write(ann, "x", page=draft).status_code == 404


def test_characters_that_no_database_stores_are_left_out(ann):
    write(ann, "a\0b\r\nc")
    assert Note.objects.get().text == "ab\nc"


def test_the_note_goes_with_its_learner(bank):
    ann = learner("ann")
    question = Question.objects.get(slug="softmax")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    Note.objects.create(learner=ann, question=question, text="x", updated_at=now)
    ann.delete()
    assert not Note.objects.exists()


def test_another_learner_is_not_told_that_there_is_a_note(ann, learner_client):
    write(ann, SECRET)
    learner("ben")
    assert "Write a note</a>" in text(learner_client("ben"), QUESTION)
