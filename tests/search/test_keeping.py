"""The index follows the bank: no change in the bank needs a second step."""

from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from quizzes.bank.store.questions import save_question
from quizzes.bank.sync.tree import sync_tree
from quizzes.bank.text.faults import ContentFaults
from quizzes.editing.edits import set_status
from quizzes.finding.search import search
from quizzes.models import Question, Topic
from quizzes.search import index
from tests.search.asking import answers, numbers
from tests.search.bank import FOUND, write_search_bank

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "bank"
    write_search_bank(root)
    assert not sync_tree(root).faults
    return root


@pytest.mark.usefixtures("root")
def test_each_query_finds_its_questions():
    assert answers() == FOUND


@pytest.mark.usefixtures("root")
def test_an_edit_is_found_at_once_and_what_it_took_away_no_more():
    question = Question.objects.get(number=9)
    save_question(question, question.source.replace("hides keys", "hides zebras"))
    assert numbers("zebras") == [9]
    assert numbers('"hides keys"') == []


@pytest.mark.usefixtures("root")
def test_what_is_taken_back_is_not_found_and_is_found_again_when_published():
    question, _faults = set_status(Question.objects.get(number=9), "draft")
    assert numbers("mask") == []
    set_status(question, "published")
    assert numbers("mask") == [9]


def test_a_question_whose_file_is_gone_is_not_found_until_it_returns(root):
    text = (root / "09-masks.md").read_text()
    (root / "09-masks.md").unlink()
    sync_tree(root)
    assert numbers("mask") == []
    (root / "09-masks.md").write_text(text)
    sync_tree(root)
    assert numbers("mask") == [9]


@pytest.mark.usefixtures("root")
def test_a_topic_is_found_by_its_new_title_only():
    Topic.objects.update(title="Marzipan")
    assert [topic.title for topic in search("marzipan").topics] == ["Marzipan"]
    assert search("scores attention").topics == []


@pytest.mark.usefixtures("root")
def test_a_question_deleted_in_the_admin_leaves_the_index(admin_client):
    question = Question.objects.get(number=9)
    admin_client.post(f"/admin/quizzes/question/{question.pk}/delete/", {"post": "yes"})
    assert not Question.objects.filter(number=9).exists()
    assert index.passages_by_question([question.pk]) == {}
    assert numbers("mask") == []


@pytest.mark.usefixtures("root")
def test_a_write_that_fails_leaves_the_index_as_it_was():
    question = Question.objects.get(number=9)
    with transaction.atomic():
        save_question(question, question.source.replace("hides keys", "hides zebras"))
        assert numbers("zebras") == [9]
        transaction.set_rollback(True)
    with pytest.raises(ContentFaults):
        save_question(question, question.source.replace("number: 9", "number: 7"))
    assert answers() == FOUND


@pytest.mark.usefixtures("root")
def test_a_question_is_new_once_and_its_text_changes_only_when_it_does():
    question = Question.objects.get(number=9)
    first, changed = question.first_public_at, question.text_changed_at
    assert first is not None
    Question.objects.filter(number=9).update(render_hash="of other code")
    question = save_question(Question.objects.get(number=9), question.source)
    assert (question.first_public_at, question.text_changed_at) == (first, changed)
    question, _faults = set_status(question, "draft")
    question, _faults = set_status(question, "published")
    assert question.first_public_at == first
    assert question.text_changed_at > changed


@pytest.mark.usefixtures("root")
def test_a_draft_has_not_been_public():
    draft = Question.objects.get(number=8)
    assert draft.first_public_at is None
    before = timezone.now()
    draft, _faults = set_status(draft, "published")
    assert draft.first_public_at >= before
