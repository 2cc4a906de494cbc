"""Conflicts of file and browser: both texts stay until one of them is taken."""

import pytest

from quizzes.bank.store.merge import resolve_conflict
from quizzes.bank.store.questions import EditConflict
from quizzes.bank.sync.tree import sync_tree
from quizzes.models import ContentConflict, Question

from .both_sides import BROWSER_EDIT, FILE_EDIT, NAME, edit_in_browser, rows
from .conftest import question_text

pytestmark = pytest.mark.django_db


def test_both_changed_are_both_kept_and_reported_until_it_is_resolved(bank):
    sync_tree(bank.root)
    edit_in_browser()
    bank.write(NAME, FILE_EDIT)
    for _again in range(2):
        report = sync_tree(bank.root)
        assert report.conflicts == [NAME]
        assert Question.objects.get().source == BROWSER_EDIT
        assert ContentConflict.objects.get().file_source == FILE_EDIT
    assert bank.read(NAME).decode() == FILE_EDIT


@pytest.mark.parametrize(("take_file", "text"), [(True, FILE_EDIT), (False, BROWSER_EDIT)])
def test_a_conflict_is_resolved_by_taking_one_of_the_texts(bank, take_file, text):
    sync_tree(bank.root)
    edit_in_browser()
    bank.write(NAME, FILE_EDIT)
    sync_tree(bank.root)
    conflict = ContentConflict.objects.get()
    question = resolve_conflict(Question.objects.get(), conflict, take_file=take_file)
    assert (question.source, question.synced_source) == (text, FILE_EDIT)
    report = sync_tree(bank.root)
    assert report.conflicts == []
    assert not ContentConflict.objects.exists()


@pytest.mark.parametrize("take_file", [True, False])
@pytest.mark.parametrize("meanwhile", ["ended", "another file", "another edit"])
def test_a_conflict_that_somebody_else_ended_or_moved_is_not_ended_again(
    bank, take_file, meanwhile
):
    sync_tree(bank.root)
    edit_in_browser()
    bank.write(NAME, FILE_EDIT)
    sync_tree(bank.root)
    question, conflict = Question.objects.get(), ContentConflict.objects.get()
    if meanwhile == "ended":
        ContentConflict.objects.all().delete()
    elif meanwhile == "another file":
        ContentConflict.objects.update(file_source=question_text(title="Later?"))
    else:
        edit_in_browser(question_text(title="Later?"))
    before = rows()
    with pytest.raises(EditConflict):
        resolve_conflict(question, conflict, take_file=take_file)
    assert rows() == before


def test_a_conflict_that_was_settled_in_the_file_is_gone(bank):
    sync_tree(bank.root)
    edit_in_browser()
    bank.write(NAME, FILE_EDIT)
    sync_tree(bank.root)
    bank.write(NAME, BROWSER_EDIT)
    report = sync_tree(bank.root)
    assert report.conflicts == []
    assert NAME in report.unchanged
    assert not ContentConflict.objects.exists()
    assert Question.objects.get().synced_source == BROWSER_EDIT
