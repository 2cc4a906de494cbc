"""Plain prose: what is refused, and what a correct text may say."""

import pytest

from quizzes.bank.checking.check import check_question_texts
from quizzes.bank.page.passages import passages
from quizzes.bank.rules.prose import MOST_WORDS, faults_of

from .conftest import BODY, question_text

LONG = "many words " * (MOST_WORDS // 2)


def faults(text: str) -> list[str]:
    return [fault for passage in passages(text) for fault in faults_of(passage)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Weights are are even.", "the word 'are' appears twice in a row"),
        ("Weights sum to\none in each row of of it.", "the word 'of' appears twice in a row"),
        ("The row sums to one in the\nthe end.", "the word 'the' appears twice in a row"),
        ("> A row sums to\n> to one.", "the word 'to' appears twice in a row"),
        ("- one\n- The the other", "the word 'The' appears twice in a row"),
        ("| a | of of it |", "the word 'of' appears twice in a row"),
        ("## What what is", "the word 'What' appears twice in a row"),
        ("We simply divide.", "'simply' adds nothing here; remove it"),
        ("It is just a sum.", "'just' adds nothing here; remove it"),
        ("Obviously, it is even.", "'Obviously' adds nothing here; remove it"),
        ("A very large score.", "'very' adds nothing here; remove it"),
        ("Clearly, it is even.", "'Clearly' adds nothing here; remove it"),
        ("**A rule.** It is basically a sum.", "'basically' adds nothing here; remove it"),
        ('"Yes," they simply say.', "'simply' adds nothing here; remove it"),
        (
            LONG + "more",
            f"a paragraph has {MOST_WORDS + 1} words; the limit is {MOST_WORDS}, so split it",
        ),
        (
            "> " + LONG + "more",
            f"a paragraph has {MOST_WORDS + 1} words; the limit is {MOST_WORDS}, so split it",
        ),
    ],
)
def test_a_text_that_is_not_plain_is_told_why(text, said):
    assert faults(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The formulas $W W$ and $$R R^\\top$$ are products.",
        "The code `very very` is code.",
        "```python\nx = very very simply\n```",
        "The value {{ softmax([1, 2]) }} {{ softmax([1, 2]) }} stands twice.",
        "We know that that matters, and had had doubts.",
        "## Softmax\nSoftmax turns scores into weights.",
        "| softmax | softmax |\n| --- | --- |\n| softmax | softmax |",
        "- softmax\n- softmax",
        "One sum.\n\nSum all.",
        "The two are just as common; the score is just below one, and has just been seen.",
        "It is the very same matrix.",
        "Say clearly that one score is clearly larger.",
        'The answer "it is simply very, very clearly a sum" is often heard.',
        "Others say “it is just a sum”.",
        "> **A common answer** says that it simply is a very even row.",
        LONG,
        f"{LONG}\n\n{LONG}",
        f"{LONG}\n\n$$x = 1$$\n\n{LONG}",
        "- " + LONG + LONG,
        "Adjust the justice of every clear simplicity.",
    ],
)
def test_a_right_text_is_left_alone(text):
    assert faults(text) == []


def test_the_line_is_that_of_the_paragraph_in_its_file():
    added = "\nRight.\n\n```python\nvery = 1\n```\n\nOne $x\n+ y$ line\nand simply two.\n"
    text = question_text(body=BODY + added)
    (fault,) = check_question_texts("07-softmax.md", text)
    assert (fault.rule, fault.path) == ("PROSE", "07-softmax.md")
    assert text.splitlines()[fault.line - 1] == "One $x"


def test_items_and_contexts_are_read_and_a_draft_is_only_told():
    body = BODY.replace("The exponential grows with it.", "It simply grows.")
    text = question_text(status="draft", body=body)
    found = check_question_texts("07-softmax.md", text, "## Where\n\nIn very many layers.\n")
    assert [(fault.path, fault.blocks) for fault in found] == [
        ("07-softmax.context.md", False),
        ("07-softmax.md", False),
    ]
