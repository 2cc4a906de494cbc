"""The sync end to end through the admin: no change in file or browser is ever lost."""

import pytest
from django.contrib.admin.models import LogEntry

from quizzes.bank.store.export import export_content
from quizzes.bank.sync.tree import sync_tree
from quizzes.models import ContentConflict, Question, Quiz
from tests.bank.conftest import BODY, QUIZ, Folder, question_text

pytestmark = pytest.mark.django_db

NAME = "07-softmax.md"
CONTEXT = "## Where softmax is used\n\nIn every layer.\n"
FILE_EDIT = question_text(title="What does softmax do, says the file?")
BROWSER_EDIT = question_text(title="What does softmax do, says the browser?")


@pytest.fixture
def bank(tmp_path):
    folder = Folder(tmp_path)
    folder.write(NAME, question_text())
    folder.write("07-softmax.context.md", CONTEXT)
    folder.write("quizzes/softmax.md", QUIZ)
    sync_tree(folder.root)
    return folder


@pytest.fixture
def question(bank):
    return Question.objects.get()


@pytest.fixture
def conflicted(bank, question, admin_client):
    edit(admin_client, question, BROWSER_EDIT)
    bank.write(NAME, FILE_EDIT)
    assert sync_tree(bank.root).conflicts == [NAME]
    return Question.objects.get()


def page_of(question, page="change"):
    return f"/admin/quizzes/question/{question.pk}/{page}/"


def edit(client, question, source):
    form = {
        "source": source.replace("\n", "\r\n"),
        "context_source": CONTEXT.replace("\n", "\r\n"),
        "base_version": question.version,
    }
    assert client.post(page_of(question), form).status_code == 302


def choose(client, question, side):
    page = client.get(page_of(question, "conflict"))
    form = {"seen": page.context["seen"], "keep": side}
    return client.post(page_of(question, "conflict"), form, follow=True)


def test_an_edit_in_the_browser_alone_survives_the_next_sync(admin_client, bank, question):
    edit(admin_client, question, BROWSER_EDIT)
    report = sync_tree(bank.root)
    assert report.kept == [NAME]
    assert Question.objects.get().source == BROWSER_EDIT
    page = admin_client.get("/admin/quizzes/question/?file=edited")
    assert "Edited here</span>" in page.content.decode()
    assert len(page.context["cl"].result_list) == 1


def test_saving_untouched_texts_is_no_edit_to_the_sync(admin_client, bank, question):
    edit(admin_client, question, question.source)
    assert NAME in sync_tree(bank.root).unchanged


def test_an_edit_on_both_sides_is_a_conflict_with_both_texts_kept(admin_client, bank, conflicted):
    assert conflicted.source == BROWSER_EDIT
    assert ContentConflict.objects.get().file_source == FILE_EDIT
    assert bank.read(NAME).decode() == FILE_EDIT
    assert b"1 question in conflict" in admin_client.get("/admin/").content
    assert b"Compare</span>" in admin_client.get("/admin/quizzes/question/?conflict=yes").content
    assert b"changed in both file and admin" in admin_client.get(page_of(conflicted)).content
    html = admin_client.get(page_of(conflicted, "conflict")).content.decode()
    assert "<del>file?</del>" in html
    assert "<ins>browser?</ins>" in html


@pytest.mark.parametrize(
    ("side", "text"), [("file", FILE_EDIT), ("browser", BROWSER_EDIT), ("file-context", CONTEXT)]
)
def test_each_text_of_a_conflict_can_be_taken_away_as_a_file(admin_client, conflicted, side, text):
    answer = admin_client.get(f"/admin/quizzes/question/{conflicted.pk}/conflict/{side}.md")
    assert answer.content.decode() == text
    assert answer["Content-Disposition"] == f'attachment; filename="07-softmax.{side}.md"'


