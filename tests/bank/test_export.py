"""Export: writes the bank back to files, byte for byte, and never over unsynced work."""

import os

import pytest

from quizzes.bank.store.export import export_content, write_whole
from quizzes.bank.store.questions import save_question
from quizzes.bank.sync.tree import sync_tree
from quizzes.models import Question

from .conftest import question_text

pytestmark = pytest.mark.django_db

NAME = "07-softmax.md"
EDIT = question_text(title="What does softmax do, says the browser?")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n\n",
        lambda text: text.replace("one.\n", "one.  \nθ – 日本 🙂\r\n"),
    ],
)
def test_what_was_synced_comes_back_byte_for_byte(bank, tmp_path, change):
    bank.write(NAME, change(question_text()))
    assert sync_tree(bank.root).faults == []
    out = tmp_path / "out"
    report = export_content(out)
    assert report.written == [NAME, "07-softmax.context.md", "quizzes/softmax.md"]
    for name in bank.names():
        assert (out / name).read_bytes() == bank.read(name)


def test_an_edit_in_the_browser_goes_to_its_file_and_is_in_sync_then(bank):
    sync_tree(bank.root)
    question = Question.objects.get()
    save_question(question, EDIT, question.context_source)
    report = export_content(bank.root)
    assert report.written == [NAME]
    assert bank.read(NAME).decode() == EDIT
    after = sync_tree(bank.root)
    assert not after.changes
    assert after.kept == []


def test_a_file_with_changes_that_were_never_synced_is_left_alone(bank):
    sync_tree(bank.root)
    question = Question.objects.get()
    save_question(question, EDIT, question.context_source)
    bank.write(NAME, "my afternoon of work")
    report = export_content(bank.root)
    assert (report.refused, report.written) == ([NAME], [])
    assert bank.read(NAME) == b"my afternoon of work"


def test_a_question_whose_file_was_deleted_is_not_brought_back(bank):
    bank.remove("quizzes/softmax.md")
    sync_tree(bank.root)
    bank.remove(NAME)
    bank.remove("07-softmax.context.md")
    sync_tree(bank.root)
    assert export_content(bank.root).written == []
    assert bank.names() == []


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def no_space(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_a_link_in_the_place_of_a_file_is_not_written_through(bank, tmp_path):
    sync_tree(bank.root)
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"not ours")
    out = tmp_path / "out"
    out.mkdir()
    (out / NAME).symlink_to(outside)
    export_content(out)
    assert outside.read_bytes() == b"not ours"
    assert (out / NAME).read_bytes() == bank.read(NAME)
