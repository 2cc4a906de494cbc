"""Import of plain Markdown: repaired, in our form, all or nothing, and idempotent."""

import pytest

from quizzes.bank.checking.check import check_tree
from quizzes.bank.importing import import_paths
from quizzes.bank.importing.lines import Note
from quizzes.bank.store.export import export_content
from quizzes.bank.text.files import read_tree
from quizzes.models import Question
from tests.bank.guides import PLAIN, SEED, write

pytestmark = pytest.mark.django_db


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
        Note(257, "the link to the context page was removed"),
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


def test_a_dry_run_tells_everything_and_stores_nothing():
    report = import_paths([SEED], dry_run=True)
    assert report.imported == ["24-dot-product-self-attention.md"]
    assert report.files[0].repairs
    assert not Question.objects.exists()