def test_taking_the_file_shows_its_text_and_ends_the_conflict(admin_client, bank, conflicted):
    page = choose(admin_client, conflicted, "file")
    assert b"The conflict has ended" in page.content
    assert Question.objects.get().source == FILE_EDIT
    assert sync_tree(bank.root).conflicts == []
    assert "the file’s text kept" in LogEntry.objects.first().get_change_message()


def test_keeping_the_browser_lets_the_next_export_write_the_file(admin_client, bank, conflicted):
    choose(admin_client, conflicted, "browser")
    assert Question.objects.get().source == BROWSER_EDIT
    assert sync_tree(bank.root).kept == [NAME]
    assert NAME in export_content(bank.root).written
    assert bank.read(NAME).decode() == BROWSER_EDIT


@pytest.mark.parametrize("side", ["", "both", "file' or 1=1"])
def test_nothing_is_dropped_without_a_choice(admin_client, conflicted, side):
    choose(admin_client, conflicted, side)
    assert ContentConflict.objects.exists()
    assert Question.objects.get().source == BROWSER_EDIT


@pytest.mark.parametrize("who", ["file", "browser"])
def test_a_text_that_changed_since_it_was_looked_at_is_not_dropped(
    admin_client, bank, conflicted, who
):
    seen = admin_client.get(page_of(conflicted, "conflict")).context["seen"]
    later = question_text(title="Later than what was seen?")
    if who == "file":
        bank.write(NAME, later)
        sync_tree(bank.root)
    else:
        edit(admin_client, conflicted, later)
    form = {"seen": seen, "keep": "file" if who == "browser" else "browser"}
    page = admin_client.post(page_of(conflicted, "conflict"), form)
    assert b"changed meanwhile" in page.content
    assert ContentConflict.objects.exists()


def test_a_file_that_can_no_longer_be_taken_says_why(admin_client, bank, question):
    edit(admin_client, question, BROWSER_EDIT)
    moved = question_text(number=8, title="Moved?")
    bank.remove(NAME)
    bank.remove("07-softmax.context.md")
    bank.write("08-softmax.md", moved)
    sync_tree(bank.root)
    other = question_text(number=8, title="In the way?", body=BODY)
    form = {"source": other, "context_source": "", "slug": "in-the-way"}
    assert admin_client.post("/admin/quizzes/question/add/", form).status_code == 302
    page = choose(admin_client, question, "file")
    assert "number 8 is taken by “In the way?”" in page.content.decode()
    assert ContentConflict.objects.exists()


def test_a_conflict_that_is_over_leads_back_to_the_question(admin_client, question):
    page = admin_client.get(page_of(question, "conflict"), follow=True)
    assert page.redirect_chain[-1][0] == page_of(question)


def test_a_quiz_edited_in_the_browser_survives_the_next_sync(admin_client, bank):
    quiz = Quiz.objects.get()
    text = QUIZ.replace("by hand", "in the browser")
    form = {"source": text.replace("\n", "\r\n"), "base_version": quiz.version}
    assert admin_client.post(f"/admin/quizzes/quiz/{quiz.pk}/change/", form).status_code == 302
    assert sync_tree(bank.root).kept == ["quizzes/softmax.md"]
    assert Quiz.objects.get().source == text


# Deleting


def test_a_question_with_a_file_comes_back_and_the_page_says_so(admin_client, bank, question):
    Quiz.objects.all().delete()
    bank.remove("quizzes/softmax.md")
    page = admin_client.get(page_of(question, "delete"))
    assert b"The next sync brings it back" in page.content
    admin_client.post(page_of(question, "delete"), {"post": "yes"})
    assert not Question.objects.exists()
    assert sync_tree(bank.root).created == [NAME]


def test_a_question_in_a_quiz_cannot_be_deleted(admin_client, question):
    page = admin_client.get(page_of(question, "delete"))
    assert "Its items are used in the quiz “Softmax by hand”" in page.content.decode()
    admin_client.post(page_of(question, "delete"), {"post": "yes"})
    assert Question.objects.exists()
