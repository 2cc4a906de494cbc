"""Import of plain Markdown: repaired, in our form, all or nothing, and the same twice."""

from pathlib import Path

import pytest

from quizzes.bank.checking.check import check_tree
from quizzes.bank.importing import import_paths
from quizzes.bank.importing.lines import Note
from quizzes.bank.store.export import export_content
from quizzes.bank.store.questions import save_question
from quizzes.bank.text.files import read_tree
from quizzes.models import Question, Topic

from .conftest import question_text

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parent / "seeds" / "24_dot_product_self_attention.md"
PLAIN = """\
# Question 3: What is a {name}?

**Human Answer (Ada Lovelace):**
A {name} is $x$.

**AI Answer:**
It is more than that:
- one
- two

**Details:**

**1. First:**
```
plain
```
| a | b |
|---|---|
| 1 | 2 |

**Research Citations:**
- [A paper (2017)](https://arxiv.org/abs/1706.03762) - good

---

---

📚 **More?** See the [extended context](content/03_token_context.md).
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def messages(report):
    return [f"{fault.rule} {fault.message}" for fault in report.faults]


def test_the_source_question_becomes_a_draft_with_all_its_text_repaired():
    report = import_paths([SEED])
    assert report.faults == []
    question = Question.objects.get()
    assert (question.number, question.slug, question.status) == (
        *(24, "dot-product-self-attention"),
        "draft",
    )
    assert question.title == "How does the dot product contribute to self-attention?"
    assert question.synced_source == ""
    assert [source["url"] for source in question.sources] == [
        "https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/abs/1508.04025",
        "https://arxiv.org/abs/1409.0473",
    ]
    for broken in ("Â", "Î", "âˆ", "Ã—", "ðŸ"):
        assert broken not in question.source
    for sound in ("O(n²)", "cos(θ): Cosine similarity", "√d_k ≈ 22.6", "φ(Q)(φ(K)^T V)"):
        assert sound in question.source
    assert "bad-formula" not in str(question.blocks)
    assert question.summary.startswith("By Hao Hoang. In self-attention, the dot product")


def test_every_word_of_the_source_is_kept():
    import_paths([SEED])
    source = Question.objects.get().source
    text = SEED.read_text().split("---")[0]
    for line in text.splitlines()[2:]:
        if line.isascii() and line.strip() and "Answer" not in line:
            assert line.strip().strip("*:").removeprefix("```") in source, line


def test_each_repair_is_told_with_its_line():
    report = import_paths([SEED])
    (file,) = report.files
    told = {(repair.line, repair.was, repair.now) for _path, repair in file.repairs}
    assert (6, "(O(nÂ²))", "(O(n²))") in told
    assert (189, "Ï†(Q)(Ï†(K)^T", "φ(Q)(φ(K)^T") in told
    assert len(told) == 20
    assert (
        SEED,
        Note(257, "the pointer to the context page was left out"),
    ) in (file.notes)


def test_the_report_says_what_was_done_once_with_all_its_lines():
    lines = list(import_paths([SEED]).files[0].lines())
    assert lines[0] == f"{SEED} -> 24-dot-product-self-attention.md: new"
    name = SEED.name
    assert (
        f"  {name}:11: a bold line became a heading (also lines 13, 22, 28, 30, 41, 46 and 30 more)"
        in (lines)
    )
    assert f"  {name}:127: a block of code got the language text (also line 135)" in lines
    assert [line for line in lines if "needs a person" in line] == lines[-3:]


def test_what_only_a_person_can_repair_is_told_and_does_not_stop_who_asks_to_publish():
    report = import_paths([SEED])
    assert {fault.rule for fault in report.todo} == {"TYPED-RESULT"}
    Question.objects.all().delete()
    report = import_paths([SEED], publish=True)
    assert report.faults == []
    assert {fault.rule for fault in report.todo} == {"TYPED-RESULT"}
    assert Question.published.get().number == 24


def test_a_page_that_would_be_broken_is_not_published(tmp_path):
    path = write(tmp_path, "03_token.md", PLAIN.format(name="token") + "\n$\\nonsense{$\n")
    report = import_paths([path], publish=True)
    assert {fault.rule for fault in report.faults} == {"FORMULA"}
    assert not Question.objects.exists()


def test_the_same_import_again_changes_nothing():
    import_paths([SEED])
    before = Question.objects.values().get()
    report = import_paths([SEED])
    assert report.imported == []
    assert report.names("unchanged") == ["24-dot-product-self-attention.md"]
    assert Question.objects.values().get() == before


def test_an_imported_question_is_exported_in_our_form(tmp_path):
    import_paths([SEED])
    export_content(tmp_path / "out")
    tree = read_tree(tmp_path / "out")
    assert tree.questions() == ["24-dot-product-self-attention.md"]
    assert {fault.rule for fault in check_tree(tree)} == {"TYPED-RESULT"}


def test_a_plain_text_takes_our_form(tmp_path):
    path = write(tmp_path, "03_token.md", PLAIN.format(name="token"))
    assert import_paths([path]).faults == []
    body = Question.objects.get().source.split("---\n", 2)[2]
    assert (
        body
        == """
## In thirty seconds

*By Ada Lovelace.*

A token is $x$.

## The long answer

It is more than that:

- one
- two

### Details

#### 1. First

```text
plain
```

| a | b |
| --- | --- |
| 1 | 2 |

### Research Citations

