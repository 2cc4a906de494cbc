"""Question 24 as published: it has everything its source asks for, and corrects the source."""

import re
from functools import cache
from pathlib import Path

import pytest

from attention_engine import attention_cost, off_diagonal_strength, softmax
from quizzes.bank.page.plain_words import plain_words
from quizzes.bank.page.render import Rendered, render_question
from quizzes.bank.text.document import ParsedQuestion, parse_question, parse_quiz
from quizzes.bank.text.files import read_tree
from quizzes.items import prove, released_seeds

CONTENT = Path(__file__).parents[2] / "content"
NAME = "24-dot-product-self-attention.md"
QUIZ = "quizzes/dot-product-self-attention.md"
SEED = Path(__file__).parent / "seeds" / "24_dot_product_self_attention.md"


@cache
def question() -> ParsedQuestion:
    tree = read_tree(CONTENT)
    parsed, faults = parse_question(NAME, tree.texts[NAME], tree.texts[NAME[:-3] + ".context.md"])
    assert parsed is not None, faults
    return parsed


@cache
def rendered() -> Rendered:
    return render_question(question())


def shown_words() -> str:
    blocks = [block["html"] for block in rendered().fields["blocks"] if block["type"] == "html"]
    return plain_words(" ".join(blocks))


def test_the_mistakes_of_computed_items_are_tried():
    tried = {}
    for item in question().items:
        if item.spec.kind in ("number", "vector", "matrix"):
            identity = f"{question().slug}/{item.spec.key}"
            report = prove(identity, 1, item.spec, released_seeds(identity, 1, item.spec))
            tried[item.spec.key] = report.mistakes
    assert tried
    assert all(tried.values()), tried


def test_there_are_enough_examples_and_items_of_enough_kinds():
    assert len(question().examples) >= 5
    assert len(question().items) >= 12
    assert len({item.spec.kind for item in question().items}) >= 6


def test_every_address_of_the_source_is_linked():
    urls = set(re.findall(r"https?://[^\s)>\]]+", SEED.read_text(encoding="utf-8")))
    assert len(urls) >= 6
    pieces = " ".join(piece.converted.html for piece in rendered().pieces)
    assert {url for url in urls if f'href="{url}"' not in pieces} == set()


def test_items_stand_beside_the_text_that_they_test():
    """Items are not all at the end: never four in a row, and the first one comes early."""
    types = "".join(block["type"][0] for block in rendered().fields["blocks"])
    assert re.search("i{4,}", types) is None
    assert types.index("i") < len(types) / 3


@pytest.mark.parametrize(
    "wrong",
    [
        r"0\.88, 0\.06, 0\.06",
        r"0\.58, 0\.21, 0\.21",
        r"0\.244",
        r"O\(n ?√n\)",
        "dropout on the attention weights",
        "dimension of the model",
        "careful initialization",
        "relative position encodings",
    ],
)
def test_a_wrong_statement_stands_only_where_it_is_corrected(wrong):
    html = " ".join(b["html"] for b in rendered().fields["blocks"] if b["type"] == "html")
    quotes = [
        plain_words(quote) for quote in re.findall(r"<blockquote>.*?</blockquote>", html, re.S)
    ]
    holding = [quote for quote in quotes if re.search(wrong, quote)]
    assert len(holding) == 1
    assert holding[0].startswith("A common answer")
    if re.match(r"0\\", wrong):
        outside = plain_words(re.sub(r"<blockquote>.*?</blockquote>", "", html, flags=re.S))
        assert re.search(wrong, outside) is None


@pytest.mark.parametrize("scores", [[20, 18, 19], [2, 1.8, 1.9]])
def test_the_corrected_weights_are_those_of_the_engine(scores):
    weights = ", ".join(f"{weight:.3f}" for weight in softmax(scores))
    assert f"({weights})" in shown_words()


def test_the_other_corrections_are_computed():
    words = shown_words()
    matrix = [[0.1, 0.2, 0.7], [0.3, 0.6, 0.1], [0.4, 0.5, 0.1]]
    assert f"computes {off_diagonal_strength(matrix):.3f}, because" in words
    assert f"the first weight is {softmax([20, 2, 2])[0]:.8f}" in words
    assert f"{attention_cost(1024, 64).flops:,}" in words
    assert f"{attention_cost(1024, 64).bytes:,}" in words


def test_the_quiz_is_made_of_ten_to_twelve_of_the_items():
    quiz, faults = parse_quiz(QUIZ, read_tree(CONTENT).texts[QUIZ])
    assert faults == []
    keys = {question().identity(item) for item in question().items}
    assert 10 <= len(quiz.meta.items) <= 12
    assert set(quiz.meta.items) <= keys
    assert quiz.meta.pass_mark == 70
