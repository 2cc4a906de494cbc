"""Importing again: drafts follow their files, and edits are kept."""

import pytest

from quizzes.bank.importing import import_paths
from quizzes.bank.store.questions import save_question
from quizzes.models import Question, Topic
from tests.bank.guides import import_token, messages, write

from .conftest import question_text

pytestmark = pytest.mark.django_db


def test_a_number_that_exists_with_another_text_is_a_fault_that_says_what_to_do(tmp_path):
    save_question(Question(slug="softmax"), question_text())
    write(tmp_path, "07_token.md", "# Question 7: What is a token?\n\nText.\n")
    (message,) = messages(import_paths([tmp_path]))
    assert message == (
        "UNIQUE question 7 (“What does softmax do?”, softmax) already exists with another text; "
        "edit that one, or give this file another number and name"
    )


def test_a_draft_that_nobody_edited_follows_its_file(tmp_path):
    import_token(tmp_path, "First.")
    report = import_token(tmp_path, "Second.")
    assert report.names("updated") == ["03-token.md"]
    question = Question.objects.get()
    assert (question.status, question.version) == ("draft", 2)
    assert "Second." in question.source
    assert import_token(tmp_path, "Third.").names("updated") == ["03-token.md"]


def test_a_draft_that_was_edited_is_left_as_it_is_and_the_others_are_imported(tmp_path):
    import_token(tmp_path, "First.")
    question = Question.objects.get()
    edited = question.source.replace("First.", "Mine.")
    save_question(question, edited)
    write(tmp_path, "04_byte.md", "# Question 4: What is a byte?\n\nEight bits.\n")
    import_token(tmp_path, "Second.")
    report = import_paths([tmp_path])
    assert (report.names("kept"), report.names("new")) == (["03-token.md"], ["04-byte.md"])
    assert Question.objects.get(number=3).source == edited
    assert "was edited since it was imported; not changed" in next(report.files[0].lines())


def test_an_edited_context_alone_is_an_edit_too(tmp_path):
    write(tmp_path, "03_token_context.md", "# Context\n\nOld.\n")
    import_token(tmp_path, "First.")
    question = Question.objects.get()
    save_question(question, question.source, "Mine.\n")
    assert import_token(tmp_path, "Second.").names("kept") == ["03-token.md"]
    assert Question.objects.get().context_source == "Mine.\n"


def test_a_published_import_changes_only_for_who_asks_to_publish(tmp_path):
    import_token(tmp_path, "First.", publish=True)
    assert import_token(tmp_path, "Second.").names("public") == ["03-token.md"]
    assert "First." in Question.published.get().source
    assert import_token(tmp_path, "Second.", publish=True).names("updated") == ["03-token.md"]
    assert "Second." in Question.published.get().source


def test_all_questions_of_an_import_can_get_a_topic(tmp_path):
    report = import_token(tmp_path, "First.", topic="softmax")
    assert Question.objects.get().topic.slug == "softmax"
    assert report.notes == []


def test_a_topic_that_is_no_slug_is_told_once(tmp_path):
    report = import_token(tmp_path, "First.", topic="Soft Max")
    assert messages(report) == [
        "TOPIC a topic must be lowercase letters, digits and hyphens, as in soft-max"
    ]


def test_a_topic_that_the_bank_has_not_stops_the_import_and_names_those_it_has(tmp_path):
    Topic.objects.create(slug="masks", title="Masks", position=1)
    report = import_token(tmp_path, "First.", topic="softmax")
    assert messages(report) == ["TOPIC there is no topic softmax; the bank has masks"]
    assert not Question.objects.exists()
