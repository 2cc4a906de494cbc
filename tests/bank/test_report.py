"""The table of a bank: its counts, and whether every known mistake is refused and named."""

from dataclasses import replace

from quizzes.bank.checking.figures import Figures
from quizzes.bank.checking.report import HEADS, is_proven, report_on
from quizzes.bank.checking.whole_bank import judge_bank
from quizzes.bank.text.files import read_tree
from tests.interviewing.scripted import asked_text

from .conftest import QUIZ, question_text

ITEM = """
```item
key: weights
kind: vector
ask: Give the weights.
computation: softmax
givens: {x: distinct(3)}
decimals: 3
explain: Exponentials over their sum.
```
"""
ONE = Figures("07-a.md", "softmax", True, 1, 0, 1, 2, 1, ["choice"], 16, 40, 40, 32, 32, 150, 90)


def rows(bank) -> list[dict[str, str]]:
    tree = read_tree(bank.root)
    lines = report_on(tree, judge_bank(tree).figures)
    return [dict(zip(HEADS, line.split(), strict=True)) for line in lines]


def test_each_topic_has_a_line_and_all_have_one(bank):
    bank.write("08-next.md", question_text(8, "Next?").replace("attention-scores", "cost") + ITEM)
    bank.write(
        "topics.yaml",
        "".join(f"- {{slug: {s}, title: T, summary: S}}\n" for s in ("cost", "attention-scores")),
    )
    head, cost, scores, total = rows(bank)
    assert list(head) == HEADS
    assert [row["topic"] for row in (cost, scores, total)] == ["cost", "attention-scores", "all"]
    assert (total["questions"], total["contexts"], total["examples"]) == ("2", "1", "2")
    assert (total["items"], total["computed"], total["kinds"]) == ("3", "1", "2")
    assert (cost["quizzes"], scores["quizzes"], total["quizzes"]) == ("0", "1", "1")
    assert (cost["seeds"], scores["seeds"], total["seeds"]) == ("16", "8", "24")
    assert (scores["mistakes"], scores["score"]) == ("0", "-")
    assert int(cost["mistakes"]) >= 8 * 3
    assert cost["score"] == "100%"
    # Two ways of rounding on each seed of the one computed item, with the digits told and one more.
    assert (cost["honest"], cost["fair"]) == ("32", "100%")
    assert (scores["honest"], scores["fair"]) == ("0", "-")
    assert int(total["proofs"]) == int(cost["proofs"]) + int(scores["proofs"])


def test_the_words_are_those_that_a_reader_meets(bank):
    words = int(rows(bank)[-1]["words"])
    bank.write(
        "07-softmax.context.md", "## Where softmax is used\n\nIn every single layer of it.\n"
    )
    assert int(rows(bank)[-1]["words"]) == words + 3


def test_scripts_are_counted(bank):
    bank.write("12-asked.md", asked_text())
    assert [row["scripts"] for row in rows(bank)[1:]] == ["1", "1"]


def test_numbers_stand_under_each_other(bank):
    tree = read_tree(bank.root)
    lines = report_on(tree, judge_bank(tree).figures)
    assert len({len(line) for line in lines}) == 1


def test_what_is_not_published_is_only_counted(bank):
    bank.write("08-next.md", question_text(8, "Next?", status="draft"))
    bank.write("quizzes/draft.md", QUIZ.replace("published", "draft"))
    tree = read_tree(bank.root)
    *_table, total, last = report_on(tree, judge_bank(tree).figures)
    assert total.split()[1] == "1"
    assert last == "1 more not published."


def test_one_mistake_of_thousands_that_is_not_refused_is_no_hundred_per_cent(bank):
    figures = replace(ONE, mistakes=20_000, refused=19_999)
    assert "99.9%" in report_on(read_tree(bank.root), [figures])[-1]
    assert is_proven([ONE])
    assert not is_proven([ONE, figures])


def test_one_honest_answer_that_is_not_right_is_no_proof(bank):
    figures = replace(ONE, honest=20_000, fair=19_999)
    assert "99.9%" in report_on(read_tree(bank.root), [figures])[-1]
    assert not is_proven([ONE, figures])
