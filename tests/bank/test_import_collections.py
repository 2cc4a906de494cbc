"""Files imported together: contexts, links between files, numbers, folders."""

import pytest

from quizzes.bank.importing import import_paths
from quizzes.bank.store.questions import save_question
from quizzes.models import Question
from tests.bank.guides import GUIDE, PLAIN, import_token, messages, write

from .conftest import question_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["03_token_context.md", "content/03_token_context.md"])
def test_a_context_is_found_beside_its_question(tmp_path, place):
    write(tmp_path, "03_token.md", PLAIN.format(name="token"))
    write(tmp_path, place, "# Extended context: tokens\n\n**Business:**\nCosts of Î¸.\n")
    report = import_paths([tmp_path])
    assert report.faults == []
    question = Question.objects.get()
    assert question.context_source == "## Business\n\nCosts of θ.\n"
    assert "context" not in question.source
    assert report.todo == []


def test_links_between_imported_files_follow_them(tmp_path):
    write(tmp_path, "03_token.md", PLAIN.format(name="token") + "\n[a byte](04_byte.md)\n")
    write(tmp_path, "04_byte.md", PLAIN.format(name="byte").replace("3", "4"))
    assert import_paths([tmp_path]).faults == []
    assert "[a byte](04-byte.md)" in Question.objects.get(number=3).source


def test_two_files_with_one_number_are_a_fault(tmp_path):
    write(tmp_path, "03_token.md", PLAIN.format(name="token"))
    write(tmp_path, "03_byte.md", PLAIN.format(name="byte"))
    (message,) = messages(import_paths([tmp_path]))
    assert "has the same number 3 as" in message
    assert not Question.objects.exists()


def test_a_path_that_is_not_there_is_a_fault(tmp_path):
    assert messages(import_paths([tmp_path / "none.md"])) == [
        "FILE there is no such file or folder"
    ]


@pytest.mark.parametrize("name", ["04_more.md", "03_token_context.md"])
@pytest.mark.parametrize("named", ["folder", "file"])
def test_a_link_of_a_collection_takes_in_no_other_file_of_this_machine(tmp_path, name, named):
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "03_token.md").write_text(PLAIN.format(name="token"))
    (tmp_path / "secret.txt").write_text("# Question 4: A secret?\n\nNobody may read it.\n")
    (folder / name).symlink_to("../secret.txt")
    if named == "folder" or "context" in name:
        report = import_paths([folder if named == "folder" else folder / "03_token.md"])
        assert "a link that leads out of the folder" in str(report.faults[0])
        assert Question.objects.count() == 0
    else:
        # Naming a symlink means the file that it leads to.
        assert import_paths([folder / name]).imported == ["04-more.md"]


def test_a_link_to_itself_is_told(tmp_path):
    (tmp_path / "03_token.md").symlink_to("03_token.md")
    (fault,) = import_paths([tmp_path]).faults
    assert "cannot be read" in str(fault)


def test_a_link_to_a_question_that_is_in_the_bank_already_leads_there(tmp_path):
    save_question(Question(slug="softmax"), question_text())
    import_token(tmp_path, "See [Question 7](../questions/07_softmax.md#the-long-answer).")
    link = "[The long answer](07-softmax.md#the-long-answer)"
    assert link in Question.objects.get(number=3).source


@pytest.mark.parametrize("named", [".", "questions", "questions/03_token.md"])
def test_questions_and_contexts_may_lie_in_folders_side_by_side(tmp_path, named):
    write(tmp_path / "questions", "03_token.md", GUIDE.format(text="Text."))
    write(tmp_path / "questions", "README.md", "# About")
    write(tmp_path / "content", "03_Token_Context.md", "Costs.\n")
    report = import_paths([tmp_path / named])
    assert report.faults == []
    assert Question.objects.get().context_source == "Costs.\n"
