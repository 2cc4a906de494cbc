"""Every text that was ever stored is kept, with its origin and its author."""

import pytest
from django.contrib.auth.models import User

from quizzes.bank.importing import import_paths
from quizzes.bank.store.questions import save_question
from quizzes.bank.sync.tree import sync_tree
from quizzes.editing import edits
from quizzes.models import AppendOnlyError, Origin, Question, Quiz, Revision, digest_of

from .conftest import QUIZ, question_text

pytestmark = pytest.mark.django_db


def origins() -> list[tuple[str, str]]:
    return list(Revision.objects.order_by("pk").values_list("name", "origin"))


def test_a_sync_keeps_what_it_read_once(folder):
    folder.write("07-softmax.md", question_text())
    folder.write("quizzes/softmax.md", QUIZ)
    for _ in range(2):
        assert not sync_tree(folder.root).faults
    assert origins() == [("07-softmax.md", "file"), ("quizzes/softmax.md", "file")]
    question = Question.objects.get()
    kept = question.revisions.get()
    assert (kept.source, kept.digest) == (question.source, digest_of(question.source))


def test_an_edit_in_the_browser_is_kept_with_its_author():
    ben = User.objects.create_user("ben")
    question = save_question(Question(slug="softmax"), question_text())
    edits.store_question(question, question_text(title="Another?"), "", author=ben)
    newest = Revision.objects.first()
    assert (newest.origin, newest.author, newest.question) == (Origin.BROWSER, ben, question)
    assert "Another?" in newest.source


def test_a_quiz_that_is_edited_keeps_both_texts():
    save_question(Question(slug="softmax"), question_text())
    quiz, _faults = edits.store_quiz(Quiz(slug="softmax"), QUIZ)
    edits.store_quiz(quiz, QUIZ.replace("title: ", "title: New "))
    assert [("New" in each.source) for each in quiz.revisions.order_by("pk")] == [False, True]


def test_an_import_says_that_it_was_one(tmp_path):
    path = tmp_path / "12_masks.md"
    path.write_text("# 12. What does a mask hide?\n\n## Answer\n\nIt hides keys.\n")
    import_paths([path])
    assert [origin for _name, origin in origins()] == ["import"]


def test_the_text_stays_when_the_question_is_deleted():
    question = save_question(Question(slug="softmax"), question_text())
    question.delete()
    kept = Revision.objects.get()
    assert (kept.name, kept.question) == ("07-softmax.md", None)


def test_it_is_never_changed():
    save_question(Question(slug="softmax"), question_text())
    with pytest.raises(AppendOnlyError):
        Revision.objects.update(note="other")
    with pytest.raises(AppendOnlyError):
        Revision.objects.get().save()
