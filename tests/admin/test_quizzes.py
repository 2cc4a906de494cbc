"""Quizzes and topics in the admin: edited under the same rules, never lost."""

import pytest

from quizzes.bank.store.questions import save_question
from quizzes.bank.store.quizzes import save_quiz
from quizzes.models import Question, Quiz, Term, Topic
from tests.bank.conftest import QUIZ, question_text
from tests.bank.test_glossary import GLOSSARY
from tests.fixtures import kept_learner

pytestmark = pytest.mark.django_db

ADD = "/admin/quizzes/quiz/add/"


@pytest.fixture
def quiz():
    save_question(Question(slug="softmax"), question_text())
    return save_quiz(Quiz(slug="softmax"), QUIZ)


def address(quiz):
    return f"/admin/quizzes/quiz/{quiz.pk}/change/"


def form_of(quiz, **changes):
    data = {"source": quiz.source, "base_version": quiz.version} | changes
    return data | {"source": data["source"].replace("\n", "\r\n")}


def test_the_quiz_to_start_from_can_be_saved_as_it_is(admin_client, quiz):
    text = admin_client.get(ADD).context["adminform"].form["source"].value()
    assert admin_client.post(ADD, {"source": text, "slug": ""}).status_code == 302
    made = Quiz.objects.get(slug="a-first-round")
    assert (made.status, made.entries.count()) == ("draft", 1)


def test_an_item_that_does_not_exist_is_an_error_at_its_line(admin_client, quiz):
    text = QUIZ.replace("softmax/which-grows", "softmax/none")
    page = admin_client.post(address(quiz), form_of(quiz, source=text))
    (error,) = page.context["adminform"].form.errors["source"]
    assert 'data-fault-line="5">line 5</a>' in error
    assert "there is no item softmax/none" in error
    assert Quiz.objects.get().source == QUIZ


def test_a_quiz_goes_back_to_draft_by_its_button(admin_client, quiz):
    answer = admin_client.post(address(quiz), form_of(quiz, _draft="yes"))
    assert answer.url == address(quiz)
    assert not Quiz.published.exists()


def test_who_saves_a_quiz_second_loses_nothing(admin_client, quiz):
    opened = form_of(quiz, source=QUIZ.replace("by hand", "by me"))
    theirs = form_of(quiz, source=QUIZ.replace("by hand", "by them"))
    admin_client.post(address(quiz), theirs)
    page = admin_client.post(address(quiz), opened)
    assert b"Somebody else saved this while you were writing" in page.content
    assert "by me" in page.context["adminform"].form["source"].value()
    assert Quiz.objects.get().title == "Softmax by them"


def test_a_quiz_that_was_taken_keeps_its_sittings(admin_client, quiz):
    quiz.sittings.create(learner=kept_learner("a" * 32), token="t", plan=[])
    url = f"/admin/quizzes/quiz/{quiz.pk}/delete/"
    admin_client.post(url, {"post": "yes"})
    assert Quiz.objects.exists()
    assert admin_client.get(url).status_code == 200


def test_a_topic_gets_another_title_and_keeps_its_address(admin_client, quiz):
    topic = Topic.objects.get()
    url = f"/admin/quizzes/topic/{topic.pk}/change/"
    admin_client.post(url, {"title": "Scores of attention", "slug": "other"})
    topic.refresh_from_db()
    assert (topic.title, topic.slug) == ("Scores of attention", "attention-scores")


def test_a_topic_of_the_list_is_changed_in_its_file_alone(admin_client, placed):
    topic = Topic.objects.get(slug="masks")
    url = f"/admin/quizzes/topic/{topic.pk}/change/"
    page = admin_client.get(url).content.decode()
    assert "Change it there" in page
    assert "Who may look at whom." in page
    admin_client.post(url, {"title": "Other", "slug": "other", "position": 1, "summary": "x"})
    topic.refresh_from_db()
    assert (topic.title, topic.position, topic.summary) == ("Masks", 3, "Who may look at whom.")


def test_the_glossary_is_read_and_not_written(admin_client, bank):
    bank.write("glossary.yaml", GLOSSARY)
    bank.sync()
    term = Term.objects.get(slug="score")
    assert "logit" in admin_client.get("/admin/quizzes/term/").content.decode()
    url = f"/admin/quizzes/term/{term.pk}/change/"
    assert admin_client.get(url).status_code == 200
    assert admin_client.post(url, {"title": "Other"}).status_code == 403
    assert admin_client.get("/admin/quizzes/term/add/").status_code == 403
