"""How a conflict ends: with both texts of the file as the base, and on record."""

import pytest
from django.contrib.auth.models import User

from quizzes.bank.store.merge import TOOK_FILE, resolve_conflict
from quizzes.bank.store.questions import save_question
from quizzes.bank.sync.tree import sync_tree
from quizzes.models import Origin, Question, Revision

from .conftest import question_text

pytestmark = pytest.mark.django_db

FILE = (question_text(title="What does softmax do, says the file?"), "## Context\n\nThe file's.\n")
BROWSER = (question_text(title="What does softmax do, says the browser?"), "## Context\n\nMine.\n")


@pytest.fixture
def conflict(bank) -> Question:
    sync_tree(bank.root)
    save_question(Question.objects.get(), *BROWSER)
    bank.write("07-softmax.md", FILE[0])
    bank.write("07-softmax.context.md", FILE[1])
    sync_tree(bank.root)
    return Question.objects.get()


@pytest.mark.parametrize(("take_file", "kept"), [(True, FILE), (False, BROWSER)])
def test_question_and_context_stay_together_and_both_files_become_the_base(
    bank, conflict, take_file, kept
):
    returned = resolve_conflict(conflict, conflict.conflict, take_file=take_file)
    for question in (returned, Question.objects.get()):
        assert (question.source, question.context_source) == kept
        assert (question.synced_source, question.synced_context_source) == FILE
    report = sync_tree(bank.root)
    assert report.conflicts == []
    assert (returned.source, returned.context_source) == kept


def test_taking_the_file_is_recorded_with_who_did_it_and_why(conflict):
    editor = User.objects.create_user("editor")
    resolve_conflict(conflict, conflict.conflict, take_file=True, author=editor)
    revision = Revision.objects.first()
    assert (revision.source, revision.context_source) == FILE
    assert (revision.author, revision.origin, revision.note) == (editor, Origin.FILE, TOOK_FILE)


def test_keeping_the_text_of_the_browser_adds_no_revision(conflict):
    before = Revision.objects.count()
    resolve_conflict(conflict, conflict.conflict, take_file=False)
    assert Revision.objects.count() == before
