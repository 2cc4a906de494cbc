"""The forms of a guide: encodings, file names, headings. An unreadable file says why."""

import pytest

from quizzes.bank.importing import import_paths
from quizzes.models import Question
from tests.bank.guides import import_token, messages, write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("03_token.md", b"\x89PNG\r\n\x1a\n\x00", "FILE byte 0x89 is not UTF-8"),
        ("03_token.md", b"# Q\x00", "FILE has the control character U+0000"),
        ("03_token.md", b"x" * 10_000_000, "FILE is larger than the limit of 1,000,000 bytes"),
        ("04_token.md", "# Question 3: What?\n\nText.", "TITLE is question 3 in its heading but 4"),
        ("03_token.md", f"# Question 3: {'x' * 300}\n\nText.", "TITLE has a title of more than"),
        ("03_token.md", "# Question 3: What?\n\n```python\nx", "FENCE the code fence"),
        ("03_lone_context.md", "# Context", "CONTEXT is a context without its question"),
    ],
)
def test_a_file_that_cannot_be_imported_says_why_and_stops_all(tmp_path, name, text, message):
    write(tmp_path, name, text)
    write(tmp_path, "09_sound.md", "# Question 9: Sound?\n\nYes.\n")
    report = import_paths([tmp_path])
    assert [found[: len(message)] for found in messages(report)] == [message]
    assert report.imported == []
    assert not Question.objects.exists()


def test_windows_files_with_tabs_and_a_byte_order_mark_are_read(tmp_path):
    text = "# Question 3: What?\n\nA list:\n-\ta\n\t- b\n\nEnd.   \n"
    path = write(tmp_path, "03_token.md", "\ufeff" + text.replace("\n", "\r\n"))
    assert import_paths([path]).faults == []
    assert "A list:\n\n- a\n    - b\n\nEnd.\n" in Question.objects.get().source


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("03_token.md", "token"),
        ("3 Token Basics.MD", "token-basics"),
        ("Q3-Token (1).markdown", "token-1"),
        ("Question_003_Tokén.md", "token"),
        ("3.md", "3"),
    ],
)
def test_file_names_of_other_systems_give_number_and_address(tmp_path, name, slug):
    write(tmp_path, name, "# What is a token?\n\nText.\n")
    assert import_paths([tmp_path]).faults == []
    question = Question.objects.get()
    assert (question.number, question.slug, question.title) == (3, slug, "What is a token?")


@pytest.mark.parametrize(
    "data",
    [
        "# Question 3: What’s a token – then?\n\nÄ.\n".encode("cp1252"),
        "# Question 3: What’s a token – then?\r\n\r\nÄ.\r\n".encode("utf-16"),
        b"\xef\xbb\xbf" + "# Question 3: What’s a token – then?\n\nÄ.\n".encode(),
        "# Question 3: What’s a token – then?\n\n".encode() + "Ä.\n".encode("cp1252"),
    ],
)
def test_files_in_other_encodings_say_the_same(tmp_path, data):
    write(tmp_path, "03_token.md", data)
    report = import_paths([tmp_path])
    assert report.faults == []
    assert Question.objects.get().title == "What’s a token – then?"
    assert Question.objects.get().source.endswith("\nÄ.\n")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# Question 3: What is $d_k$ in `softmax`?", "What is d_k in softmax?"),
        ("# 🚀 **Question 3 - What is it?**", "What is it?"),
        ("# A collection\n\n## Q3. What is it?", "What is it?"),
        ("Question 3: What is it?\n===", "What is it?"),
        ("**Question 3: What is it?**", "What is it?"),
        ("# 3-bit numbers: what are they?", "3-bit numbers: what are they?"),
    ],
)
def test_the_title_is_plain_words_whatever_its_form(tmp_path, heading, title):
    write(tmp_path, "03_token.md", f"{heading}\n\nText.\n")
    assert import_paths([tmp_path]).faults == []
    assert Question.objects.get().title == title


def test_words_that_a_guide_puts_in_code_are_left_alone(tmp_path):
    code = "```text\n**bold** $ x $ <pad> [a](b.md)  \n* * *\n```\n\n"
    code += "And `** $ x $ [a](b.md) <pad>` too."
    report = import_token(tmp_path, code)
    assert code in Question.objects.get().source
    assert report.files[0].notes == []


@pytest.mark.parametrize("name", ["script", "item", "example"])
def test_a_fence_that_a_guide_calls_like_a_block_of_ours_stays_code(tmp_path, name):
    inside = "kind: Deployment\nname: server\n" if name != "item" else "name: server\n"
    text = f"# Question 3: Tokens?\n\nA token is a part of a word.\n\n```{name}\n{inside}```\n"
    write(tmp_path, "03_token.md", text)
    report = import_paths([tmp_path])
    assert report.faults == []
    assert f"```{name}" not in Question.objects.get().source
    assert "name: server" in Question.objects.get().source
