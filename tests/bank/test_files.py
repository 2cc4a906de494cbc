"""Reading a content folder: anything but a regular text inside it is a fault with its line."""

import os

import pytest

from quizzes.bank.text.files import MAX_BYTES, read_tree


def faults_of(folder):
    return [str(fault) for fault in read_tree(folder.root).faults]


def test_questions_contexts_and_quizzes_are_told_apart_and_a_readme_is_left_alone(bank):
    bank.write("README.md", "# How to write")
    tree = read_tree(bank.root)
    assert tree.questions() == ["07-softmax.md"]
    assert tree.contexts() == ["07-softmax.context.md"]
    assert tree.quizzes() == ["quizzes/softmax.md"]
    assert tree.faults == []


def test_line_endings_and_a_byte_order_mark_are_kept_as_they_are(folder):
    folder.write("07-softmax.md", b"\xef\xbb\xbfone\r\ntwo\n")
    assert read_tree(folder.root).texts == {"07-softmax.md": "\ufeffone\r\ntwo\n"}


@pytest.mark.parametrize("name", ["softmax.md", "7-softmax.md", "07_softmax.md", "07-Softmax.md"])
def test_another_name_is_a_fault_that_shows_a_right_one(folder, name):
    folder.write(name, "x")
    assert faults_of(folder) == [
        f"{name}:1: NAME a question is named like 24-dot-product.md or 24-dot-product.context.md"
    ]


def test_a_number_with_too_many_zeros_is_a_fault(folder):
    folder.write("007-softmax.md", "x")
    assert faults_of(folder) == ["007-softmax.md:1: NAME write the number as 07"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"one\ntwo\xff", "2: FILE byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"one\n\ntw\x00o", "3: FILE has the control character U+0000; delete it"),
        ("one\ntwo\ufeff".encode(), "2: FILE has a byte order mark inside the text; delete it"),
        (b"\xff\xfea\x00", "1: FILE byte 0xff is not UTF-8; save the file as UTF-8"),
        ("\ue0001\ue001".encode(), "1: FILE has the control character U+E000; delete it"),
    ],
)
def test_what_is_no_text_is_a_fault_with_its_line(folder, data, message):
    folder.write("07-softmax.md", data)
    assert faults_of(folder) == [f"07-softmax.md:{message}"]


def test_a_file_of_ten_megabytes_is_refused_without_being_read_whole(folder):
    folder.write("07-softmax.md", b"x" * 10_000_000)
    assert faults_of(folder) == [
        f"07-softmax.md:1: FILE is larger than the limit of {MAX_BYTES:,} bytes"
    ]


def test_a_link_out_of_the_folder_is_refused(folder, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    (folder.root / "07-softmax.md").symlink_to(secret)
    (folder.root / "08-other.md").symlink_to("../secret.md")
    assert read_tree(folder.root).texts == {}
    assert [fault.rule for fault in read_tree(folder.root).faults] == ["FILE", "FILE"]


def test_a_linked_quizzes_folder_outside_is_refused(folder, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("secret")
    (folder.root / "quizzes").rmdir()
    (folder.root / "quizzes").symlink_to(outside)
    tree = read_tree(folder.root)
    assert tree.texts == {}
    assert "leads out of the folder" in tree.faults[0].message


def test_a_folder_and_a_pipe_named_like_a_file_are_faults_and_nothing_hangs(folder):
    (folder.root / "07-softmax.md").mkdir()
    os.mkfifo(folder.root / "08-pipe.md")
    assert faults_of(folder) == [
        "07-softmax.md:1: FILE is not a regular file",
        "08-pipe.md:1: FILE is not a regular file",
    ]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path):
    assert "is not a folder" in str(read_tree(tmp_path / "none").faults[0])