- [A paper (2017)](https://arxiv.org/abs/1706.03762) - good
"""
    )


def test_a_sound_text_can_be_published_at_once_or_later(tmp_path):
    path = write(tmp_path, "03_token.md", PLAIN.format(name="token"))
    import_paths([path])
    report = import_paths([path], publish=True)
    assert report.faults == []
    assert Question.published.get().slug == "token"
    assert import_paths([path]).names("unchanged") == ["03-token.md"]
    assert Question.published.exists()


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


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("03_token.md", b"\x89PNG\r\n\x1a\n\x00", "FILE byte 0x89 is no UTF-8"),
        ("03_token.md", b"# Q\x00", "FILE has the control character U+0000"),
        ("03_token.md", b"x" * 10_000_000, "FILE is larger than the limit of 1,000,000 bytes"),
        ("03_token.md", "No heading at all.", "TITLE has no heading to take its title from"),
        ("03_token.md", "```\n# Question 3: In code?\n```", "TITLE has no heading"),
        ("token.md", "# What is a token?\n\nText.", "TITLE has no number"),
        ("04_token.md", "# Question 3: What?\n\nText.", "TITLE is question 3 by its heading but 4"),
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


def test_an_item_that_fails_its_proofs_stops_the_whole_import_dry_or_not(tmp_path):
    write(tmp_path, "03_token.md", PLAIN.format(name="token"))
    tied = (
        "# Question 4: Tied?\n\nYes.\n\n```item\nkey: tied\nkind: vector\nask: Weights?\n"
        "explain: Even.\ncomputation: softmax\ngivens: {x: [1, 1, 1]}\ndecimals: 3\n```\n"
    )
    write(tmp_path, "04_tied.md", tied)
    dry = import_paths([tmp_path], dry_run=True)
    report = import_paths([tmp_path])
    assert [fault.rule for fault in report.faults] == ["PROOF"]
    assert dry.faults == report.faults
    assert report.imported == []
    assert not Question.objects.exists()


def test_two_files_with_one_number_are_a_fault(tmp_path):
    write(tmp_path, "03_token.md", PLAIN.format(name="token"))
    write(tmp_path, "03_byte.md", PLAIN.format(name="byte"))
    (message,) = messages(import_paths([tmp_path]))
    assert "has the same number 3 as" in message
    assert not Question.objects.exists()


def test_a_number_that_exists_with_another_text_is_a_fault_that_says_what_to_do(tmp_path):
    save_question(Question(slug="softmax"), question_text())
    write(tmp_path, "07_token.md", "# Question 7: What is a token?\n\nText.\n")
    (message,) = messages(import_paths([tmp_path]))
    assert message == (
        "UNIQUE question 7 (“What does softmax do?”, softmax) is there already with another text; "
        "edit that one, or give this file another number and name"
    )


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
        # Who names a link means the file that it leads to.
        assert import_paths([folder / name]).imported == ["04-more.md"]


def test_a_link_to_itself_is_told(tmp_path):
    (tmp_path / "03_token.md").symlink_to("03_token.md")
    (fault,) = import_paths([tmp_path]).faults
    assert "cannot be read" in str(fault)


def test_a_dry_run_tells_everything_and_stores_nothing():
    report = import_paths([SEED], dry_run=True)
    assert report.imported == ["24-dot-product-self-attention.md"]
    assert report.files[0].repairs
    assert not Question.objects.exists()


def test_windows_files_with_tabs_and_a_byte_order_mark_are_read(tmp_path):
    text = "# Question 3: What?\n\nA list:\n-\ta\n\t- b\n\nEnd.   \n"
    path = write(tmp_path, "03_token.md", "\ufeff" + text.replace("\n", "\r\n"))
    assert import_paths([path]).faults == []
    assert "A list:\n\n- a\n    - b\n\nEnd.\n" in Question.objects.get().source


GUIDE = "# Question 3: What is a token?\n\n{text}\n"


def import_token(folder, text, **options):
    return import_paths([write(folder, "03_token.md", GUIDE.format(text=text))], **options)


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
    assert "was edited since it was imported; left as it is" in next(report.files[0].lines())


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
        "TOPIC a topic is small letters, digits and hyphens, as in soft-max"
    ]


def test_a_topic_that_the_bank_has_not_stops_the_import_and_names_those_it_has(tmp_path):
    Topic.objects.create(slug="masks", title="Masks", position=1)
    report = import_token(tmp_path, "First.", topic="softmax")
    assert messages(report) == ["TOPIC there is no topic softmax; the bank has masks"]
    assert not Question.objects.exists()


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


def test_a_link_to_a_question_that_is_in_the_bank_already_leads_there(tmp_path):
    save_question(Question(slug="softmax"), question_text())
    import_token(tmp_path, "See [Question 7](../questions/07_softmax.md#the-long-answer).")
    link = "[The long answer](07-softmax.md#the-long-answer)"
    assert link in Question.objects.get(number=3).source


def test_words_that_a_guide_puts_in_code_are_left_alone(tmp_path):
    code = "```text\n**bold** $ x $ <pad> [a](b.md)  \n* * *\n```\n\n"
    code += "And `** $ x $ [a](b.md) <pad>` too."
    report = import_token(tmp_path, code)
    assert code in Question.objects.get().source
    assert report.files[0].notes == []


@pytest.mark.parametrize("named", [".", "questions", "questions/03_token.md"])
def test_questions_and_contexts_may_lie_in_folders_side_by_side(tmp_path, named):
    write(tmp_path / "questions", "03_token.md", GUIDE.format(text="Text."))
    write(tmp_path / "questions", "README.md", "# About")
    write(tmp_path / "content", "03_Token_Context.md", "Costs.\n")
    report = import_paths([tmp_path / named])
    assert report.faults == []
    assert Question.objects.get().context_source == "Costs.\n"
